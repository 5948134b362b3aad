/** What the portal hands to the plugin: attributes of <pai-plugin>, the configuration and the kind of page. */

export interface HostSession {
  /** Base address of the REST server, absolute, ends in a slash. */
  cluster: string;
  /** Version of the portal, such as 1.8.0; empty if not told. */
  portalVersion: string;
  /** Undefined when nobody is logged in. */
  user: string | undefined;
  /** Stays in memory; never in props, storage, errors or the DOM. */
  token: string | undefined;
}

const CLUSTER = 'pai-rest-server-uri';
const VERSION = 'pai-version';
const USER = 'pai-user';
const TOKEN = 'pai-rest-server-token';

/** The attributes that the portal sets. */
export const HOST_ATTRIBUTES = [CLUSTER, VERSION, USER, TOKEN];

/**
 * Reads the attributes and takes the token out of the DOM, where any script or style rule could read it
 * (security rule 5.2). `before` is what an earlier insertion of the same element gave: its token is kept.
 */
export function readHost(element: HTMLElement, before?: HostSession): HostSession {
  const token = element.getAttribute(TOKEN) ?? before?.token;
  element.removeAttribute(TOKEN);
  return {
    cluster: toBase(element.getAttribute(CLUSTER) || '/rest-server'),
    portalVersion: element.getAttribute(VERSION) ?? '',
    user: element.getAttribute(USER) || undefined,
    token: token || undefined,
  };
}

/** The `config` of this plugin in `window.PAI_PLUGINS`, chosen by `?index=`; undefined if the page has none. */
export function readConfig(page: Window = window): unknown {
  const plugins = (page as { PAI_PLUGINS?: unknown }).PAI_PLUGINS;
  const index = Number(new URLSearchParams(page.location.search).get('index') ?? 0);
  const plugin: unknown = Array.isArray(plugins) ? plugins[index] : undefined;
  return (plugin as { config?: unknown } | undefined)?.config;
}

function toBase(uri: string): string {
  // What is no address is refused, with a code, by the adapter that would use it.
  if (!URL.canParse(uri, document.baseURI)) return uri;
  const url = new URL(uri, document.baseURI);
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.href;
}
