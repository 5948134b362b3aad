/** Plain values with bytes inside as one run of bytes, for the way between a test and its browser: JSON would make bytes five times as long. */

/** Four bytes of length, JSON, and then the bytes that the JSON points at. */
export function toFrame(value: unknown): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const text = JSON.stringify(value, (_key, each: unknown) => {
    if (!(each instanceof Uint8Array)) return each;
    const start = size;
    parts.push(each);
    size += each.length;
    return { $bytes: [start, size] };
  });
  const json = new TextEncoder().encode(text);
  const frame = new Uint8Array(4 + json.length + size);
  new DataView(frame.buffer).setUint32(0, json.length);
  frame.set(json, 4);
  let at = 4 + json.length;
  for (const part of parts) {
    frame.set(part, at);
    at += part.length;
  }
  return frame;
}

export function fromFrame(frame: Uint8Array): unknown {
  const { buffer, byteOffset, length } = frame;
  const end = 4 + new DataView(buffer, byteOffset, length).getUint32(0);
  const text = new TextDecoder().decode(frame.subarray(4, end));
  return JSON.parse(text, (_key, each: unknown) => {
    const range = (each as { $bytes?: [number, number] } | null)?.$bytes;
    return range ? frame.slice(end + range[0], end + range[1]) : each;
  });
}
