/** Style sheets come as text; insert.ts puts them into the page. */
declare module '*.css?inline' {
  const text: string;
  export default text;
}
