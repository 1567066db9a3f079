/**
 * Learns what is asked: voice lines → a row of weights for each aspect. A softmax by stochastic descent, in an order
 * that is always the same: the same lines give the same table.
 */
import { type LearntRow, writeRows } from '../../src/korean/letter-rows.js';
import { ASPECTS, askedLetters, createHearing, HEARING_SLOTS, type Hearing } from '../../src/understanding/hearing.js';
import type { VoiceLine } from '../voices/read.js';

const ROUNDS = 8;
const RATE = 0.25;
const RATE_KEPT = 0.85;
const BIAS_SHARE = 0.1;
const RIDGE = 1e-5;

export function learnAsking(lines: readonly VoiceLine[]): Uint8Array {
  const samples = lines.map(({ text, aspect }) => ({ letters: askedLetters(text), wanted: ASPECTS.indexOf(aspect) }));
  const rows = ASPECTS.map(() => ({ values: new Float64Array(HEARING_SLOTS), bias: 0 }));
  const order = [...samples.keys()];
  let seed = 1;
  let rate = RATE;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      const other = seed % (at + 1);
      const kept = order[at] ?? 0;
      order[at] = order[other] ?? 0;
      order[other] = kept;
    }
    for (const index of order) {
      const sample = samples[index];
      if (sample) step(rows, sample, rate);
    }
    rate *= RATE_KEPT;
  }
  return writeRows(rows, HEARING_SLOTS);
}

export const hearingOf = (lines: readonly VoiceLine[]): Hearing => createHearing(learnAsking(lines));

type Growing = { -readonly [key in keyof LearntRow]: LearntRow[key] };

function step(rows: readonly Growing[], { letters: { slots, weights }, wanted }: Sample, rate: number): void {
  const sums = rows.map(({ values, bias }) =>
    slots.reduce((sum, slot, at) => sum + (values[slot] ?? 0) * (weights[at] ?? 0), bias),
  );
  const most = Math.max(...sums);
  const masses = sums.map((sum) => Math.exp(sum - most));
  const all = masses.reduce((sum, mass) => sum + mass, 0);
  rows.forEach((row, index) => {
    const error = ((masses[index] ?? 0) / all - Number(index === wanted)) * rate;
    row.bias -= error * BIAS_SHARE;
    slots.forEach((slot, at) => {
      const value = row.values[slot] ?? 0;
      row.values[slot] = value - error * (weights[at] ?? 0) - rate * RIDGE * value;
    });
  });
}

interface Sample {
  readonly letters: ReturnType<typeof askedLetters>;
  readonly wanted: number;
}
