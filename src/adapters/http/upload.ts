/** What a cluster needs of whoever can tell how far a body came: browsers can, by XMLHttpRequest (src/adapters/browser/upload.ts). */

export interface UploadRequest {
  method: string;
  /** Absolute, at the origin of the page. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  /** Bytes of the answer after which it is cut off. */
  limit: number;
  signal: AbortSignal;
  /** Bytes of the body that left so far. */
  onProgress(sent: number, total: number): void;
  /** Bytes of the answer so far. */
  onAnswer(received: number): void;
}

export interface UploadAnswer {
  status: number;
  headers: [string, string][];
  bytes: Uint8Array;
  /** The answer came from elsewhere than where the request went; it was ended, and nothing of it is given. */
  isRedirect: boolean;
}

/** Rejects where nothing answers and when the signal fires. */
export type Upload = (request: UploadRequest) => Promise<UploadAnswer>;
