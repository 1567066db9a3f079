/**
 * Build a version of the index: scanned documents → a folder that is whole, checked and not yet live. What an earlier
 * version holds of the same document or the same text is taken over.
 *
 * Written as `versions/<version>.<process id>.building`, fsynced, then renamed into its place; a crash leaves at most a
 * `.building` folder, which the next build removes. Progress goes to `onProgress` by step.
 */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder } from '../core/ports.js';
import type { Support } from '../knowledge/support.js';
import type { Earlier } from './earlier.js';
import { sha256, syncFolder } from './files.js';
import { removeLeftovers } from './leftovers.js';
import type { Manifest } from './manifest.js';
import type { ScannedSource } from './scan.js';
import type { Seen } from './seen.js';
import type { OpenOptions } from './store.js';
import { writeVersion } from './version-files.js';
import { removeCounts } from './word-counts.js';

export interface BuildInput {
  readonly dataFolder: string;
  readonly knowledgeFolder: string;
  readonly contentHash: string;
  readonly sources: readonly ScannedSource[];
  /** The version to take from. */
  readonly earlier?: Earlier | undefined;
  /** Where the files of the version are noted, so that the next run need not prove them again. */
  readonly seen?: Seen | undefined;
  /** What read the documents and cuts their words. */
  readonly reader: string;
  readonly support: Support;
  readonly embedder: Embedder;
  /** Writes the nearest-neighbour graph, the adapter's part; `taken` where its file is the earlier one's. */
  readonly writeGraph: (
    path: string,
    vectors: Float32Array,
    dimension: number,
    earlier?: EarlierGraph,
  ) => 'written' | 'taken';
  /** Opens what was written: a graph that cannot be read is found before anyone answers by it. */
  readonly openGraph: OpenOptions['openGraph'];
  readonly now: Date;
  readonly onProgress?: ((step: string, done: number, all: number) => void) | undefined;
}

/** A graph of the same embedder, of which most rows stay. */
export interface EarlierGraph {
  readonly path: string;
  /** Its rows in order: where each stands now, or -1 where it is gone. */
  readonly rowNow: Int32Array;
}

/** A whole version that has no place yet. */
export interface Built {
  readonly manifest: Manifest;
  readonly folder: string;
}

export type Place = 'versions' | 'candidates';

/** Builds and puts it among the versions that may be served. */
export async function buildVersion(input: BuildInput): Promise<Manifest> {
  const built = await buildAside(input);
  await settle(input.dataFolder, built, 'versions');
  return built.manifest;
}

export async function buildAside(input: BuildInput): Promise<Built> {
  await removeLeftovers(input.dataFolder);
  const versions = join(input.dataFolder, 'versions');
  const version = await freeName(input);
  const folder = join(versions, `${version}.${process.pid}.building`);
  await mkdir(folder, { recursive: true });
  try {
    return { folder, manifest: await writeVersion(input, version, folder) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    await removeCounts(input.dataFolder, keptCounts(input)).catch(() => undefined);
    throw error;
  }
}

/** Those of the version that is built beside. */
function keptCounts({ earlier }: BuildInput): readonly string[] {
  return earlier ? [earlier.manifest.version] : [];
}

/** Gives a built version its place; from then on it is there whole, whatever happens. */
export async function settle(dataFolder: string, { manifest, folder }: Built, place: Place): Promise<void> {
  const parent = join(dataFolder, place);
  await mkdir(parent, { recursive: true });
  await rename(folder, join(parent, manifest.version));
  await syncFolder(parent);
}

export function supportHashOf(support: Support): string {
  return sha256(JSON.stringify(support));
}

/** Sortable by time, and different for different content: `20261124T093015123Z-1a2b3c4d`. Never a name that is taken. */
async function freeName({ dataFolder, now, contentHash }: BuildInput): Promise<string> {
  const name = `${now.toISOString().replace(/[-:.]/g, '')}-${contentHash.slice(0, 8)}`;
  const taken = new Set<string>();
  for (const place of ['versions', 'candidates'])
    for (const entry of await readdir(join(dataFolder, place)).catch(() => [])) taken.add(entry);
  for (let count = 2; ; count += 1) {
    const free = count === 2 ? name : `${name}-${count - 1}`;
    if (!taken.has(free)) return free;
  }
}
