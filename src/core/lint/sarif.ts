/** Findings as SARIF 2.1.0, which code hosts and editors read. */
import type { LintFinding, Severity } from './finding.ts';

export interface SarifRule {
  name: string;
  title: string;
  severity: Severity;
  /** Where its page is. */
  help: string;
}

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** One log with one run, as plain data. `rules` are all checks, whether they found something or not. */
export function toSarif(findings: readonly LintFinding[], rules: readonly SarifRule[]): unknown {
  const index = new Map(rules.map(({ name }, at) => [name, at]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'pai-market', rules: rules.map(toRule) },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => toResult(finding, index.get(finding.check) ?? -1)),
      },
    ],
  };
}

function toRule({ name, title, severity, help }: SarifRule): unknown {
  return {
    id: name,
    shortDescription: { text: `${title}.` },
    defaultConfiguration: { level: LEVELS[severity] },
    help: { text: `See ${help}.` },
  };
}

function toResult(finding: LintFinding, ruleIndex: number): unknown {
  const { check, severity, message, fix, file } = finding;
  const artifactLocation = { uri: file.split('/').map(encodeURIComponent).join('/') };
  const { line, column, endLine, endColumn } = finding;
  return {
    ruleId: check,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation,
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    ...(fix && {
      fixes: [
        {
          description: { text: fix.words },
          artifactChanges: [
            {
              artifactLocation,
              replacements: fix.edits.map(({ start, end, text }) => ({
                deletedRegion: { charOffset: start, charLength: end - start },
                insertedContent: { text },
              })),
            },
          ],
        },
      ],
    }),
  };
}
