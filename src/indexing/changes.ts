/**
 * What a version of the index holds that the one before it did not: titles added, changed and removed, public documents
 * only. Undefined where there is no earlier version, or it cannot be read any more: nothing is claimed then.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { listVersions } from './store.js';

export interface IndexChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

const documentLine = z.object({ id: z.string(), title: z.string(), audience: z.string() });

export async function changesOf(dataFolder: string, version: string): Promise<IndexChanges | undefined> {
  const previous = (await listVersions(dataFolder)).filter((name) => name < version).at(-1);
  if (previous === undefined) return undefined;
  try {
    const [before, now] = await Promise.all([documentsOf(dataFolder, previous), documentsOf(dataFolder, version)]);
    const titles = (all: typeof now, holds: (id: string, line: string) => boolean) =>
      [...all].filter(([id, { line }]) => holds(id, line)).map(([, { title }]) => title);
    return {
      added: titles(now, (id) => !before.has(id)),
      changed: titles(now, (id, line) => before.has(id) && before.get(id)?.line !== line),
      removed: titles(before, (id) => !now.has(id)),
    };
  } catch {
    return undefined;
  }
}

async function documentsOf(dataFolder: string, version: string) {
  const text = await readFile(join(dataFolder, 'versions', version, 'documents.jsonl'), 'utf8');
  const documents = new Map<string, { readonly title: string; readonly line: string }>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const { id, title, audience } = documentLine.parse(JSON.parse(line));
    if (audience === 'public') documents.set(id, { title, line });
  }
  return documents;
}
