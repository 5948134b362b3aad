/** The YAML reader of the real server, for tests; it comes without types. */
declare module 'js-yaml-3' {
  const yaml: {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows its own document
    safeLoad(text: string): any;
  };
  export default yaml;
}
