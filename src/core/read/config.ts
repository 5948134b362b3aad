/** Reads the administrator's plugin configuration; every mistake is named by its key. */
import { MarketError } from '../errors.ts';
import { applyLimits } from '../limits.ts';
import { explainErrors } from './explain.ts';
import { validate } from './generated/plugin-config.js';

import type { CdapConfig, MarketConfig, PluginConfig } from '../model/generated.ts';
import type { FieldProblem } from './explain.ts';

/**
 * Throws `config-invalid`: the message names every wrong key, `details.key` the first.
 * Whether a market's trust level can be met is judged when that market is opened, so that one market does not stop the others.
 */
export function parsePluginConfig(value: unknown): PluginConfig {
  const good = validate(value);
  if (!good) throw refused(explainErrors(validate.errors));
  const config = value as PluginConfig;
  applyLimits(config.limits);
  const problems = [
    ...config.markets.flatMap((market, number) => checkMarket(market, number, config)),
    ...(config.cdap ? checkCdap(config.cdap) : []),
  ];
  if (problems.length > 0) throw refused(problems);
  return config;
}

function checkMarket(market: MarketConfig, number: number, config: PluginConfig): FieldProblem[] {
  const key = `markets[${number}]`;
  const problems: FieldProblem[] = [];
  if (config.markets.findIndex(({ id }) => id === market.id) !== number) {
    problems.push({ field: `${key}.id`, problem: `"${market.id}" stands twice` });
  }
  const urlProblem = checkUrl(market.url);
  if (urlProblem !== undefined) problems.push({ field: `${key}.url`, problem: urlProblem });
  for (const [at, origin] of (market.externalOrigins ?? []).entries()) {
    const problem = checkOrigin(origin);
    if (problem !== undefined) problems.push({ field: `${key}.externalOrigins[${at}]`, problem });
  }
  return problems;
}

/** Security rule 5.4. */
function checkUrl(text: string): string | undefined {
  const url = toUrl(text);
  if (!url || !/^https?:$/.test(url.protocol)) return 'must be an absolute http or https address';
  if (url.username || url.password) return 'must not hold a user name or password';
  if (/[?#]/.test(text)) return 'must not have a query or fragment';
  return undefined;
}

function checkCdap({ url, namespace }: CdapConfig): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const problem = url === undefined ? 'is missing' : checkCdapUrl(url);
  if (problem !== undefined) problems.push({ field: 'cdap.url', problem });
  // Security I02: it would be the system scope, allowed by nobody.
  if (namespace === 'system') {
    const own = "must not be system, which is CDAP's own";
    problems.push({ field: 'cdap.namespace', problem: own });
  }
  return problems;
}

function checkCdapUrl(text: string): string | undefined {
  const path = /^\/(?![/\\])/.test(text);
  const problem = checkUrl(path ? `https://portal.invalid${text}` : text);
  if (problem?.includes('absolute') === true) {
    return 'must be a path on the portal such as /cdap, or an absolute http or https address';
  }
  if (problem !== undefined) return problem;
  if (/[\\\s]|(?:^|\/)\.{1,2}(?:\/|$)/.test(text)) {
    return 'must not have ".", "..", spaces or backslashes in its path';
  }
  return /\/v3\/?$/.test(text) ? 'must stand without /v3, which is added' : undefined;
}

function checkOrigin(text: string): string | undefined {
  const url = toUrl(text);
  if (!url || url.protocol !== 'https:' || (url.origin !== text && `${url.origin}/` !== text)) {
    return 'must be an https origin such as https://downloads.example.org';
  }
  // Browsers take it for a name, so that it would allow nothing.
  return url.hostname.includes('*') ? 'must name one server; "*" stands for none' : undefined;
}

function toUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    // Not an address; the caller says so in its own words.
    return undefined;
  }
}

function refused(problems: FieldProblem[]): MarketError {
  const words = problems.map(({ field, problem }) => `${field || 'config'} ${problem}`);
  return new MarketError(
    'config-invalid',
    `The plugin configuration has mistakes: ${words.join('; ')}.`,
    { details: { key: problems[0]?.field || 'config' } },
  );
}
