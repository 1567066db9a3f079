/**
 * The embedded embedder: the weighted sum of a text's n-gram rows in a trained table, of unit length.
 *
 * Whole-number rows, one order of summing and no library: the same text gives the same vector on every machine. The
 * table is trained by `tools/embedding`; what it is worth in the ranking is measured in bench/README.md.
 */
import type { Embedder } from '../core/ports.js';
import { type EmbeddingTable, readTable } from './embedding-table.js';
import { ngramsOf } from './ngrams.js';

/** Throws an `EmbeddingTableError` when the bytes are no whole table. */
export function createStaticEmbedder(bytes: Uint8Array): Embedder {
  const { table, digest } = readTable(bytes);
  const rowOf = rowFinder(table.hashes);
  return {
    id: `static-ngrams-${table.dimension}-${digest}`,
    dimension: table.dimension,
    embed: async (texts) => texts.map((text) => embedText(text, table, rowOf)),
  };
}

function embedText(
  text: string,
  { dimension, scales, values }: EmbeddingTable,
  rowOf: (hash: number) => number,
): Float32Array {
  const sum = new Float64Array(dimension);
  for (const [row, count] of countRows(text, rowOf)) {
    // A word said four times is not four times as telling.
    const weight = Math.sqrt(count) * (scales[row] ?? 0);
    for (let slot = 0, at = row * dimension; slot < dimension; slot += 1, at += 1) {
      sum[slot] = (sum[slot] ?? 0) + weight * (values[at] ?? 0);
    }
  }
  let square = 0;
  for (let slot = 0; slot < dimension; slot += 1) square += (sum[slot] ?? 0) ** 2;
  const vector = new Float32Array(dimension);
  // A text of which nothing is known still needs a direction: a zero vector has none and would poison an index.
  if (square === 0) vector[dimension - 1] = 1;
  else for (let slot = 0; slot < dimension; slot += 1) vector[slot] = (sum[slot] ?? 0) / Math.sqrt(square);
  return vector;
}

/** Rows of the table that a text touches, and how often; in the order of their first appearance. */
export function countRows(text: string, rowOf: (hash: number) => number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const hash of ngramsOf(text)) {
    const row = rowOf(hash);
    if (row >= 0) counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  return counts;
}

/** Open addressing over the hashes: the row of a hash, or -1. */
export function rowFinder(hashes: Int32Array): (hash: number) => number {
  const mask = 2 ** Math.ceil(Math.log2(hashes.length * 4)) - 1;
  const rows = new Int32Array(mask + 1).fill(-1);
  hashes.forEach((hash, row) => {
    let slot = hash & mask;
    while (rows[slot] !== -1) slot = (slot + 1) & mask;
    rows[slot] = row;
  });
  return (hash) => {
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const row = rows[slot] ?? -1;
      if (row === -1 || hashes[row] === hash) return row;
    }
  };
}
