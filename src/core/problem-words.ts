/** Sentences that several problems share, and what words a problem has. */

/** Plain English, whole sentences in `advice`; never a value of the market or the cluster. */
export interface ProblemWords {
  title: string;
  advice: string;
}

export const ASK_ADMINISTRATOR =
  'Ask the administrator of this cluster to correct the plugin configuration.';
export const ASK_PUBLISHER =
  'Nothing of this package was used. Tell the publisher of the package; it must be built and published again.';
export const TAMPERED =
  'Nothing of it was used. Do not try to go around this: tell the administrator, who should ask the operator of the market.';
