/** Shows that files of a repository are being read, where that takes its time. */
import type { CommandIo, Progress } from './command.ts';

export interface RepositoryProgress {
  /** To be given to the flow. */
  world: { onProgress: (read: number, total: number) => void };
  /** Call it in `finally`. */
  end(): void;
}

/** Fewer files are read before anybody notices. */
const FEW = 200;

export function progressOf(io: Pick<CommandIo, 'progress'>): RepositoryProgress {
  let progress: Progress | undefined;
  return {
    world: {
      onProgress(read, total) {
        if (total < FEW) return;
        progress ??= io.progress('reading', 'files');
        progress.set(read, total);
      },
    },
    end: () => progress?.end(),
  };
}
