/** Checks the publisher's own files, market.yaml and package.yaml, after YAML was parsed. */
import { MarketError } from '../errors.ts';
import { explainErrors } from './explain.ts';
import { validate as validateMarket } from './generated/market-source.js';
import { validate as validatePackage } from './generated/package-source.js';
import { isFileName } from './path.ts';

import type { MarketSource, PackageSource } from '../model/generated.ts';
import type { FieldProblem } from './explain.ts';

/** `value` is what the YAML file `file` holds. Throws `source-invalid` naming every wrong field. */
export function parseMarketSource(value: unknown, file: string): MarketSource {
  const good = validateMarket(value);
  if (!good) throw refused(file, explainErrors(validateMarket.errors));
  const source = value as MarketSource;
  const names = source.categories.map(({ name }) => name);
  const twice = names.find((name, number) => names.indexOf(name) !== number);
  if (twice !== undefined) {
    throw refused(file, [{ field: 'categories', problem: `has "${twice}" twice` }]);
  }
  return source;
}

/** `value` is what the YAML file `file` holds. Throws `source-invalid` naming every wrong field. */
export function parsePackageSource(value: unknown, file: string): PackageSource {
  const good = validatePackage(value);
  if (!good) throw refused(file, explainErrors(validatePackage.errors));
  const source = value as PackageSource;
  if (source.license !== undefined && !isFileName(source.license)) {
    throw refused(file, [{ field: 'license', problem: 'must be the name of a file' }]);
  }
  return source;
}

function refused(file: string, problems: FieldProblem[]): MarketError {
  const words = problems.map(({ field, problem }) => `${field || 'the document'} ${problem}`);
  return new MarketError('source-invalid', `${file}: ${words.join('; ')}.`, {
    details: { file, path: problems[0]?.field ?? '' },
  });
}
