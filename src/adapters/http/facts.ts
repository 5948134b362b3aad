/** What an answer says about the file it carries, and whether another answer carries the rest of the same file. */

export interface Facts {
  /** Bytes of the body, where told and not seen to be packed: a hint, as pages cannot always see whether it is. */
  size: number | undefined;
  etag: string | null;
  modified: string | null;
}

/** Facts of an answer with the whole file. */
export function factsOf({ headers }: Response): Facts {
  const isPacked = !/^(?:identity)?$/i.test(headers.get('content-encoding') ?? '');
  return {
    size: isPacked ? undefined : lengthOf(headers),
    etag: headers.get('etag'),
    modified: headers.get('last-modified'),
  };
}

/**
 * Whether an answer 206 carries exactly what follows the first `from` bytes of this file, as far as can be seen. Markets
 * of another origin mostly hide Content-Range from pages: then the length must be right and something must say that
 * the file is the same. Digest and signature are what decides in the end.
 */
export function isRest(response: Response, file: Facts, from: number): boolean {
  const { headers } = response;
  const rest = factsOf(response);
  if (file.size === undefined || headers.has('content-encoding')) return false;
  if (differs(file.etag, rest.etag) || differs(file.modified, rest.modified)) return false;
  if (rest.size !== undefined && rest.size !== file.size - from) return false;
  const range = headers.get('content-range');
  if (range !== null) return range.trim() === `bytes ${from}-${file.size - 1}/${file.size}`;
  const isSame = isEqual(file.etag, rest.etag) || isEqual(file.modified, rest.modified);
  return response.type === 'cors' && rest.size !== undefined && isSame;
}

/** Only what both answers tell can differ. */
function differs(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}

/** A weak ETag stays the same when the bytes change a little. */
function isEqual(one: string | null, other: string | null): boolean {
  return one !== null && one === other && !one.startsWith('W/');
}

function lengthOf(headers: Headers): number | undefined {
  const text = headers.get('content-length') ?? '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
