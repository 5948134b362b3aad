/** Fluent's own list without our work: its List, SearchBox and texts, one JSON.parse and a filter on the page's thread. */
import { Link } from '@fluentui/react/lib/Link';
import { List } from '@fluentui/react/lib/List';
import { SearchBox } from '@fluentui/react/lib/SearchBox';
import { Text } from '@fluentui/react/lib/Text';
import { createElement, useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';

const COLUMNS = 3;

function App() {
  const [entries, setEntries] = useState([]);
  const [query, setQuery] = useState('');
  useEffect(() => {
    void load().then(setEntries);
  }, []);
  const found = useMemo(() => search(entries, query), [entries, query]);
  return createElement(
    'div',
    null,
    createElement(SearchBox, { value: query, onChange: (_, text) => setQuery(text ?? '') }),
    createElement('p', { id: 'count' }, `${found.length.toLocaleString('en')} packages`),
    createElement(List, {
      className: 'list',
      items: found,
      version: query,
      getItemCountForPage: () => COLUMNS * 4,
      onRenderCell: renderCard,
    }),
  );
}

/** One entry for each package, with the text that is searched, made once. */
async function load() {
  const answer = await fetch(new URLSearchParams(location.search).get('market') + 'packages.json');
  const byName = new Map(JSON.parse(await answer.text()).map((row) => [row.name, row]));
  return [...byName.values()].map((row) => ({ row, text: textOf(row) }));
}

function textOf({ name, label, description, author, org, tags = [], categories = [] }) {
  return [name, label, description, author, org, ...tags, ...categories].join(' ').toLowerCase();
}

function search(entries, query) {
  const words = query.trim().toLowerCase().split(/\s+/);
  return entries.filter(({ text }) => words.every((word) => text.includes(word)));
}

function renderCard({ row }) {
  return createElement(
    'div',
    { className: 'card' },
    createElement(Link, { href: `#/p/${row.name}`, className: 'title' }, row.label ?? row.name),
    createElement(Text, { block: true, className: 'words' }, row.description),
    createElement(
      Text,
      { variant: 'small', block: true },
      `${row.version} · ${row.author} · ${row.licenseId ?? ''}`,
    ),
    createElement(Text, { variant: 'small', block: true }, (row.tags ?? []).join(', ')),
  );
}

createRoot(document.querySelector('#root')).render(createElement(App));
