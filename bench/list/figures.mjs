/** Puts the figures of the lists into tables. */

const MB = 1_000_000;
const NAMES = { ours: 'ours', plain: 'plainest list', fluent: 'Fluent’s List' };

/** The value below which so much of them lies; of two neighbours the lower. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))];
}

/** A table for loading, one for typing, one for scrolling and memory. */
export function toTable(figures) {
  const label = ({ rows, name }) => `${rows.toLocaleString('en')} rows, ${NAMES[name]}`;
  const ratio = (figure, of) => {
    const ours = figures.find(({ rows, name }) => rows === figure.rows && name === 'ours');
    return figure.name === 'ours' ? '' : `${(of(figure) / of(ours)).toFixed(1)} ×`;
  };
  return [
    {
      title:
        'First screen: from the first bytes of the index, from the click on the page, from the click with what the browser has kept; and until all can be searched',
      columns: [
        '',
        'bytes',
        'to ours',
        'click',
        'to ours',
        'kept',
        'to ours',
        'all there',
        'kept',
        'longest task',
      ],
      rows: figures.map((figure) => [
        label(figure),
        ms(figure.cold.firstScreen),
        ratio(figure, ({ cold }) => cold.firstScreen),
        ms(figure.cold.fromClick),
        ratio(figure, ({ cold }) => cold.fromClick),
        ms(figure.cached.fromClick),
        ratio(figure, ({ cached }) => cached.fromClick),
        ms(figure.cold.ready),
        ms(figure.cached.ready),
        ms(figure.loadTask),
      ]),
    },
    {
      title:
        'A key in the search field: time of the page’s thread until the answer is shown, and time until that frame',
      columns: [
        '',
        'keys',
        'p50',
        'p95',
        'to ours',
        'worst',
        'longest task',
        'frame p50',
        'p95',
        'worst',
      ],
      rows: figures.map((figure) => [
        label(figure),
        figure.keys.count,
        ms(figure.keys.main.p50),
        ms(figure.keys.main.p95),
        ratio(figure, ({ keys }) => keys.main.p95),
        ms(figure.keys.main.worst),
        ms(figure.keys.task),
        ms(figure.keys.toFrame.p50),
        ms(figure.keys.toFrame.p95),
        ms(figure.keys.toFrame.worst),
      ]),
    },
    {
      title:
        'Scrolling: frames with a blank row in a swift pass and in jumps, longest task; memory afterwards',
      columns: ['', 'blank in pass', 'in jumps', 'longest task', 'page’s heap', 'process'],
      rows: figures.map((figure) => [
        label(figure),
        `${figure.scroll.blank} of ${figure.scroll.frames}`,
        `${figure.scroll.blankJumps} of ${figure.scroll.jumps}`,
        ms(figure.scroll.task),
        bytes(figure.memory.heap),
        bytes(figure.memory.process),
      ]),
    },
  ];
}

function ms(value) {
  if (value === undefined || !Number.isFinite(value)) return '–';
  return `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

function bytes(value) {
  return value === undefined ? '–' : `${(value / MB).toFixed(0)} MB`;
}
