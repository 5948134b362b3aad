/** Logs in as one of the sandbox's users; there are no passwords here. */
(async () => {
  const { element, show } = window.portal;
  const { users } = await (await fetch('/session')).json();
  const logIn = async (user) => {
    const body = JSON.stringify({ user });
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch('/session', { method: 'POST', headers, body });
    if (response.ok) location.href = '/';
  };
  const items = users.map((user) => {
    const button = element('button', { type: 'button', text: `Log in as ${user}` });
    button.addEventListener('click', () => logIn(user));
    return element('li', { children: [button] });
  });
  show(element('h1', { text: 'Log in' }), element('ul', { children: items }));
})();
