/** When a watched folder is indexed: once at the beginning, and once after each change that has come to rest. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stateOf, watchFor } from '../../src/indexing/watching.js';
import { folderWith } from '../fixtures/folders.js';

/** Looks at these states one after another, then stops; gives the state at each run. */
async function runsOver(states: readonly string[]): Promise<readonly string[]> {
  const stop = new AbortController();
  const runs: string[] = [];
  let at = -1;
  await watchFor({
    look: async () => {
      at += 1;
      if (at >= states.length - 1) stop.abort();
      return states[Math.min(at, states.length - 1)] ?? '';
    },
    run: async () => void runs.push(states[at] ?? ''),
    signal: stop.signal,
    intervalMs: 0,
  });
  return runs;
}

it('runs once where nothing changes', async () => {
  expect(await runsOver(['a', 'a', 'a', 'a'])).toEqual(['a']);
});

it('runs again once a change has come to rest, and not while files are still coming', async () => {
  expect(await runsOver(['a', 'a', 'b', 'c', 'd', 'd', 'd'])).toEqual(['a', 'd']);
});

it('runs again where the folder is as it once was', async () => {
  expect(await runsOver(['a', 'a', 'b', 'b', 'a', 'a'])).toEqual(['a', 'b', 'a']);
});

it('sees a file that is written, that goes, and a golden question', async () => {
  const folder = await folderWith({ 'a.md': '하나' });
  const golden = join(folder, 'golden.jsonl');
  const seen = [await stateOf(folder, [golden])];
  await writeFile(join(folder, 'b.md'), '둘');
  seen.push(await stateOf(folder, [golden]));
  await rm(join(folder, 'a.md'));
  seen.push(await stateOf(folder, [golden]));
  await writeFile(golden, '{}');
  seen.push(await stateOf(folder, [golden]));
  expect(new Set(seen).size).toBe(4);
});
