/** The YAML reader of the OpenPAI server: the oracle that our own reading is compared with. */
declare module 'js-yaml-3' {
  export function safeLoad(text: string): unknown;
}
