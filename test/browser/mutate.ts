/** Small changes to packets and to armored text, as faults and attackers make them. */
import { readPackets } from '../../src/core/verify/packets.ts';
import { concat } from '../fakes/keys.ts';
import { packet, subpacket } from '../fakes/packets.ts';

import type { Random } from '../fakes/random.ts';

type Change = (bytes: Uint8Array, random: Random) => Uint8Array;

const flipBit: Change = (bytes, random) => {
  const copy = bytes.slice();
  const at = random.below(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  return copy;
};

const setByte: Change = (bytes, random) => {
  const copy = bytes.slice();
  copy[random.below(copy.length)] = random.pick([0, 1, 0x7f, 0x80, 0xff, random.below(256)]);
  return copy;
};

const cut: Change = (bytes, random) => bytes.slice(0, random.below(bytes.length));

const cutOut: Change = (bytes, random) => {
  const from = random.below(bytes.length);
  const to = from + 1 + random.below(8);
  return concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

const putIn: Change = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const more = random.bytes(1 + random.below(8));
  return concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
};

const swapRuns: Change = (bytes, random) => {
  const length = 1 + random.below(16);
  const [a = 0, b = 0] = [random.below(bytes.length), random.below(bytes.length)].sort(
    (x, y) => x - y,
  );
  if (a + length > b || b + length > bytes.length) return bytes.slice().reverse();
  return concat([
    bytes.subarray(0, a),
    bytes.subarray(b, b + length),
    bytes.subarray(a + length, b),
    bytes.subarray(a, a + length),
    bytes.subarray(b + length),
  ]);
};

/** A packet twice, left out, moved, or a foreign one between. */
const shufflePackets: Change = (bytes, random) => {
  const packets = readPackets(bytes).map((each) => each.bytes);
  const at = random.below(packets.length);
  const foreign = packet(random.below(64), random.bytes(random.below(20)));
  const one = random.pick([packets[at] ?? foreign, foreign]);
  packets.splice(random.below(packets.length + 1), 0, one);
  if (random.below(3) === 0) packets.splice(random.below(packets.length), 1);
  return concat(packets);
};

/** A subpacket before the others of the hashed or of the unhashed area, lengths put right. */
const addSubpacket: Change = (bytes, random) => {
  const packets = readPackets(bytes);
  const signatures = packets.filter(({ tag, body }) => tag === 2 && body[0] === 4);
  if (signatures.length === 0) return flipBit(bytes, random);
  const chosen = random.pick(signatures);
  const { body } = chosen;
  const hashed = readWidth(body, 4);
  const at = random.pick([4, 6 + hashed]);
  const type = random.pick([2, 3, 9, 16, 20, 27, 29, 32, 33, 99, random.below(128)]);
  const more = subpacket(type, random.bytes(random.pick([1, 4, 8, 21])), random.below(3) === 0);
  const length = readWidth(body, at) + more.length;
  const changed = packet(
    2,
    concat([
      body.subarray(0, at),
      Uint8Array.from([length >> 8, length & 0xff]),
      more,
      body.subarray(at + 2),
    ]),
  );
  return concat(packets.map((each) => (each === chosen ? changed : each.bytes)));
};

const CHANGES = [
  flipBit,
  flipBit,
  setByte,
  cut,
  cutOut,
  putIn,
  swapRuns,
  shufflePackets,
  addSubpacket,
  addSubpacket,
];

/** One change, sometimes two, to a run of packets. */
export function mutate(packets: Uint8Array, random: Random): Uint8Array {
  const changed = random.pick(CHANGES)(packets, random);
  if (random.below(4) > 0 || changed.length === 0) return changed;
  return random.pick([flipBit, setByte, putIn])(changed, random);
}

/** One change to the text of an armored file. */
export function mutateText(text: Uint8Array, random: Random): Uint8Array {
  const change = random.pick([flipBit, setByte, cut, cutOut, swapRuns, addLine, addLine]);
  return change(text, random);
}

const addLine: Change = (text, random) => {
  const lines = new TextDecoder().decode(text).split('\n');
  const odd = ['', ' ', '=AAAA', 'Comment: x', '-----BEGIN PGP SIGNATURE-----', 'AAAA', '\u0000'];
  lines.splice(random.below(lines.length + 1), 0, random.pick(odd));
  return new TextEncoder().encode(lines.join(random.pick(['\n', '\r\n'])));
};

function readWidth(body: Uint8Array, at: number): number {
  return ((body[at] ?? 0) << 8) | (body[at + 1] ?? 0);
}
