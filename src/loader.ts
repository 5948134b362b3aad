/**
 * The script that the portal loads: defines <pai-plugin> at once and brings the application by script tags.
 * Script tags need neither CORS headers nor a JavaScript MIME type; docs/decisions/0003-loader.md has the reasons.
 */
import { HOST_ATTRIBUTES, readHost } from '#adapters/browser/host-session.ts';

import type { HostSession } from '#adapters/browser/host-session.ts';
import type { Program } from '#adapters/worker/start.ts';
import type { PluginFiles } from './browser-services.ts';

interface Manifest {
  build: string;
  entry: string;
  /** The worker's code; it needs no other chunk. */
  worker: string;
  needs: Record<string, string[]>;
}
type Factory = (exports: object, require: (file: string) => object, load: typeof loadChunk) => void;
interface Application {
  mount(element: HTMLElement, host: HostSession, files: PluginFiles): () => void;
}

/** Put in by the build: the chunks of exactly this version. */
declare const __MANIFEST__: Manifest;
declare global {
  var paiMarketChunks: Record<string, { define(file: string, factory: Factory): void }> | undefined;
}

const manifest = __MANIFEST__;
// Only now, while the script runs, does the document tell which script it is. Asked past the document's own names:
// an <img name="currentScript"> of the page would else say where our chunks come from.
const current = Reflect.get(Document.prototype, 'currentScript', document) as HTMLScriptElement;
const base = new URL('.', current.src);
const factories = new Map<string, Factory>();
const fetched = new Map<string, Promise<void>>();
const modules = new Map<string, object>();

globalThis.paiMarketChunks ??= {};
globalThis.paiMarketChunks[manifest.build] ??= {
  define: (file, factory) => void factories.set(file, factory),
};

/** Brings a chunk with all it needs, side by side, then runs it. Rejects with a `ChunkError`; may be tried again. */
async function loadChunk(file: string): Promise<object> {
  const files = new Set<string>();
  collect(file, files);
  await Promise.all([...files].map(fetchChunk));
  return runChunk(file);
}

/** Brings the worker's code without running it. Rejects as `loadChunk`. */
async function loadWorker(): Promise<Program> {
  await fetchChunk(manifest.worker);
  return factories.get(manifest.worker) as Program;
}

function collect(file: string, into: Set<string>): void {
  if (into.has(file)) return;
  into.add(file);
  for (const needed of manifest.needs[file] ?? []) collect(needed, into);
}

function fetchChunk(file: string): Promise<void> {
  const known = fetched.get(file);
  if (known) return known;
  const promise = new Promise<void>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL(file, base).href;
    const fail = () => {
      fetched.delete(file);
      const error = new Error(`The marketplace could not load ${script.src}.`);
      error.name = 'ChunkError';
      reject(error);
    };
    script.onload = () => (factories.has(file) ? resolve() : fail());
    script.onerror = fail;
    document.head.append(script);
    script.addEventListener('load', () => script.remove());
    script.addEventListener('error', () => script.remove());
  });
  fetched.set(file, promise);
  return promise;
}

function runChunk(file: string): object {
  const known = modules.get(file);
  if (known) return known;
  const exports = {};
  // Set before it runs, so that a cycle sees the half-filled module, as in CommonJS.
  modules.set(file, exports);
  factories.get(file)?.(exports, runChunk, loadChunk);
  return exports;
}

class MarketplaceElement extends HTMLElement {
  static observedAttributes = HOST_ATTRIBUTES;
  #host: HostSession | undefined;
  #unmount: (() => void) | undefined;
  #generation = 0;

  connectedCallback(): void {
    // The host sets attributes before it inserts the element; the token leaves the DOM at once (security rule 5.2).
    this.#host = readHost(this, this.#host);
    void this.#start();
  }

  disconnectedCallback(): void {
    this.#generation += 1;
    this.#unmount?.();
    this.#unmount = undefined;
  }

  /** A host may also set attributes after it inserted the element, one by one and in any order. */
  attributeChangedCallback(_name: string, old: string | null, value: string | null): void {
    if (value === null || value === old || !this.isConnected || !this.#host) return;
    this.disconnectedCallback();
    this.connectedCallback();
  }

  async #start(): Promise<void> {
    const generation = ++this.#generation;
    const host = this.#host;
    if (!host) return;
    try {
      const loading = loadChunk(manifest.entry);
      // Side by side, since the first list needs both; who asks for it is told when it fails.
      loadWorker().catch(() => undefined);
      const application = (await loading) as Application;
      // An element that was taken out meanwhile must not come back to life.
      if (generation !== this.#generation) return;
      this.#unmount = application.mount(this, host, { base: base.href, worker: loadWorker });
    } catch (error) {
      if (generation === this.#generation) this.#showFailure(error);
    }
  }

  #showFailure(error: unknown): void {
    const alert = document.createElement('div');
    alert.setAttribute('role', 'alert');
    alert.dataset['errorCode'] = 'net-unreachable';
    const reason = error instanceof Error ? error.message : String(error);
    const text = document.createElement('p');
    text.textContent = `${reason} Ask your administrator whether all files of the plugin lie next to plugin.js.`;
    const retry = document.createElement('button');
    retry.type = 'button';
    retry.textContent = 'Try again';
    retry.addEventListener('click', () => {
      this.replaceChildren();
      void this.#start();
    });
    alert.append(text, retry);
    this.replaceChildren(alert);
  }
}

if (!customElements.get('pai-plugin')) customElements.define('pai-plugin', MarketplaceElement);
