/** Findings as workflow commands of GitHub, which show them beside the changed lines. */
import type { LintFinding, Severity } from './finding.ts';

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/** A line for each; paths are taken as below the checkout. */
export function toAnnotations(findings: readonly LintFinding[]): string {
  return findings
    .map((finding) => {
      const { severity, file, line, column, endLine, endColumn, check, message } = finding;
      const values = {
        file,
        line,
        endLine,
        // GitHub refuses columns of what spans lines.
        ...(line === endLine ? { col: column, endColumn } : {}),
        title: `pai-market ${check}`,
      };
      const words = Object.entries(values).map(([name, value]) => `${name}=${property(value)}`);
      return `::${COMMANDS[severity]} ${words.join(',')}::${data(message)}\n`;
    })
    .join('');
}

/** As the runner decodes them; what is not escaped would begin another command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string | number): string {
  return data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
