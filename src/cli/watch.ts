/** `bokji index --watch`: indexes now and after every change of the knowledge folder, until it is told to stop. */
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { foldersOf } from '../compose/folders.js';
import type { Config } from '../config.js';
import { stateOf, watchFor } from '../indexing/watching.js';
import type { Flags } from './arguments.js';
import { EXIT, messageOf } from './errors.js';
import { say } from './output.js';

const INTERVAL_MS = 2_000;
const EXTRAS = ['glossary.yaml', 'hotlines.yaml', 'income-standards.yaml', 'regions.yaml', 'asked.tsv', 'golden.jsonl'];

export async function watch(config: Config, flags: Flags, runOnce: () => Promise<unknown>): Promise<number> {
  const { knowledge } = foldersOf(config, flags);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  giveWay();
  say(`${knowledge} 폴더를 지켜보며 바뀔 때마다 색인을 새로 만듭니다. 멈추려면 Ctrl+C를 누르세요.`);
  await watchFor({
    look: () =>
      stateOf(
        knowledge,
        EXTRAS.map((name) => join(knowledge, name)),
      ),
    // A fault of one run is told; the next change may have mended it.
    run: async () => {
      await runOnce().catch((error: unknown) => say(messageOf(error)));
    },
    signal: stop.signal,
    intervalMs: INTERVAL_MS,
  });
  return EXIT.ok;
}

/** Answers of a service on the same machine go first. */
function giveWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here: it is only a courtesy.
  }
}
