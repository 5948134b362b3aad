/** GET /info: what software answers. */
import type { Answer } from './call.ts';

const CLUSTER_VERSION = 'v1.8.0';

export function getInfo(): Answer {
  return {
    status: 200,
    body: {
      name: 'PAI RESTful API',
      version: CLUSTER_VERSION,
      launcherType: 'k8s',
      authnMethod: 'basic',
    },
  };
}
