/** Says where a publisher's own file differs from its schema, problem by problem with its place. */
import { explainErrors } from './explain.ts';
import { validate as validateMarket } from './generated/market-source.js';
import { validate as validatePackage } from './generated/package-source.js';

import type { ValidationError } from './generated/package-row.js';

export interface SourceProblem {
  /** Keys and indexes; of an unknown key that key, of a missing one the object that lacks it. */
  path: (string | number)[];
  /** As people write it: `actions[0].type`. */
  field: string;
  /** Completes "<field> …". */
  problem: string;
  /** The key that is not known, or is missing. */
  unknown?: string;
  missing?: string;
}

const VALIDATORS = { package: validatePackage, market: validateMarket } as const;

/** Empty for what the schema takes. `value` is plain data within bounds. */
export function sourceProblems(kind: keyof typeof VALIDATORS, value: unknown): SourceProblem[] {
  const validate = VALIDATORS[kind];
  if (validate(value)) return [];
  const errors: ValidationError[] = validate.errors ?? [];
  const words = explainErrors(errors);
  return errors.map((error, at) => {
    const { field = '', problem = 'is not valid' } = words[at] ?? {};
    const path = toPath(error.instancePath);
    const { additionalProperty: unknown, missingProperty: missing } = error.params;
    if (typeof unknown === 'string') return { path: [...path, unknown], field, problem, unknown };
    if (typeof missing === 'string') return { path, field, problem, missing };
    return { path, field, problem };
  });
}

function toPath(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
