/** Fills the portal's frame: links at the side, who is logged in at the top. */
window.portal = {
  /** Makes an element; text goes in as text. */
  element(name, { text, children = [], ...attributes } = {}) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    made.append(...children);
    return made;
  },

  /** Replaces the content area. */
  show(...elements) {
    document.getElementById('content-wrapper').replaceChildren(...elements);
  },

  async logOut() {
    await fetch('/session', { method: 'DELETE' });
    location.href = '/login.html';
  },
};

(() => {
  const { element } = window.portal;
  const here = location.pathname + location.search;
  const link = (href, text) =>
    element('a', { href, text, ...(here === href ? { 'aria-current': 'page' } : {}) });
  const plugins = window.PAI_PLUGINS.map((plugin, index) =>
    link(`/plugin.html?index=${index}`, plugin.title),
  );
  document
    .getElementById('sidebar')
    .replaceChildren(
      link('/', 'Home'),
      link('/submit.html', 'Submit a job'),
      link('/job-list.html', 'Jobs'),
      ...plugins,
    );
  const user = window.cookies.get('user');
  const account = document.getElementById('account');
  if (!user) {
    account.replaceChildren(link('/login.html', 'Log in'));
    return;
  }
  const out = element('button', { type: 'button', text: 'Log out' });
  out.addEventListener('click', () => window.portal.logOut());
  account.replaceChildren(element('span', { text: user }), out);
})();
