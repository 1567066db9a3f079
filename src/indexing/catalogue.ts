/**
 * The catalogue of a version, `sources.jsonl`: a line for every file of the knowledge folder, with its hash, the
 * documents it became in the order of `documents.jsonl`, and its faults. What a plan is made from.
 */
import type { FileNote } from '../knowledge/conversion.js';
import type { Fault } from '../knowledge/faults.js';
import type { Audience } from '../knowledge/schema.js';

export interface CatalogueDocument {
  readonly id: string;
  readonly title: string;
  readonly audience: Audience;
  readonly mergedFrom?: readonly string[] | undefined;
  /** Where it begins in its file. */
  readonly line: number;
  /** Of its line in `documents.jsonl`. */
  readonly hash: string;
  readonly bytes: number;
  readonly passages: number;
}

export interface CatalogueSource {
  readonly file: string;
  /** Of its bytes; null where the file is to be read again the next time whatever it holds. */
  readonly hash: string | null;
  /** What its conversion is kept under, where it is no text. */
  readonly conversion?: string | undefined;
  readonly documents: readonly CatalogueDocument[];
  readonly faults: readonly Fault[];
  readonly unread?: string | undefined;
  /** What of it was left out or found hidden. */
  readonly notes?: readonly FileNote[] | undefined;
}

export function writeCatalogue(sources: readonly CatalogueSource[]): string {
  return sources.map((source) => JSON.stringify(source)).join('\n');
}

/** Throws where a line is no JSON. */
export function readCatalogue(text: string): readonly CatalogueSource[] {
  // Written by this program and proved by checksum, so a line is taken at its word: ten thousand are read at every run.
  return text === '' ? [] : text.split('\n').map((line): CatalogueSource => JSON.parse(line));
}
