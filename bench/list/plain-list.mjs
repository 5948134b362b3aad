/** The plainest list there can be: one JSON.parse, at each key a filter over all rows, and all cards drawn. */

const WORDS = ['name', 'label', 'description', 'author', 'org'];

async function start() {
  const answer = await fetch(new URLSearchParams(location.search).get('market') + 'packages.json');
  const rows = JSON.parse(await answer.text());
  const list = document.querySelector('#list');
  const count = document.querySelector('#count');
  const search = document.querySelector('input');
  const show = () => {
    const query = search.value.trim().toLowerCase();
    const found = rows.filter((row) => matches(row, query));
    // The last row of a name is its newest version.
    const packages = [...new Map(found.map((row) => [row.name, row])).values()];
    list.replaceChildren(...packages.map(card));
    count.textContent = `${packages.length.toLocaleString('en')} packages`;
  };
  search.addEventListener('input', show);
  show();
}

function matches(row, query) {
  if (query === '') return true;
  const text = [...WORDS.map((word) => row[word]), ...(row.tags ?? []), ...(row.categories ?? [])];
  const lower = text.join(' ').toLowerCase();
  return query.split(/\s+/).every((word) => lower.includes(word));
}

function card(row) {
  const link = element('a', row.label ?? row.name, 'title');
  link.href = `#/p/${row.name}`;
  const tags = element('span', (row.tags ?? []).join(', '), 'tags');
  const facts = element('span', `${row.version} · ${row.author} · ${row.licenseId ?? ''}`, 'facts');
  const item = element('li', '', 'card');
  item.append(link, element('p', row.description ?? ''), facts, tags);
  return item;
}

function element(name, text, className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

await start();
