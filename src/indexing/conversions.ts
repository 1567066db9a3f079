/**
 * Conversions that no version uses any more, removed from `conversions/`. A file that is read again after all is
 * converted again; nothing else is lost. Young ones stay: another program may be reading a folder just now.
 */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const YOUNG_MS = 60 * 60_000;
/** As a catalogue holds them; a title that looks like one keeps a file too many. */
const USED = /"conversion":"([0-9a-f]{64})"/g;

/** Gives the names of what was removed. Nothing is removed where a version's catalogue cannot be read. */
export async function removeUnusedConversions(dataFolder: string, now = Date.now()): Promise<readonly string[]> {
  const folder = join(dataFolder, 'conversions');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  if (names.length === 0) return [];
  const used = await usedBy(dataFolder);
  if (!used) return [];
  const removed: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const found = used.has(name.slice(0, -'.json'.length)) ? undefined : await stat(path).catch(() => undefined);
    if (!found || now - found.mtimeMs < YOUNG_MS) continue;
    await rm(path, { force: true });
    removed.push(name);
  }
  return removed;
}

async function usedBy(dataFolder: string): Promise<ReadonlySet<string> | undefined> {
  const used = new Set<string>();
  for (const place of ['versions', 'candidates'])
    for (const version of await readdir(join(dataFolder, place)).catch(() => [])) {
      if (version.endsWith('.building')) continue;
      const catalogue = await readFile(join(dataFolder, place, version, 'sources.jsonl'), 'utf8').catch(
        () => undefined,
      );
      if (catalogue === undefined) return undefined;
      for (const [, key = ''] of catalogue.matchAll(USED)) used.add(key);
    }
  return used;
}
