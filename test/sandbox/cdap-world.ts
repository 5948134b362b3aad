/** A running CDAP stand-in with calls as a test writes them, and jars as it takes them. */
import JSZip from 'jszip';

import { startCdap } from '../../sandbox/cdap/server.ts';

import type { CdapServer, CdapServerOptions } from '../../sandbox/cdap/server.ts';

export interface CdapAnswered {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body, if it is JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows its own answer
  json: any;
}

export interface CdapCallOptions {
  headers?: Record<string, string>;
  /** An object is sent as JSON. */
  body?: Uint8Array | string | object;
}

export interface CdapWorld {
  cdap: CdapServer;
  /** A call below /v3. */
  call(method: string, path: string, options?: CdapCallOptions): Promise<CdapAnswered>;
  /** Status and text of the same. */
  say(method: string, path: string, options?: CdapCallOptions): Promise<[number, string]>;
  close(): Promise<void>;
}

export async function startCdapWorld(options: CdapServerOptions = {}): Promise<CdapWorld> {
  const { cdap, url, close } = await startCdap(options);
  const call: CdapWorld['call'] = async (method, path, { headers = {}, body } = {}) => {
    const isText = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
    const response = await fetch(`${url}v3${path}`, {
      method,
      headers: { ...(isText ? {} : { 'content-type': 'application/json' }), ...headers },
      body: (isText ? (body as BodyInit | undefined) : JSON.stringify(body)) ?? null,
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    const json: unknown = isJson ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, text, json };
  };
  const say: CdapWorld['say'] = async (...parts) => {
    const { status, text } = await call(...parts);
    return [status, text];
  };
  return { cdap, call, say, close };
}

/** A jar with a manifest that has these lines, always of the same bytes; `null` leaves the manifest out. */
export async function makeJar(manifest: string[] | null = []): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new JSZip();
  const options = { date: new Date(Date.UTC(2020, 0, 1)), createFolders: false };
  const lines = ['Manifest-Version: 1.0', ...(manifest ?? [])].join('\r\n');
  if (manifest) zip.file('META-INF/MANIFEST.MF', `${lines}\r\n`, options);
  zip.file('com/example/Plugin.class', Uint8Array.of(0xca, 0xfe, 0xba, 0xbe), options);
  return Uint8Array.from(await zip.generateAsync({ type: 'uint8array' }));
}
