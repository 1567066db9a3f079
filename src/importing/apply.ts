/**
 * Write a plan: each record into its own file under `<into>/<source>/`, whole or not at all. A second run of the same
 * plan finds nothing to write. Nothing is ever deleted here.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../indexing/files.js';
import type { ImportPlan } from './plan.js';
import type { OfficialSource } from './service.js';

export async function applyImport(
  plan: ImportPlan,
  into: string,
  source: OfficialSource,
  /** Where a record lies that people have moved within the folder. */
  pathOf: (recordId: string) => string | undefined,
): Promise<number> {
  const writes = [...plan.added, ...plan.changed, ...plan.withdrawn];
  if (writes.length === 0) return 0;
  const folder = join(into, source);
  await mkdir(folder, { recursive: true });
  for (const { document, text } of writes)
    await writeDurably(pathOf(document.id) ?? join(folder, `${document.id}.md`), text);
  return writes.length;
}
