/** A version of OpenPAI as portal and REST server tell it. */

/** Such as v1.8.0; what else is told there is not compared with anything. */
const VERSION = /^v?\d[0-9A-Za-z.+-]{0,62}$/;

/** Without its leading v; undefined for what is no version. */
export function toldVersion(told: unknown): string | undefined {
  if (typeof told !== 'string' || !VERSION.test(told)) return undefined;
  return told.replace(/^v(?=\d)/, '');
}
