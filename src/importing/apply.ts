/**
 * Write a plan: each record into its own file under `<into>/<source>/`, whole or not at all. A second run of the same
 * plan finds nothing to write. Nothing is ever deleted here.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../indexing/files.js';
import type { ImportPlan } from './plan.js';
import type { OfficialSource } from './service.js';

const TOGETHER = 32;

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
  // Together, as a disk writes many files nearly as fast as one; not all at once, as a process may open only so many.
  for (let at = 0; at < writes.length; at += TOGETHER)
    await Promise.all(
      writes
        .slice(at, at + TOGETHER)
        .map(({ document, text }) => writeDurably(pathOf(document.id) ?? join(folder, `${document.id}.md`), text)),
    );
  return writes.length;
}
