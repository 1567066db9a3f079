/**
 * The start of training: the space in which the texts vary most (latent semantic analysis), by subspace iteration.
 *
 * In: texts as rows of the vocabulary. Out: a row per n-gram. Any basis of that space does, for only angles count.
 */
import { orthonormalise } from './matrix.js';
import type { Random } from './random.js';

export type Bag = ReadonlyMap<number, number>;

const PASSES = 3;

export function latentSpace(bags: readonly Bag[], idf: Float32Array, dimension: number, random: Random): Float32Array {
  let space = new Float32Array(idf.length * dimension).map(() => random.gaussian());
  const text = new Float64Array(dimension);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const next = new Float32Array(space.length);
    for (const bag of bags) {
      const entries = [...bag].map(([row, count]): [number, number] => [row, Math.sqrt(count) * (idf[row] ?? 0)]);
      const norm = Math.sqrt(entries.reduce((sum, [, value]) => sum + value * value, 0)) || 1;
      text.fill(0);
      for (const [row, value] of entries) {
        for (let slot = 0, at = row * dimension; slot < dimension; slot += 1, at += 1)
          text[slot] = (text[slot] ?? 0) + (value / norm) * (space[at] ?? 0);
      }
      for (const [row, value] of entries) {
        for (let slot = 0, at = row * dimension; slot < dimension; slot += 1, at += 1)
          next[at] = (next[at] ?? 0) + (value / norm) * (text[slot] ?? 0);
      }
    }
    orthonormalise(next, dimension);
    space = next;
  }
  return space;
}
