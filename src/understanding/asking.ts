/**
 * Asking: how much a term of a question says of its matter. "받을 수 있나요" stands in questions about everything and
 * says little, whether it is written with its spaces or without; "보청기" says much.
 *
 * In: a term as `termsOf` makes it. Out: a weight from 1 down to `WEIGHT_MIN`, falling with the logarithm of the share
 * of programmes in whose questions the term stands.
 */
import { ASKING_SHARES } from './asking-shares.js';

const SLOPE = 0.1;
const WEIGHT_MIN = 0.1;

const shares = new Map(
  ASKING_SHARES.flatMap(([percent, terms]) => terms.split(' ').map((term) => [term, percent / 100] as const)),
);
const weights = new Map(
  ASKING_SHARES.flatMap(([percent, terms]) =>
    terms.split(' ').map((term) => [term, Math.max(WEIGHT_MIN, 1 - SLOPE * Math.log(1 + percent))] as const),
  ),
);

/** The share of programmes in whose questions the term stands, 0–1; 0 where hardly any. */
export function askingShareOf(term: string): number {
  return shares.get(term) ?? 0;
}

export function matterOf(term: string): number {
  return weights.get(term) ?? 1;
}
