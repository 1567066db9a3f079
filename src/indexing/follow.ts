/**
 * Follow `current`: whenever another version becomes live, `onVersion` is called with its name, one at a time. Told by
 * the file system where it tells, and looking by itself as well: some file systems say nothing.
 */
import { type FSWatcher, watch } from 'node:fs';
import { currentVersion } from './store.js';

export interface Following {
  close(): Promise<void>;
}

export interface FollowOptions {
  /** The version that is already served. */
  readonly from: string | undefined;
  /** May reject: the same version is then not tried again until another one is live. */
  readonly onVersion: (version: string) => Promise<void>;
  readonly onFault: (version: string, error: unknown) => void;
  readonly pollMs?: number;
}

const POLL_MS = 2_000;

export function followCurrent(dataFolder: string, options: FollowOptions): Following {
  let seen = options.from;
  let looking: Promise<void> | undefined;
  let again = false;
  let closed = false;

  const lookOnce = async (): Promise<void> => {
    const version = await currentVersion(dataFolder);
    if (closed || version === undefined || version === seen) return;
    seen = version;
    await options.onVersion(version).catch((error: unknown) => options.onFault(version, error));
  };
  const look = (): void => {
    again = true;
    looking ??= (async () => {
      while (again && !closed) {
        again = false;
        await lookOnce();
      }
      looking = undefined;
    })();
  };

  const timer = setInterval(look, options.pollMs ?? POLL_MS);
  timer.unref();
  const watcher = watcherOf(dataFolder, look);
  return {
    async close() {
      closed = true;
      clearInterval(timer);
      watcher?.close();
      await looking;
    },
  };
}

/** Undefined where the system cannot watch; looking goes on. */
function watcherOf(folder: string, onChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || name === 'current') onChange();
    });
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
