/** Home: where to go from here. */
(() => {
  const { element, show } = window.portal;
  const links = window.PAI_PLUGINS.map((plugin, index) =>
    element('li', {
      children: [element('a', { href: `/plugin.html?index=${index}`, text: plugin.title })],
    }),
  );
  show(
    element('h1', { text: 'Home' }),
    element('p', {
      text: 'A portal on your own machine, with a cluster that only pretends to run jobs.',
    }),
    element('ul', { children: links }),
  );
})();
