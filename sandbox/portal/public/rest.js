/** Calls of the portal's pages to the cluster's REST API. */
window.rest = {
  /** The text of an answer. Throws an Error with the server's message. */
  async call(path, init = {}) {
    const response = await fetch(`${window.ENV.restServerUri.replace(/\/$/, '')}/api/v2${path}`, {
      ...init,
      headers: { ...init.headers, Authorization: `Bearer ${window.cookies.get('token') ?? ''}` },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return text;
  },
};
