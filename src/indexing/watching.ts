/**
 * Watch a knowledge folder: whenever its files have changed and come to rest, `run` is called, one run at a time. Names,
 * sizes and times are compared, for not every file system tells of changes. Ends when `signal` is aborted; a run under
 * way is finished first.
 */
import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { listSources } from '../knowledge/source-files.js';

export interface WatchOptions {
  /** What the folder is like now; two equal texts mean that nothing changed. */
  readonly look: () => Promise<string>;
  readonly run: () => Promise<void>;
  readonly signal: AbortSignal;
  readonly intervalMs: number;
}

export async function watchFor({ look, run, signal, intervalMs }: WatchOptions): Promise<void> {
  let handled: string | undefined;
  let before = await look();
  while (!signal.aborted) {
    const now = await look();
    // A copy of many files must have come to an end.
    if (now === before && now !== handled) {
      handled = now;
      await run();
    }
    before = now;
    await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Support files and golden questions are not sources, but what they say counts as well. */
export async function stateOf(folder: string, extras: readonly string[]): Promise<string> {
  const paths = [...(await listSources(folder)).map(({ path }) => path), ...extras];
  return paths
    .map((path) => {
      const found = statSync(path, { throwIfNoEntry: false });
      return found ? `${path} ${found.size} ${found.mtimeMs}` : path;
    })
    .join('\n');
}
