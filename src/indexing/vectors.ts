/**
 * Vectors of a version, a row for each passage in order, and beside them the keys of their texts. A row is taken from
 * the earlier version where the same embedder has already read the same text: with an embeddings server that is money.
 */
import { createHash } from 'node:crypto';
import type { Embedder } from '../core/ports.js';
import { embeddedText, passagesOf } from '../knowledge/passages.js';
import { documentIn } from './document-line.js';
import { type Earlier, type EarlierDocument, keptFrom } from './earlier.js';
import type { ScannedDocument } from './scan.js';

export interface VectorsInput {
  readonly documents: readonly ScannedDocument[];
  readonly earlier?: Earlier | undefined;
  readonly reader: string;
  readonly embedder: Embedder;
  readonly onProgress?: ((step: string, done: number, all: number) => void) | undefined;
}

const BATCH = 256;
const KEY_BYTES = 16;

export async function passageVectors(input: VectorsInput) {
  const { documents, embedder, onProgress } = input;
  const count = documents.reduce((sum, { passages }) => sum + passages, 0);
  const vectors = new Float32Array(count * embedder.dimension);
  const keys = Buffer.alloc(count * KEY_BYTES);
  const known = await knownRows(input);
  let waiting: { readonly row: number; readonly text: string }[] = [];
  let done = 0;
  const embedWaiting = async (): Promise<void> => {
    const rows = await embedder.embed(waiting.map(({ text }) => text));
    for (const [index, vector] of rows.entries()) vectors.set(vector, (waiting[index]?.row ?? 0) * embedder.dimension);
    done += waiting.length;
    waiting = [];
    onProgress?.('vectors', done, count);
  };
  let row = 0;
  // Documents that stand one after the other in both are copied together.
  let run = { from: 0, count: 0, to: 0 };
  const copyRun = (): void => {
    if (run.count > 0) known?.copy(run.from, run.count, run.to, vectors, keys);
  };
  for (const document of documents) {
    const kept = known?.documentOf(document);
    if (kept) {
      const goesOn = run.from + run.count === kept.firstPassage && run.to + run.count === row;
      if (!goesOn) copyRun();
      run = goesOn
        ? { ...run, count: run.count + kept.passages }
        : { from: kept.firstPassage, count: kept.passages, to: row };
      row += kept.passages;
      done += kept.passages;
      continue;
    }
    const parsed = documentIn(document.json());
    for (const passage of passagesOf(parsed)) {
      const text = embeddedText(parsed, passage);
      const key = createHash('sha256').update(text).digest().subarray(0, KEY_BYTES);
      const earlier = known?.rowOf(key);
      if (known && earlier !== undefined) {
        known.copy(earlier, 1, row, vectors, keys);
        done += 1;
      } else {
        key.copy(keys, row * KEY_BYTES);
        waiting.push({ row, text });
        if (waiting.length === BATCH) await embedWaiting();
      }
      row += 1;
    }
  }
  copyRun();
  await embedWaiting();
  return { vectors, keys };
}

/** What the earlier version has of the same embedder; undefined where it has nothing. */
async function knownRows({ earlier, embedder, reader }: VectorsInput) {
  if (!earlier || earlier.manifest.embedder.id !== embedder.id) return undefined;
  const vectorBytes = await earlier.read('vectors.f32');
  const keyBytes = await earlier.read('passages.keys');
  const { dimension } = embedder;
  let rows: ReadonlyMap<number, number> | undefined;
  return {
    /** The same document, read by the same code: all its rows stand together. */
    documentOf(document: ScannedDocument): EarlierDocument | undefined {
      return earlier.manifest.reader === reader ? keptFrom(earlier, document) : undefined;
    },
    rowOf(key: Buffer): number | undefined {
      rows ??= rowsByBeginning(keyBytes);
      const row = rows.get(key.readUIntLE(0, BEGINNING_BYTES));
      return row !== undefined && key.equals(keyBytes.subarray(row * KEY_BYTES, (row + 1) * KEY_BYTES))
        ? row
        : undefined;
    },
    copy(from: number, count: number, to: number, vectors: Float32Array, keys: Buffer): void {
      const target = Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength);
      vectorBytes.copy(target, to * dimension * 4, from * dimension * 4, (from + count) * dimension * 4);
      keyBytes.copy(keys, to * KEY_BYTES, from * KEY_BYTES, (from + count) * KEY_BYTES);
    },
  };
}

/** As many as make a whole number: ten thousands of those are put into a map sooner than as many texts. */
const BEGINNING_BYTES = 6;

function rowsByBeginning(keys: Buffer): ReadonlyMap<number, number> {
  const rows = new Map<number, number>();
  for (let at = 0; at < keys.length; at += KEY_BYTES) rows.set(keys.readUIntLE(at, BEGINNING_BYTES), at / KEY_BYTES);
  return rows;
}
