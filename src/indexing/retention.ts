/**
 * Which versions stay: the live one and those that were live last, so many as the setting says; of candidates, only the
 * newest. What goes is renamed first, so that a crash half way leaves a leftover and never half a version.
 */
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './build.js';
import { switchesOf } from './history.js';
import { currentVersion, listVersions } from './store.js';

/** Names of what was removed. */
export async function removeOldVersions(dataFolder: string, kept: number): Promise<readonly string[]> {
  const live = await currentVersion(dataFolder);
  const versions = await listVersions(dataFolder);
  const lately = (await switchesOf(dataFolder)).map(({ version }) => version).reverse();
  const inOrder = [...new Set([...(live === undefined ? [] : [live]), ...lately, ...versions.toReversed()])].filter(
    (version) => versions.includes(version),
  );
  const old = inOrder.slice(kept);
  for (const version of old) await removeVersion(dataFolder, 'versions', version);
  return old;
}

export async function removeCandidates(dataFolder: string, except?: string): Promise<void> {
  for (const version of await readdir(join(dataFolder, 'candidates')).catch(() => []))
    if (version !== except && !version.endsWith('.building')) await removeVersion(dataFolder, 'candidates', version);
}

async function removeVersion(dataFolder: string, place: Place, version: string): Promise<void> {
  const folder = join(dataFolder, place, version);
  const leftover = `${folder}.${process.pid}.building`;
  await rename(folder, leftover);
  await rm(leftover, { recursive: true, force: true });
  for (const ending of ['md', 'html']) await rm(join(dataFolder, 'reports', `${version}.${ending}`), { force: true });
}
