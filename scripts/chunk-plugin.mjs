/**
 * Turns the CommonJS chunks of the plugin's build into classic scripts that src/loader.ts loads by script tags,
 * so that lazy parts load from another origin without CORS headers and with any MIME type.
 */
import { createHash } from 'node:crypto';

const DYNAMIC = /Promise\.resolve\(\)\.then\(\(\)\s*=>\s*require\((["'`])\.{1,2}\/([^"'`]+)\1\)\)/g;
const STATIC = /\brequire\((["'`])\.{1,2}\/([^"'`]+)\1\)/g;
const CHUNK_FOLDER = 'chunks/';

/**
 * Wraps each chunk as `paiMarketChunks[build].define(file, function (exports, require, load) {…})`; `worker` is the one
 * chunk of another build, whose function must run alone, as a worker is made of its text.
 */
export function classicChunks({ worker }) {
  return {
    name: 'classic-chunks',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
        const build = buildId([...chunks, worker]);
        for (const chunk of chunks) chunk.code = wrap(chunk, build);
        this.emitFile({
          type: 'asset',
          fileName: worker.fileName,
          source: alone(wrap(worker, build), worker),
        });
        this.emitFile({
          type: 'asset',
          fileName: 'manifest.json',
          source: JSON.stringify({ build, ...manifestOf(chunks), worker: worker.fileName }),
        });
      },
    },
  };
}

/** Two builds on one page must not share a registry. */
function buildId(chunks) {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk.fileName).update(chunk.code);
  return hash.digest('hex').slice(0, 12);
}

function wrap(chunk, build) {
  const toName = (_all, _quote, path) => `"${fullName(path)}"`;
  const code = chunk.code
    .replace(DYNAMIC, (...match) => `__load(${toName(...match)})`)
    .replace(STATIC, (...match) => `__require(${toName(...match)})`);
  if (/(?<![\w$.])require\(["'`]/.test(code)) {
    throw new Error(`${chunk.fileName} requires what the bundle does not hold`);
  }
  return `paiMarketChunks["${build}"].define("${chunk.fileName}",function(exports,__require,__load){${code}\n});\n`;
}

function alone(code, { fileName }) {
  if (/\b__(require|load)\(/.test(code)) throw new Error(`${fileName} asks for other chunks`);
  return code;
}

function fullName(path) {
  return path.startsWith(CHUNK_FOLDER) ? path : CHUNK_FOLDER + path;
}

/** The entry and, for each chunk, the chunks that must be there before it runs. */
function manifestOf(chunks) {
  const entry = chunks.find((chunk) => chunk.isEntry);
  if (!entry) throw new Error('the build has no entry');
  return {
    entry: entry.fileName,
    needs: Object.fromEntries(chunks.map((chunk) => [chunk.fileName, chunk.imports])),
  };
}
