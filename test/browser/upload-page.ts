/** What the upload's test runs in a page: clusters that send large bodies with progress. */
import { uploadInBrowser } from '#adapters/browser/upload.ts';
import { createCluster } from '#adapters/http/cluster.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { MarketError } from '#core/errors.ts';

export interface UploadResult {
  status?: number;
  text?: string;
  headers?: Record<string, string>;
  /** Code of the refusal. */
  code?: string;
  /** Bytes told, in order. */
  told: number[];
}

export interface UploadHost {
  /** Sends so many bytes below the base of a cluster; `stopAt` cancels once so many have left. */
  send(options: {
    base: string;
    path: string;
    size: number;
    limits?: object;
    stopAt?: number;
  }): Promise<UploadResult>;
}

const host: UploadHost = {
  async send({ base, path, size, limits, stopAt }) {
    const told: number[] = [];
    const stop = new AbortController();
    const cluster = createCluster({
      name: 'cdap',
      base,
      token: () => 'the-token',
      limits: { ...DEFAULT_LIMITS, ...limits },
      upload: uploadInBrowser,
    });
    try {
      const answer = await cluster.send({
        method: 'POST',
        url: cluster.base + path,
        headers: { 'X-Archive-Name': 'kit-1.0.jar' },
        body: new Uint8Array(size).fill(7),
        signal: stop.signal,
        onProgress(sent) {
          told.push(sent);
          if (stopAt !== undefined && sent >= stopAt) stop.abort();
        },
      });
      return { ...answer, told };
    } catch (thrown) {
      if (thrown instanceof MarketError) return { code: thrown.code, told };
      throw thrown;
    }
  },
};
Object.assign(globalThis as object, { uploadHost: host });
