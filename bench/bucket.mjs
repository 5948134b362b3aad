/** S3-compatible storage in memory, for counting what clients ask of it: objects, conditions, listings and copies, no authentication. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, relative } from 'node:path';

const PAGE = 1000;

/** One bucket, `market`. Gives `{endpoint, load, save, restore, takeCount, close}`. */
export async function startBucket() {
  let objects = new Map();
  let count = { requests: 0, up: 0, down: 0 };
  const server = createServer((request, response) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces);
      count.requests += 1;
      count.up += body.length;
      const answer = answerTo(request, body, objects);
      const content = request.method === 'HEAD' ? Buffer.alloc(0) : Buffer.from(answer.body ?? '');
      count.down += content.length;
      response.writeHead(answer.status, {
        'content-length':
          request.method === 'HEAD' ? Buffer.byteLength(answer.body ?? '') : content.length,
        ...answer.headers,
      });
      response.end(content);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${server.address().port}`,
    /** Puts all files below a folder there, as if they had been sent. */
    load(folder, prefix) {
      for (const item of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!item.isFile()) continue;
        const file = join(item.parentPath, item.name);
        put(objects, `${prefix}${relative(folder, file)}`, readFileSync(file));
      }
    },
    save: () => new Map(objects),
    restore: (state) => {
      objects = new Map(state);
    },
    keys: () => [...objects.keys()],
    /** What was asked since the last time; bytes of bodies, headers are not counted. */
    takeCount() {
      const taken = count;
      count = { requests: 0, up: 0, down: 0 };
      return taken;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function put(objects, key, bytes, headers = {}) {
  const md5 = createHash('md5').update(bytes).digest('hex');
  objects.set(key, { bytes, etag: `"${md5}"`, time: new Date(), headers });
  return `"${md5}"`;
}

function answerTo(request, body, objects) {
  const url = new URL(request.url, 'http://localhost');
  const [, bucket, ...rest] = url.pathname.split('/');
  const key = decodeURIComponent(rest.join('/'));
  if (bucket !== 'market') return failure(404, 'NoSuchBucket');
  if (key === '') return answerBucket(request, url, { body, objects });
  if (request.method === 'PUT') return answerPut(request, key, { body, objects });
  if (request.method === 'DELETE') {
    objects.delete(key);
    return { status: 204 };
  }
  const found = objects.get(key);
  if (!found) return failure(404, 'NoSuchKey');
  const headers = { ...found.headers, etag: found.etag, 'last-modified': found.time.toUTCString() };
  return { status: 200, headers, body: found.bytes };
}

function answerBucket(request, { searchParams }, { body, objects }) {
  if (searchParams.has('cors')) {
    return request.method === 'GET' ? failure(404, 'NoSuchCORSConfiguration') : { status: 200 };
  }
  if (request.method === 'POST' && searchParams.has('delete')) {
    for (const [, key] of body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)) objects.delete(key);
    return xml('<DeleteResult/>');
  }
  if (request.method !== 'GET') return { status: 200 };
  return list(searchParams, objects);
}

/** Both versions of the listing; `delimiter` folds what lies deeper into prefixes, as a folder would. */
function list(query, objects) {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const after = query.get('continuation-token') ?? query.get('marker') ?? '';
  const names = new Set();
  for (const key of objects.keys()) {
    if (!key.startsWith(prefix)) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    names.add(end < 0 ? key : key.slice(0, end + 1));
  }
  const all = [...names].filter((name) => name > after).sort();
  const page = all.slice(0, PAGE);
  const last = page.at(-1) ?? '';
  const items = page.map((name) => {
    const found = objects.get(name);
    if (!found) return `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`;
    return `<Contents><Key>${name}</Key><LastModified>${found.time.toISOString()}</LastModified><ETag>${found.etag.replaceAll('"', '&quot;')}</ETag><Size>${found.bytes.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
  });
  const more = all.length > PAGE;
  const next = more
    ? `<NextContinuationToken>${last}</NextContinuationToken><NextMarker>${last}</NextMarker>`
    : '';
  return xml(
    `<ListBucketResult><Name>market</Name><Prefix>${prefix}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${PAGE}</MaxKeys><IsTruncated>${more}</IsTruncated>${next}${items.join('')}</ListBucketResult>`,
  );
}

function answerPut(request, key, { body, objects }) {
  const { headers } = request;
  const there = objects.get(key);
  if (headers['if-none-match'] === '*' && there) return failure(412, 'PreconditionFailed');
  if (headers['if-match'] !== undefined && headers['if-match'] !== there?.etag) {
    return failure(412, 'PreconditionFailed');
  }
  const kept = Object.fromEntries(
    Object.entries(headers).filter(([name]) =>
      /^(?:content-type|cache-control|x-amz-meta-.*)$/.test(name),
    ),
  );
  const source = headers['x-amz-copy-source'];
  if (source === undefined)
    return { status: 200, headers: { etag: put(objects, key, body, kept) } };
  const from = objects.get(decodeURIComponent(source).replace(/^\/?market\//, ''));
  if (!from) return failure(404, 'NoSuchKey');
  const etag = put(objects, key, from.bytes, kept);
  return xml(
    `<CopyObjectResult><LastModified>${new Date().toISOString()}</LastModified><ETag>${etag}</ETag></CopyObjectResult>`,
  );
}

function failure(status, code) {
  return { ...xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`), status };
}

function xml(body) {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
  };
}
