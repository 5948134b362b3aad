/** The scope that an artifact is written to: the user's namespace, or the whole system where the administrator allows it. */
import { MarketError } from '../../errors.ts';
import { argumentError, isModifiable, textArgument } from '../arguments.ts';
import { fieldId } from './fields.ts';

import type { Field, FieldError } from '../../model/install.ts';
import type { ArgumentField } from './fields.ts';
import type { CdapStep } from './cdap-step.ts';

export type Scope = 'user' | 'system';

/** Security I02: throws `action-forbidden` for the system scope where the administrator does not allow it; `action-argument` for no scope. */
export function scopeField(step: CdapStep): ArgumentField<Scope> {
  const { place, input, cdap } = step;
  const argument = input.arguments.get('scope');
  const given = (textArgument(place, input.arguments, 'scope') ?? 'user').toLowerCase();
  if (given !== 'user' && given !== 'system') {
    throw argumentError(place, 'scope', 'must be user or system');
  }
  const fixed = argument === undefined || !isModifiable(argument);
  if (fixed && given === 'system' && !cdap.systemScope) throw forbidden(step);
  if (fixed && given === 'user') return { read: () => 'user' };
  const names: Scope[] = cdap.systemScope ? ['user', 'system'] : ['user'];
  const field: Field = {
    id: fieldId('scope'),
    label: 'scope',
    kind: 'choice',
    group: 'arguments',
    help: 'The system scope is seen by all namespaces of the cluster.',
    required: true,
    readOnly: fixed,
    default: cdap.systemScope ? given : 'user',
    options: names.map((name) => ({ value: name, label: name })),
  };
  return {
    field,
    read(values, errors: FieldError[]) {
      const value = fixed ? given : (values.get(field.id) ?? field.default);
      const scope = names.find((name) => name === value);
      if (scope) return scope;
      const message = 'scope must be one of those offered.';
      errors.push({ step: place.number, field: field.id, message });
      return undefined;
    },
  };
}

function forbidden({ place }: CdapStep): MarketError {
  return new MarketError(
    'action-forbidden',
    `Step ${place.number} (${place.type}) writes into CDAP's system scope, which the administrator has not allowed.`,
    { details: { step: place.number, type: place.type } },
  );
}
