/**
 * Vectors a server has made, kept by the text they are of: an index that was cut goes on from here, and only new texts
 * are asked for. One file for each embedder's id and dimension in `embeddings/` of the data folder; a record is the
 * SHA-256 of the text, the vector, and four bytes that prove both. A torn end is cut off, and a damaged record is
 * asked for again.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder } from '../core/ports.js';
import { writeDurably } from './files.js';

const KEY_BYTES = 32;
const PROOF_BYTES = 4;
/** Texts asked for between two writes: what a cut may cost. */
const BATCH = 64;

export interface CachedEmbedder extends Embedder {
  /** What stood in the cache and what had to be asked for. */
  readonly counts: { readonly kept: number; readonly asked: number };
  /** Leaves out the vectors of texts that no longer occur, once they are more than those that do. */
  tidy(): Promise<void>;
}

export async function cachedEmbedder(embedder: Embedder, folder: string): Promise<CachedEmbedder> {
  const { id, dimension } = embedder;
  const path = join(folder, `${sha256(`${id}\n${dimension}`).toString('hex').slice(0, 16)}.vectors`);
  const size = KEY_BYTES + dimension * 4 + PROOF_BYTES;
  await mkdir(folder, { recursive: true });
  const known = recordsOf(await readFile(path).catch(() => Buffer.alloc(0)), size);
  const used = new Set<string>();
  const counts = { kept: 0, asked: 0 };

  async function append(records: readonly Buffer[]): Promise<void> {
    const file = await open(path, 'a');
    try {
      // Only whole records stand before what is written now.
      const { size: bytes } = await file.stat();
      if (bytes % size !== 0) await file.truncate(bytes - (bytes % size));
      await file.appendFile(Buffer.concat(records));
    } finally {
      await file.close();
    }
  }

  async function ask(texts: readonly string[]): Promise<void> {
    for (let start = 0; start < texts.length; start += BATCH) {
      const batch = texts.slice(start, start + BATCH);
      const vectors = await embedder.embed(batch, 'passage');
      const records = batch.map((text, row) => recordOf(text, vectors[row] ?? new Float32Array(dimension)));
      for (const record of records) known.set(keyOf(record), record);
      counts.asked += records.length;
      await append(records);
    }
  }

  return {
    id,
    dimension,
    counts,
    async embed(texts) {
      const keys = texts.map((text) => sha256(text).toString('hex'));
      const missing = new Map(keys.flatMap((key, row) => (known.has(key) ? [] : [[key, texts[row] ?? '']])));
      counts.kept += texts.length - missing.size;
      await ask([...missing.values()]);
      for (const key of keys) used.add(key);
      return keys.map((key) => vectorOf(known.get(key), dimension));
    },
    async tidy() {
      if (known.size <= used.size * 2) return;
      const kept = [...known].filter(([key]) => used.has(key)).map(([, record]) => record);
      await writeDurably(path, Buffer.concat(kept));
    },
  };
}

function recordsOf(content: Buffer, size: number): Map<string, Buffer> {
  const records = new Map<string, Buffer>();
  for (let start = 0; start + size <= content.length; start += size) {
    const record = content.subarray(start, start + size);
    const proof = sha256(record.subarray(0, size - PROOF_BYTES)).subarray(0, PROOF_BYTES);
    if (proof.equals(record.subarray(size - PROOF_BYTES))) records.set(keyOf(record), record);
  }
  return records;
}

function recordOf(text: string, vector: Float32Array): Buffer {
  const values = Buffer.alloc(vector.length * 4);
  vector.forEach((value, slot) => {
    values.writeFloatLE(value, slot * 4);
  });
  const content = Buffer.concat([sha256(text), values]);
  return Buffer.concat([content, sha256(content).subarray(0, PROOF_BYTES)]);
}

function vectorOf(record: Buffer | undefined, dimension: number): Float32Array {
  const vector = new Float32Array(dimension);
  if (record) for (let slot = 0; slot < dimension; slot += 1) vector[slot] = record.readFloatLE(KEY_BYTES + slot * 4);
  return vector;
}

function keyOf(record: Buffer): string {
  return record.subarray(0, KEY_BYTES).toString('hex');
}

function sha256(content: string | Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
