/** Archives changed at random, the same for the same seed: fields of headers, records, names, extra fields, data and bytes. */
import { BYTE_CHANGES, SIGNATURES } from './byte-changes.ts';
import { concat } from './keys.ts';
import { createRandom } from './random.ts';
import { bytesOf, deflate, descriptorOf, extraField, makeZip, unicodePath } from './zip.ts';

import type { Change, Mutant } from './byte-changes.ts';
import type { Random } from './random.ts';
import type { ZipEntry, ZipOptions } from './zip.ts';

interface Model {
  entries: ZipEntry[];
  options: ZipOptions;
}

const UTF8 = 1 << 11;
const DESCRIPTOR = 1 << 3;
const TEXT = 'the same words again and again, '.repeat(12);

/** Each time anew, as changes are made in place. */
const BASES: Record<string, () => ZipEntry[]> = {
  plain: () => [
    { name: 'src/' },
    { name: 'src/train.py', content: 'print(1)\n'.repeat(9), method: 8 },
    { name: 'readme.txt', content: 'read me' },
    { name: 'empty' },
  ],
  streamed: () =>
    ['job.yaml', 'data/words.txt'].map((name) => {
      const entry = { name, content: TEXT, method: 8, flags: DESCRIPTOR };
      return {
        ...entry,
        local: { crc: 0, packedSize: 0, size: 0 },
        descriptor: descriptorOf(entry),
      };
    }),
  unicode: () =>
    ['größe/übung.txt', 'ß', '日本語.txt'].map((name) => ({
      name,
      content: name,
      flags: UTF8,
      extra: unicodePath(name),
    })),
  jszip: () =>
    ['größe/', 'größe/übung.txt'].map((name) => ({
      name,
      content: name.endsWith('/') ? '' : TEXT,
      method: name.endsWith('/') ? 0 : 8,
      flags: UTF8,
      extra: unicodePath(name),
      central: { madeBy: 20, attributes: name.endsWith('/') ? 0x10 : 0 },
    })),
  extras: () => [
    {
      name: 'a.txt',
      content: TEXT,
      method: 8,
      local: { extra: extraField(0x5455, new Uint8Array([3, 1, 2, 3, 4, 1, 2, 3, 4])) },
      central: { extra: extraField(0x5455, new Uint8Array([3, 1, 2, 3, 4])) },
    },
    { name: 'b.txt', content: 'b', central: { extra: extraField(0x000a, new Uint8Array(32)) } },
  ],
  dos: () => [
    {
      name: 'é.txt',
      content: 'é',
      flags: UTF8,
      central: { madeBy: 63, attributes: 0x20, extra: extraField(0x000a, new Uint8Array(32)) },
    },
    { name: 'A.TXT', content: TEXT, method: 8, central: { madeBy: 20, attributes: 0x20 } },
    { name: 'SUB/', central: { madeBy: 20, attributes: 0x10 } },
    { name: 'SUB/B.TXT', content: 'b', central: { madeBy: 20, attributes: 0x21 } },
  ],
};

const PARTS = [
  '/ // \\ . .. ../ ./ ; ;1 ;x : * ~ ~1 - $ % %2e # & A a _ con nul aux.txt COM1 ß ẞ SS ss İ i ı I ſ s K k ﬁ fi é e\u0301',
  'σ ς Σ ／ ⁄ ∕ ＼ ． ‥ \u0000 \n \u001b \u007f \u0085 \u00a0 \u00ad \u034f \u115f \u200b \u200d \u202e \u2800',
  '\u3000 \u3164 \ufe0f \ufeff \ufffd \u{e0041} \u{1f600} \u{10ffff} \ue000',
]
  .join(' ')
  .split(' ')
  .concat([' ']);

const EXTRA_IDS = [
  0x0001, 0x0007, 0x0008, 0x0009, 0x000a, 0x000d, 0x000e, 0x0014, 0x0017, 0x334d, 0x4453, 0x5455,
  0x554e, 0x5855, 0x6375, 0x6c78, 0x7075, 0x756e, 0x7855, 0x7875, 0x9901, 0xa11e, 0xa220, 0xcafe,
  0xd935, 0xe57a,
];
const NUMBERS = [0, 1, 2, 3, 7, 8, 9, 10, 20, 45, 46, 99, 255, 0x800, 0x0808, 0xffff, 0xffffffff];
const HOSTS = [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 14, 16, 18, 19, 30];
const ATTRIBUTES = [0, 1, 2, 0x08, 0x10, 0x20, 0x21, 0x40, 0x80, 0x400, 0x8000, 0x8020];
const MODES = [0, 0o644, 0o100644, 0o100755, 0o104755, 0o040755, 0o120777, 0o010644, 0o060644];

/** The seed and the place in the list tell a mutant for ever. */
export function makeMutants(seed: number, count: number): Mutant[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => makeMutant(random));
}

function makeMutant(random: Random): Mutant {
  const base = random.pick(Object.keys(BASES));
  const model: Model = { entries: BASES[base]?.() ?? [], options: {} };
  const said = [base];
  for (let i = random.below(3); i >= 0; i--) said.push(random.pick(MODEL_CHANGES)(model, random));
  const subject = { bytes: makeZip(model.entries, model.options) };
  // Most archives that only bytes were changed in are refused; the others say more.
  if (random.below(4) === 0) said.push(random.pick(BYTE_CHANGES)(subject, random));
  return { bytes: subject.bytes, what: said.join(', ') };
}

const anyEntry = ({ entries }: Model, random: Random): ZipEntry => random.pick(entries);

const MODEL_CHANGES: Change<Model>[] = [
  function fieldOfBoth(model, random) {
    const field = random.pick(['version', 'flags', 'method', 'crc', 'packedSize', 'size'] as const);
    const value = random.pick(NUMBERS);
    const entry = anyEntry(model, random);
    entry.local = { ...entry.local, [field]: value };
    entry.central = { ...entry.central, [field]: value };
    return `${field} ${value}`;
  },
  function fieldOfOne(model, random) {
    const field = random.pick(['version', 'flags', 'method', 'crc', 'packedSize', 'size'] as const);
    const side = random.pick(['local', 'central'] as const);
    const value = random.pick(NUMBERS);
    const entry = anyEntry(model, random);
    entry[side] = { ...entry[side], [field]: value };
    return `${side} ${field} ${value}`;
  },
  function kind(model, random) {
    const entry = anyEntry(model, random);
    const [host, mode] = [random.pick(HOSTS), random.pick(MODES)];
    const attributes = ((mode << 16) | random.pick(ATTRIBUTES)) >>> 0;
    entry.central = { ...entry.central, madeBy: (host << 8) | 30, attributes };
    return `host ${host}, attributes 0x${attributes.toString(16)}`;
  },
  renamed,
  renamed,
  renamed,
  function nameOfOne(model, random) {
    const side = random.pick(['local', 'central'] as const);
    const entry = anyEntry(model, random);
    const name = changedName(entry.name, random);
    entry[side] = { ...entry[side], name };
    return `${side} name ${JSON.stringify(name)}`;
  },
  extra,
  extra,
  function twice(model, random) {
    const entry = { ...anyEntry(model, random) };
    const isRenamed = random.below(2) === 0;
    model.entries.push(entry);
    if (isRenamed && typeof entry.name === 'string') {
      entry.name = random.below(2) ? entry.name.toUpperCase() : entry.name.toLowerCase();
    }
    return 'an entry twice';
  },
  function under(model, random) {
    const name = `${textOf(anyEntry(model, random).name)}/below`;
    model.entries.push({ name, content: 'x', flags: UTF8 });
    return 'a file below another';
  },
  function without(model, random) {
    model.entries.splice(random.below(model.entries.length), model.entries.length > 1 ? 1 : 0);
    return 'an entry less';
  },
  function otherOrder(model) {
    model.entries.reverse();
    return 'backwards';
  },
  function hidden(model, random) {
    anyEntry(model, random).hidden = true;
    return 'an entry hidden';
  },
  function elsewhere(model, random) {
    const offset = random.pick([0, 1, 30, 39, 100, ...NUMBERS]);
    const entry = anyEntry(model, random);
    entry.central = { ...entry.central, offset };
    return `offset ${offset}`;
  },
  function packedOtherwise(model, random) {
    const entry = anyEntry(model, random);
    const packed = deflate(entry.content ?? '');
    const subject = { bytes: packed };
    const said = random.pick(BYTE_CHANGES)(subject, random);
    entry.method = 8;
    entry.data = subject.bytes;
    return `data: ${said}`;
  },
  function end(model, random) {
    const field = random.pick(['disk', 'countOnDisk', 'count', 'size', 'offset'] as const);
    const value = random.pick(NUMBERS);
    model.options.end = { ...model.options.end, [field]: value };
    return `end ${field} ${value}`;
  },
  function comment(model, random) {
    if (random.below(2)) model.options.end = { comment: 'hello' };
    else anyEntry(model, random).central = { comment: 'hello' };
    return 'a comment';
  },
  function between(model, random) {
    const place = random.pick(['prefix', 'beforeDirectory', 'beforeEnd', 'suffix'] as const);
    model.options[place] = random.pick([new Uint8Array(1), random.bytes(7), ...SIGNATURES]);
    return `${place} filled`;
  },
];

function renamed(model: Model, random: Random): string {
  const entry = anyEntry(model, random);
  entry.name = changedName(entry.name, random);
  if (bytesOf(entry.name).some((byte) => byte > 0x7f) && random.below(5)) {
    entry.flags = (entry.flags ?? 0) | UTF8;
  }
  return `name ${JSON.stringify(entry.name)}`;
}

function changedName(name: string | Uint8Array, random: Random): string {
  const text = textOf(name);
  const at = random.below(text.length + 1);
  const part = random.pick(PARTS);
  return text.slice(0, at) + part + text.slice(at + random.below(2));
}

function textOf(name: string | Uint8Array): string {
  return typeof name === 'string' ? name : new TextDecoder().decode(name);
}

function extra(model: Model, random: Random): string {
  const entry = anyEntry(model, random);
  const id = random.below(4) ? random.pick(EXTRA_IDS) : random.below(0x10000);
  const length = random.pick([0, 1, 4, 5, 8, 11, 12, 14, 20]);
  const field = extraField(id, random.bytes(length));
  const place = random.below(3);
  const added = concat([entry.extra ?? new Uint8Array(), field]);
  if (place === 0) entry.extra = added;
  if (place === 1) entry.local = { ...entry.local, extra: added };
  if (place === 2) entry.central = { ...entry.central, extra: added };
  return `extra 0x${id.toString(16)} of ${length} bytes in ${['both', 'local', 'central'][place]}`;
}
