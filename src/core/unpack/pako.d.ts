/** The part of pako 1.0.11 that `inflate.ts` uses; the package brings no types. */
declare module 'pako/lib/inflate.js' {
  export class Inflate {
    constructor(options: { raw: boolean; chunkSize: number });
    /** Called for each piece of output. */
    onData: (chunk: Uint8Array) => void;
    /** Whether the final block was seen or an error ended the stream. */
    readonly ended: boolean;
    /** 0 if all went well. */
    readonly err: number;
    readonly msg: string;
    /** `avail_in`: bytes of the last input that were not used. */
    readonly strm: { readonly avail_in: number; readonly msg: string };
    push(data: Uint8Array, mode: boolean): boolean;
  }
}
