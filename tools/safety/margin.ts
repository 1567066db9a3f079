/**
 * A straight cut between two sorts of texts: the linear support vector machine with squared hinge, fitted by dual
 * coordinate descent. In: texts as letters, which are hits, what each counts. Out: a weight per slot and a bias.
 * The same data give the same weights: the order of every pass comes from one seed.
 */
import { type Letters, SLOTS } from '../../src/safety/crisis/letters.js';

export interface Row {
  readonly values: Float64Array;
  readonly bias: number;
}

export interface Labelled {
  readonly letters: Letters;
  readonly hit: boolean;
  /** How much a miss of this one counts. */
  readonly cost: number;
}

const PASSES = 40;
/** The bias is a slot that every text has. */
const BIAS_INPUT = 1;

export function cut(data: readonly Labelled[]): Row {
  const values = new Float64Array(SLOTS);
  let bias = 0;
  const alpha = new Float64Array(data.length);
  const square = data.map(({ letters }) => letters.weights.reduce((sum, weight) => sum + weight * weight, BIAS_INPUT));
  const next = shuffler(data.length);
  for (let pass = 0; pass < PASSES; pass += 1) {
    let moved = 0;
    for (const index of next()) {
      const one = data[index];
      if (!one) continue;
      const sign = one.hit ? 1 : -1;
      const slack = 1 / (2 * one.cost);
      const before = alpha[index] ?? 0;
      const slope = sign * (bias + sumOver(values, one.letters)) - 1 + slack * before;
      const after = Math.max(before - slope / ((square[index] ?? 1) + slack), 0);
      if (after === before) continue;
      alpha[index] = after;
      const step = (after - before) * sign;
      moved = Math.max(moved, Math.abs(step));
      bias += step * BIAS_INPUT;
      const { slots, weights } = one.letters;
      for (let at = 0; at < slots.length; at += 1) {
        const slot = slots[at] ?? 0;
        values[slot] = (values[slot] ?? 0) + step * (weights[at] ?? 0);
      }
    }
    if (moved < 1e-3) break;
  }
  return { values, bias };
}

export function sumOf({ values, bias }: Row, letters: Letters): number {
  return bias + sumOver(values, letters);
}

function sumOver(values: Float64Array, { slots, weights }: Letters): number {
  let sum = 0;
  for (let at = 0; at < slots.length; at += 1) sum += (values[slots[at] ?? 0] ?? 0) * (weights[at] ?? 0);
  return sum;
}

/** Every call gives another order of 0 … length-1, always the same ones. */
function shuffler(length: number): () => readonly number[] {
  const order = Array.from({ length }, (_, index) => index);
  let seed = 1;
  return () => {
    for (let at = length - 1; at > 0; at -= 1) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      const other = (seed >>> 8) % (at + 1);
      const kept = order[at] ?? 0;
      order[at] = order[other] ?? 0;
      order[other] = kept;
    }
    return order;
  };
}
