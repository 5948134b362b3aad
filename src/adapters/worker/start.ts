/** Runs a program on a thread of its own where the page may, else in the page itself; both speak over a port. */
import type { Connection } from './calls.ts';
import type { Reply } from './messages.ts';

/** A script in one piece as a function, in which nothing is used that is not its argument or global. */
export type Program = (exports: object) => void;

/** What a program puts into its `exports`: how it is told what it shall do and over which port. */
export interface Served<Init> {
  serve(port: MessagePort, init: Init): void;
}

export interface StartOptions<Init> {
  program: Program;
  /** Can be cloned. */
  init: Init;
}

/**
 * The program's own text makes the worker, by way of a blob: address, so that it may come from another origin with
 * any MIME type. Where a policy refuses such workers, the same program runs here; it then answers as well, later.
 */
export async function startProgram<Init>(options: StartOptions<Init>): Promise<Connection> {
  return (await startWorker(options)) ?? startHere(options);
}

/** Undefined where no worker can be had. */
function startWorker<Init>({ program, init }: StartOptions<Init>): Promise<Connection | undefined> {
  // Bound to the port and the data of the first message; names of the program's own cannot meet these.
  const text = `onmessage=({data:{port,init}})=>{const exports={};(${program})(exports);exports.serve(port,init)}`;
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const { port1: port, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const done = (connection?: Connection) => {
      URL.revokeObjectURL(address);
      resolve(connection);
    };
    try {
      const worker = new Worker(address);
      // Refused by the policy, or it does not run in this browser.
      worker.onerror = (event) => {
        event.preventDefault();
        worker.terminate();
        done();
      };
      port.onmessage = ({ data }: MessageEvent<Reply>) => {
        if (data.type === 'ready') done(connect(worker, port));
      };
      worker.postMessage({ port: port2, init }, [port2]);
    } catch {
      // Some browsers tell of the policy at once; there is one way on for both.
      done();
    }
  });
}

function connect(worker: Worker, port: MessagePort): Connection {
  const end = () => {
    port.onmessage = null;
    worker.onerror = null;
    port.close();
    worker.terminate();
  };
  let running = true;
  const connection: Connection = {
    port,
    onEnd: undefined,
    end() {
      running = false;
      end();
    },
  };
  const stop = () => {
    if (!running) return;
    running = false;
    end();
    connection.onEnd?.();
  };
  worker.onerror = stop;
  return connection;
}

function startHere<Init>({ program, init }: StartOptions<Init>): Promise<Connection> {
  const { port1: port, port2 } = new MessageChannel();
  const exports = {};
  program(exports);
  return new Promise((resolve) => {
    port.onmessage = () => {
      const end = () => port.close();
      resolve({ port, onEnd: undefined, end });
    };
    (exports as Served<Init>).serve(port2, init);
  });
}
