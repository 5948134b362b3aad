/** GET /users/{user}: rights of one user. */
import { noUser } from './errors.ts';

import type { Answer, Call } from './call.ts';

export function getUser({ state, params }: Call): Answer {
  const user = state.users.find((each) => each.username === params.user);
  if (!user) throw noUser(params.user ?? '');
  const { token: _, ...shown } = user;
  return { status: 200, body: { ...shown, extension: {} } };
}
