/**
 * The index a command needs: opened, or built first where there is none. Refused versions are named on stderr, and
 * the last good one is used.
 */
import {
  type Assistant,
  assemble,
  buildScanned,
  type Folders,
  foldersOf,
  lockIndex,
  openIndex,
  scanKnowledge,
} from '../compose.js';
import type { Config } from '../config.js';
import { settle } from '../indexing/build.js';
import { writingTo } from '../indexing/files.js';
import { IndexVersionError } from '../indexing/manifest.js';
import { type OpenIndex, switchTo } from '../indexing/store.js';
import { formatFault } from '../knowledge/faults.js';
import { type Flags, rankingOf } from './arguments.js';
import { createProgress, say } from './output.js';

export async function openAssistant(config: Config, flags: Flags): Promise<Assistant & { readonly index: OpenIndex }> {
  const folders = foldersOf(config, flags);
  const index = await openOrBuild(folders, config);
  return { ...(await assemblerOf(config, flags))(index), index };
}

/** Puts an assistant together over an opened version; its vectors are searched where the settings say. */
export async function assemblerOf(config: Config, flags: Flags): Promise<(index: OpenIndex) => Assistant> {
  const vectorsOf = await remoteVectorsOf(config, foldersOf(config, flags));
  return (index) => assemble(index, config, rankingOf(flags.ranking), vectorsOf?.(index));
}

/** Undefined where the index's own vectors are searched; then no library is loaded. */
async function remoteVectorsOf(config: Config, folders: Folders) {
  if (config.vectorStore !== undefined) {
    const { vectorsInStore } = await import('./vector-store.js');
    return vectorsInStore(config, config.vectorStore, folders);
  }
  if (!config.database?.searchesVectors) return undefined;
  const { isShared, vectorsInDatabase } = await import('./shared.js');
  return isShared(config) ? vectorsInDatabase(config) : undefined;
}

async function openOrBuild(folders: Folders, config: Config): Promise<OpenIndex> {
  try {
    const { index, refused } = await openIndex(folders);
    for (const { reason } of refused)
      say(`${reason}\n  → 마지막으로 온전한 색인 ${index.manifest.version}을 씁니다. bokji index 로 새로 만드세요.`);
    return index;
  } catch (error) {
    if (!(error instanceof IndexVersionError)) throw error;
    say(error.kind === 'missing' ? '색인이 없어 새로 만듭니다.' : `${error.message}\n  → 색인을 새로 만듭니다.`);
  }
  // Of several programs that start at once the first builds, and the others wait for what it made.
  const lock = await lockIndex(folders, BUILD_WAIT_MS);
  try {
    const made = await openIndex(folders).catch(() => undefined);
    if (made) return made.index;
    const now = config.now ?? new Date();
    await writingTo(folders.data, async () => {
      const scanned = await scanKnowledge(folders, { onProgress: createProgress() });
      for (const fault of scanned.faults) say(formatFault(fault));
      const built = await buildScanned(folders, scanned, now, createProgress());
      await settle(folders.data, built, 'versions');
      await switchTo(folders.data, built.manifest.version, 'index', now);
      await scanned.seen.save();
    });
    return (await openIndex(folders)).index;
  } finally {
    await lock.release();
  }
}

/** Longer than ten thousand documents take. */
const BUILD_WAIT_MS = 5 * 60_000;
