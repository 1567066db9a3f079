/**
 * Training: of all texts in a batch, a question's own must be the nearest, and the other way round (InfoNCE).
 *
 * In: start rows and a source of batches. Changes the rows in place (Adam on the rows that a batch touched).
 */
import type { Bag } from './lsa.js';
import { multiply, multiplyTransposed } from './matrix.js';

export interface Pair {
  readonly query: Bag;
  readonly text: Bag;
  /** Pairs of one group are no wrong answers to each other. */
  readonly group: string;
}

export interface Training {
  readonly dimension: number;
  readonly steps: number;
  readonly learningRate: number;
  /** A multiple of four. */
  readonly batchSize: number;
  readonly nextBatch: () => readonly Pair[];
  readonly onProgress: (step: number, loss: number) => void;
}

const SCALE = 20;
const ADAM = { first: 0.9, second: 0.999, epsilon: 1e-8 } as const;
/** The rate falls in a straight line to this share of its start. */
const LAST_RATE_SHARE = 0.05;

export function train(rows: Float32Array, training: Training): void {
  const { dimension, batchSize: size } = training;
  const [queries, texts, queryGradients, textGradients] = Array.from(
    { length: 4 },
    () => new Float64Array(size * dimension),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const scores = new Float64Array(size * size);
  const gradients = new Float64Array(size * size);
  const optimiser = createAdam(rows, dimension);
  let loss = 0;
  for (let step = 1; step <= training.steps; step += 1) {
    const batch = training.nextBatch();
    const queryNorms = batch.map(({ query }, row) => encode(query, rows, queries, row, dimension));
    const textNorms = batch.map(({ text }, row) => encode(text, rows, texts, row, dimension));
    multiplyTransposed(queries, texts, scores, size, dimension);
    loss += (scoreGradients(scores, batch, gradients) - loss) / Math.min(step, 50);
    multiply(gradients, texts, queryGradients, size, dimension, false);
    multiply(gradients, queries, textGradients, size, dimension, true);
    batch.forEach(({ query, text }, row) => {
      optimiser.add(query, throughNorm(queries, queryGradients, row, queryNorms[row] ?? 1, dimension));
      optimiser.add(text, throughNorm(texts, textGradients, row, textNorms[row] ?? 1, dimension));
    });
    const left = 1 - (step - 1) / training.steps;
    optimiser.step(training.learningRate * (LAST_RATE_SHARE + (1 - LAST_RATE_SHARE) * left));
    if (step % 50 === 0) training.onProgress(step, loss);
  }
}

/** Writes the unit vector of a bag into row `to`; gives its length before. */
function encode(bag: Bag, rows: Float32Array, out: Float64Array, to: number, dimension: number): number {
  const vector = out.subarray(to * dimension, (to + 1) * dimension);
  vector.fill(0);
  for (const [row, count] of bag) {
    const weight = Math.sqrt(count);
    for (let slot = 0, at = row * dimension; slot < dimension; slot += 1, at += 1)
      vector[slot] = (vector[slot] ?? 0) + weight * (rows[at] ?? 0);
  }
  let square = 1e-12;
  for (let slot = 0; slot < dimension; slot += 1) square += (vector[slot] ?? 0) ** 2;
  const norm = Math.sqrt(square);
  for (let slot = 0; slot < dimension; slot += 1) vector[slot] = (vector[slot] ?? 0) / norm;
  return norm;
}

/** Cosines → the gradient of the two-sided loss by each cosine; gives the loss. */
function scoreGradients(scores: Float64Array, batch: readonly Pair[], out: Float64Array): number {
  const size = batch.length;
  const weights = new Float64Array(size * size);
  const downs = new Float64Array(size);
  const acrosses = new Float64Array(size);
  batch.forEach(({ group }, i) => {
    batch.forEach((other, j) => {
      if (i !== j && group === other.group) return;
      // Cosines are at most 1, so nothing overflows.
      const weight = Math.exp(SCALE * ((scores[i * size + j] ?? 0) - 1));
      weights[i * size + j] = weight;
      acrosses[i] = (acrosses[i] ?? 0) + weight;
      downs[j] = (downs[j] ?? 0) + weight;
    });
  });
  let loss = 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      const weight = weights[i * size + j] ?? 0;
      const share = weight / (acrosses[i] ?? 1) + weight / (downs[j] ?? 1);
      out[i * size + j] = (SCALE * (share - (i === j ? 2 : 0))) / (2 * size);
      if (i === j) loss -= (Math.log(weight / (acrosses[i] ?? 1)) + Math.log(weight / (downs[j] ?? 1))) / (2 * size);
    }
  }
  return loss;
}

/** The gradient before the vector was brought to length 1. */
function throughNorm(
  vectors: Float64Array,
  gradients: Float64Array,
  row: number,
  norm: number,
  dimension: number,
): Float64Array {
  const vector = vectors.subarray(row * dimension, (row + 1) * dimension);
  const gradient = gradients.subarray(row * dimension, (row + 1) * dimension);
  let along = 0;
  for (let slot = 0; slot < dimension; slot += 1) along += (gradient[slot] ?? 0) * (vector[slot] ?? 0);
  for (let slot = 0; slot < dimension; slot += 1)
    gradient[slot] = ((gradient[slot] ?? 0) - along * (vector[slot] ?? 0)) / norm;
  return gradient;
}

function createAdam(rows: Float32Array, dimension: number) {
  const gradients = new Float32Array(rows.length);
  const firsts = new Float32Array(rows.length);
  const seconds = new Float32Array(rows.length);
  const touched = new Set<number>();
  let steps = 0;
  return {
    add(bag: Bag, gradient: Float64Array): void {
      for (const [row, count] of bag) {
        touched.add(row);
        const weight = Math.sqrt(count);
        for (let slot = 0, at = row * dimension; slot < dimension; slot += 1, at += 1)
          gradients[at] = (gradients[at] ?? 0) + weight * (gradient[slot] ?? 0);
      }
    },
    step(rate: number): void {
      steps += 1;
      const firstBias = 1 - ADAM.first ** steps;
      const secondBias = 1 - ADAM.second ** steps;
      for (const row of touched) {
        for (let at = row * dimension; at < (row + 1) * dimension; at += 1) {
          const gradient = gradients[at] ?? 0;
          gradients[at] = 0;
          const first = ADAM.first * (firsts[at] ?? 0) + (1 - ADAM.first) * gradient;
          const second = ADAM.second * (seconds[at] ?? 0) + (1 - ADAM.second) * gradient * gradient;
          firsts[at] = first;
          seconds[at] = second;
          rows[at] = (rows[at] ?? 0) - (rate * (first / firstBias)) / (Math.sqrt(second / secondBias) + ADAM.epsilon);
        }
      }
      touched.clear();
    },
  };
}
