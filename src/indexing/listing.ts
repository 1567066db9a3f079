/** The versions of a data folder as an admin sees them: what each holds, its size, whether it is live, and the candidate. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './build.js';
import { switchesOf } from './history.js';
import { type IndexVersionError, isVersionError, type Manifest } from './manifest.js';
import { currentVersion, listVersions, readManifest } from './store.js';

export interface ListedVersion {
  readonly version: string;
  /** `candidate` was stopped by a check and never served. */
  readonly state: 'live' | 'kept' | 'candidate';
  readonly bytes: number;
  /** When it became live last; null where that is not known. */
  readonly switchedAt: string | null;
  readonly builtAt: string | null;
  readonly documents: number | null;
  readonly passages: number | null;
  readonly knowledge: string | null;
  /** Why it cannot be served, as far as its manifest tells. */
  readonly fault: string | null;
}

/** Newest first, candidates before all. */
export async function describeVersions(dataFolder: string): Promise<readonly ListedVersion[]> {
  const live = await currentVersion(dataFolder);
  const switches = await switchesOf(dataFolder);
  const describe = async (version: string, place: Place): Promise<ListedVersion> => {
    const manifest = await readManifest(dataFolder, version, place).catch((error: unknown) => {
      if (isVersionError(error)) return error;
      throw error;
    });
    return {
      version,
      state: place === 'candidates' ? 'candidate' : version === live ? 'live' : 'kept',
      bytes: await sizeOf(join(dataFolder, place, version)),
      switchedAt: switches.findLast((one) => one.version === version)?.at ?? null,
      ...told(manifest),
    };
  };
  const candidates = (await readdir(join(dataFolder, 'candidates')).catch(() => [])).filter(
    (name) => !name.endsWith('.building'),
  );
  return Promise.all([
    ...candidates
      .sort()
      .reverse()
      .map((version) => describe(version, 'candidates')),
    ...(await listVersions(dataFolder)).reverse().map((version) => describe(version, 'versions')),
  ]);
}

function told(manifest: Manifest | IndexVersionError) {
  return manifest instanceof Error
    ? { builtAt: null, documents: null, passages: null, knowledge: null, fault: manifest.message }
    : {
        builtAt: manifest.builtAt,
        documents: manifest.counts.documents,
        passages: manifest.counts.passages,
        knowledge: manifest.knowledge.folder,
        fault: null,
      };
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
