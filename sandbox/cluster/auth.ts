/** Who makes a call, by the Authorization header. */
import { unauthorized } from './errors.ts';

import type { ClusterState, User } from './state.ts';

/** The user whose token the header carries, as Bearer or as Basic user:token. Throws 401. */
export function authenticate(header: string | undefined, state: ClusterState): User {
  const [scheme = '', credentials = ''] = (header ?? '').split(' ');
  const user = findUser(scheme.toLowerCase(), credentials, state);
  if (!user) throw unauthorized();
  return user;
}

function findUser(scheme: string, credentials: string, state: ClusterState): User | undefined {
  if (scheme === 'bearer') return state.users.find((user) => user.token === credentials);
  if (scheme !== 'basic') return undefined;
  const text = Buffer.from(credentials, 'base64').toString('utf8');
  return state.users.find((user) => `${user.username}:${user.token}` === text);
}
