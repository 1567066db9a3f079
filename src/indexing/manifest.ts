/**
 * A version of the index is a folder with a manifest. The manifest says what the folder holds and proves, by
 * checksum, that it is whole; a folder whose manifest does not fit is never served.
 */
import { z } from 'zod';

/** Raised when the files of a version change shape; an older index is then rebuilt, not read. */
export const INDEX_SCHEMA = 7;

export const INDEX_FILES = [
  'documents.jsonl',
  'sources.jsonl',
  'support.json',
  'cards.lex',
  'passages.lex',
  'asked.lex',
  'passages.keys',
  'vectors.f32',
  'vectors.hnsw',
  'vectors.hnsw.labels',
] as const;
export type IndexFile = (typeof INDEX_FILES)[number];

export const manifestSchema = z.strictObject({
  schema: z.literal(INDEX_SCHEMA),
  version: z.string(),
  builtAt: z.string(),
  /** Absolute path of the knowledge folder, and the hashes of what was read there. */
  knowledge: z.strictObject({ folder: z.string(), contentHash: z.string(), supportHash: z.string() }),
  /** What read the documents and cut their words: nothing is taken over from a version of another reader. */
  reader: z.string(),
  counts: z.strictObject({ documents: z.number().int(), passages: z.number().int() }),
  embedder: z.strictObject({ id: z.string(), dimension: z.number().int().positive() }),
  checksums: z.record(z.enum(INDEX_FILES), z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Why a version cannot be served: `foreign` is another schema, the others are damage. Texts are Korean, for admins. */
export class IndexVersionError extends Error {
  override name = 'IndexVersionError';
  readonly kind: 'missing' | 'damaged' | 'foreign';
  constructor(kind: 'missing' | 'damaged' | 'foreign', message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

export function isVersionError(error: unknown): error is IndexVersionError {
  return error instanceof IndexVersionError;
}
