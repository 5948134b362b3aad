/** The Content-Security-Policy that the plugin must run under. */

export interface PolicyOrigins {
  /** Origins of plugin.js besides the portal's own. */
  scripts: string[];
  /** Origins of markets and of a cluster that is not on the portal's own. */
  connections: string[];
}

/** Strict: no inline script, no `eval`, nothing from origins that are not named. */
export function contentSecurityPolicy({ scripts, connections }: PolicyOrigins): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...connections].join(' '),
    "base-uri 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "worker-src 'self' blob:",
    "form-action 'none'",
  ].join('; ');
}
