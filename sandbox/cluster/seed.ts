/** The users, virtual clusters and storages that a new sandbox cluster begins with. */
import { randomBytes } from 'node:crypto';

import type { ClusterState, User } from './state.ts';

/** Whom the sandbox logs in: may use all but the virtual cluster `reserved`, and is in the groups `default` and `research`. */
export const DEMO_USER = 'demo';

/** A first state; tokens are random each time. */
export function seedState(): ClusterState {
  return {
    version: 1,
    users: [
      user('admin', {
        admin: true,
        virtualCluster: ['default', 'research', 'reserved'],
        storageConfig: ['datasets', 'scratch', 'archive'],
        grouplist: ['default', 'admins', 'research'],
      }),
      user(DEMO_USER, {
        virtualCluster: ['default', 'research'],
        storageConfig: ['datasets', 'scratch'],
        grouplist: ['default', 'research'],
      }),
      user('guest', {
        virtualCluster: ['default'],
        storageConfig: ['datasets'],
        grouplist: ['default'],
      }),
    ],
    virtualClusters: {
      default: { capacity: 50, resources: { memory: 524_288, vCores: 96, GPUs: 16 } },
      research: { capacity: 30, resources: { memory: 262_144, vCores: 48, GPUs: 8 } },
      reserved: { capacity: 20, resources: { memory: 262_144, vCores: 48, GPUs: 8 } },
    },
    storages: [
      { name: 'datasets', share: true, volumeName: 'datasets-pv', default: true },
      { name: 'scratch', share: false, volumeName: 'scratch-pv', default: false },
      { name: 'archive', share: true, volumeName: 'archive-pv', default: false },
    ],
    jobs: [],
  };
}

function user(
  username: string,
  rights: Pick<User, 'virtualCluster' | 'storageConfig' | 'grouplist'> & { admin?: boolean },
): User {
  return {
    admin: false,
    ...rights,
    username,
    email: `${username}@pai.example`,
    token: createToken(username),
  };
}

/** Has the shape of the real server's tokens (JWT), but is only ever compared. */
function createToken(username: string): string {
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { username, application: false },
  ];
  const texts = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return [...texts, randomBytes(32).toString('base64url')].join('.');
}
