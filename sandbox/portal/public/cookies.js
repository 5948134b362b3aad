/** `cookies`, as far as the portal's pages need it (the real portal has js-cookie under this name). */
window.cookies = {
  get(name) {
    const pairs = document.cookie.split('; ').map((pair) => pair.split('='));
    const found = pairs.find(([key]) => key === name);
    return found && found[1] ? decodeURIComponent(found[1]) : undefined;
  },
};
