/** The plugin host, step by step as the real portal does it: classic script, tag removed, then the element. */
(() => {
  const index = Number(new URLSearchParams(location.search).get('index'));
  const plugin = window.PAI_PLUGINS[index];
  if (!plugin) {
    window.portal.show(window.portal.element('p', { text: `There is no plugin ${index}.` }));
    return;
  }

  const loadScript = (src) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = src;
      script.onload = () => {
        script.parentNode.removeChild(script);
        resolve();
      };
      script.onerror = reject;
      document.head.appendChild(script);
    });

  // The real host does not handle a failure either: the page stays blank.
  loadScript(plugin.uri).then(() => {
    const attributes = {
      'pai-rest-server-uri': window.ENV.restServerUri,
      'pai-version': window.PAI_VERSION,
    };
    const user = window.cookies.get('user');
    const token = window.cookies.get('token');
    if (user && token) {
      attributes['pai-user'] = user;
      attributes['pai-rest-server-token'] = token;
    }
    window.portal.show(window.portal.element('pai-plugin', attributes));
  });
})();
