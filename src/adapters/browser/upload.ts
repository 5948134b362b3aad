/** Sends a large body and tells how far it came; the only place with XMLHttpRequest, as `fetch` tells nothing (decision 0012). */
import type { Upload, UploadAnswer, UploadRequest } from '../http/upload.ts';

/**
 * Only to the page's own origin: elsewhere, listening to an upload would ask for a preflight, and a redirect could take
 * body and token along. Cookies of the page come along, so that a proxy must take them off where they are nobody's
 * business. Rejects with an `Error` where nothing answers, also for another origin.
 */
export const uploadInBrowser: Upload = (request) =>
  new Promise((resolve, reject) => {
    const { url, signal } = request;
    if (new URL(url).origin !== location.origin || signal.aborted) {
      reject(new Error('not sent'));
      return;
    }
    const xhr = open(request);
    const stop = () => xhr.abort();
    let head: Omit<UploadAnswer, 'bytes'> | undefined;
    let isCut = false;
    const end = (bytes: Uint8Array | undefined) => {
      signal.removeEventListener('abort', stop);
      if (head && bytes) resolve({ ...head, bytes });
      else reject(new Error('no answer'));
    };
    const cut = () => {
      isCut = true;
      xhr.abort();
    };
    xhr.upload.onprogress = ({ loaded }) => request.onProgress(loaded, request.body.length);
    xhr.onreadystatechange = () => {
      if (xhr.readyState !== XMLHttpRequest.HEADERS_RECEIVED) return;
      head = readHead(xhr, url);
      // As soon as it is known: what a redirect leads to is not read.
      if (head.isRedirect) cut();
    };
    xhr.onprogress = ({ loaded }) => {
      request.onAnswer(loaded);
      if (loaded > request.limit) cut();
    };
    xhr.onload = () => end(bytesOf(xhr, request.limit));
    xhr.onerror = () => end(undefined);
    // Of an answer that was cut off only the head can be had.
    xhr.onabort = () => end(isCut ? new Uint8Array() : undefined);
    signal.addEventListener('abort', stop, { once: true });
    xhr.send(request.body as XMLHttpRequestBodyInit);
  });

function open({ method, url, headers }: UploadRequest): XMLHttpRequest {
  const xhr = new XMLHttpRequest();
  xhr.open(method, url);
  xhr.responseType = 'arraybuffer';
  for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
  return xhr;
}

function readHead(xhr: XMLHttpRequest, url: string): Omit<UploadAnswer, 'bytes'> {
  const headers = xhr
    .getAllResponseHeaders()
    .split('\r\n')
    .filter((line) => line.includes(':'))
    .map((line): [string, string] => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1).trim()];
    });
  return { status: xhr.status, headers, isRedirect: xhr.responseURL !== url };
}

function bytesOf(xhr: XMLHttpRequest, limit: number): Uint8Array {
  const body: unknown = xhr.response;
  return new Uint8Array(body instanceof ArrayBuffer ? body : new ArrayBuffer(0)).subarray(0, limit);
}
