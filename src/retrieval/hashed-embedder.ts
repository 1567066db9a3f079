/**
 * The embedder until a trained table is shipped: hashed character bi- and trigrams, signed, tf-damped, unit length.
 *
 * It knows no meaning, only spelling; its weight in the fusion is small and measured (bench/README.md). Never
 * rejects. Deterministic: the same text gives the same vector on every machine.
 */
import type { Embedder } from '../core/ports.js';
import { wordsOf } from '../korean/tokens.js';

const DIMENSION = 256;

export function createHashedEmbedder(): Embedder {
  return {
    id: `hashed-ngrams-${DIMENSION}-1`,
    dimension: DIMENSION,
    embed: async (texts) => texts.map(embedText),
  };
}

function embedText(text: string): Float32Array {
  const counts = new Map<number, number>();
  const run = wordsOf(text).join('');
  for (const size of [2, 3]) {
    for (let at = 0; at + size <= run.length; at += 1) {
      const hash = fnv1a(run.slice(at, at + size));
      counts.set(hash, (counts.get(hash) ?? 0) + 1);
    }
  }
  const vector = new Float32Array(DIMENSION);
  for (const [hash, count] of counts) {
    const sign = hash & 0x8000_0000 ? -1 : 1;
    const slot = hash % DIMENSION;
    vector[slot] = (vector[slot] ?? 0) + sign * Math.sqrt(count);
  }
  const norm = Math.hypot(...vector);
  // A text without letters still needs a direction: a zero vector would poison the index with NaN.
  if (norm === 0) vector[0] = 1;
  else for (let slot = 0; slot < DIMENSION; slot += 1) vector[slot] = (vector[slot] ?? 0) / norm;
  return vector;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
