/**
 * The catalogue of a version, `sources.jsonl`: a line for every file of the knowledge folder, with its hash, the
 * documents it became in the order of `documents.jsonl`, and its faults. What a plan is made from.
 */
import { z } from 'zod';
import { fileNoteSchema } from '../knowledge/conversion.js';
import { AUDIENCES } from '../knowledge/schema.js';

const faultSchema = z.object({
  file: z.string(),
  line: z.number(),
  field: z.string(),
  problem: z.string(),
  remedy: z.string(),
});

const documentSchema = z.object({
  id: z.string(),
  title: z.string(),
  audience: z.enum(AUDIENCES),
  mergedFrom: z.array(z.string()).optional(),
  /** Where it begins in its file. */
  line: z.number().int(),
  /** Of its line in `documents.jsonl`. */
  hash: z.string(),
  bytes: z.number().int(),
  passages: z.number().int(),
});
export type CatalogueDocument = z.infer<typeof documentSchema>;

const sourceSchema = z.object({
  file: z.string(),
  /** Of its bytes; null where the file is to be read again the next time whatever it holds. */
  hash: z.string().nullable(),
  documents: z.array(documentSchema),
  faults: z.array(faultSchema),
  unread: z.string().optional(),
  /** What of it was left out or found hidden. */
  notes: z.array(fileNoteSchema).optional(),
});
export type CatalogueSource = z.infer<typeof sourceSchema>;

export function writeCatalogue(sources: readonly CatalogueSource[]): string {
  return sources.map((source) => JSON.stringify(source)).join('\n');
}

/** Throws where a line is none of ours. */
export function readCatalogue(text: string): readonly CatalogueSource[] {
  return text === '' ? [] : text.split('\n').map((line) => sourceSchema.parse(JSON.parse(line)));
}
