/** Prints the figures of one comparison as a table of plain text. */

/** `columns` are headings; `rows` are lists of texts. The first column is flush left, the others right. */
export function printTable({ title, columns, rows }) {
  const lines = [columns, ...rows];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => String(line[at]).length)));
  const format = (line) =>
    line
      .map((cell, at) =>
        at === 0 ? String(cell).padEnd(widths[at]) : String(cell).padStart(widths[at]),
      )
      .join('  ');
  console.log(`\n${title}`);
  console.log(format(columns));
  console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of rows) console.log(format(row));
}

/** `12.3 / 14.0 ms`: least and median. */
export function timeText(times) {
  if (!times) return '–';
  return `${round(times.min)} / ${round(times.median)} ms`;
}

/** How many times as long as the rival: by the least times, which other work on the machine disturbs least, and by the medians. */
export function ratioText(ours, rival) {
  if (!ours || !rival) return '–';
  return `${(ours.min / rival.min).toFixed(2)} / ${(ours.median / rival.median).toFixed(2)} ×`;
}

function round(ms) {
  return ms < 100 ? ms.toFixed(1) : ms.toFixed(0);
}
