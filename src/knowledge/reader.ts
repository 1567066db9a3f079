/**
 * Read a knowledge folder: every record, plain text and `.jsonl` below it → documents, faults, and the files that
 * were left out with the reason. Nothing is skipped silently.
 */
import { readFile } from 'node:fs/promises';
import type { DocumentConverter, FileNote } from './conversion.js';
import { duplicateIds } from './duplicates.js';
import { editionNotes } from './editions.js';
import type { Fault } from './faults.js';
import { readSource } from './read-source.js';
import type { KnowledgeDocument } from './schema.js';
import { listSources, sha256, sourceHash, unreadableKind } from './source-files.js';

export interface KnowledgeFolder {
  readonly documents: readonly { readonly document: KnowledgeDocument; readonly file: string; readonly line: number }[];
  readonly faults: readonly Fault[];
  /** Files that could not be read, with the reason and what to do. */
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
  /** What an admin should know of files that were read: hidden words, parts left out, older editions. */
  readonly notes: readonly FileNote[];
  /** Changes when any file that was read changes. */
  readonly contentHash: string;
}

export async function readKnowledgeFolder(folder: string, converter?: DocumentConverter): Promise<KnowledgeFolder> {
  const documents: { document: KnowledgeDocument; file: string; line: number }[] = [];
  const faults: Fault[] = [];
  const unread: { file: string; reason: string }[] = [];
  const notes: FileNote[] = [];
  const hashes: string[] = [];
  for (const source of await listSources(folder)) {
    const { file } = source;
    const reason = unreadableKind(file);
    if (reason !== undefined) {
      unread.push({ file, reason });
      continue;
    }
    const bytes = await readFile(source.path);
    hashes.push(`${file}\0${sourceHash(source, sha256(bytes))}`);
    const reading = await readSource(source, bytes, converter);
    documents.push(...reading.documents.map((entry) => ({ ...entry, file })));
    faults.push(...reading.faults);
    if (reading.unread !== undefined) unread.push({ file, reason: reading.unread });
    notes.push(...(reading.notes ?? []));
  }
  const duplicates = duplicateIds(documents.map(({ document, file, line }) => ({ ...document, file, line })));
  faults.push(...duplicates.faults);
  const kept = documents.filter((_entry, row) => !duplicates.rows.has(row));
  return {
    documents: kept,
    faults,
    unread,
    notes: [...notes, ...editionNotes(kept)],
    contentHash: contentHashOf(hashes),
  };
}

/** From `<file>\0<hash of its bytes>` of every file that was read. */
export function contentHashOf(hashes: readonly string[]): string {
  return sha256(hashes.join('\n'));
}
