/** Makes findings of what a check tells. */
import type { LintFinding, Place, SourceDocument } from '#core/lint/index.ts';
import type { Check, Remark, Tell } from './model.ts';

const TOP: Place = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Adds to `found`; `documents` collects the texts that were told of. */
export function toTeller(
  { name, severity }: Check,
  { found, documents }: { found: LintFinding[]; documents: Map<string, SourceDocument> },
): Tell {
  return (where, remark) => {
    const file = typeof where === 'string' ? where : where.file;
    if (typeof where !== 'string') documents.set(file, where);
    const { message, fix } = remark;
    found.push({
      check: name,
      severity: remark.severity ?? severity,
      file,
      ...placeOf(where, remark),
      message,
      ...(fix ? { fix } : {}),
    });
  };
}

function placeOf(where: SourceDocument | string, { path, part, range }: Remark): Place {
  if (typeof where === 'string') return TOP;
  if (range) return where.place(range);
  return path ? where.place(where.range(path, part)) : TOP;
}
