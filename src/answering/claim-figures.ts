/**
 * Claim figures: the kinds of figures a claim holds, read once for as long as its index is open. Ranking asks for them
 * at every answer, claim by claim and aspect by aspect.
 *
 * In: a claim. Out: the kinds. What is remembered goes with the claim itself.
 */
import type { Claim } from '../knowledge/schema.js';
import { type Figure, figuresOf } from '../korean/figures.js';

const known = new WeakMap<Claim, ReadonlySet<Figure['kind']>>();

export function figureKindsOf(claim: Claim): ReadonlySet<Figure['kind']> {
  const before = known.get(claim);
  if (before) return before;
  const kinds = new Set(figuresOf(claim.text).map(({ kind }) => kind));
  known.set(claim, kinds);
  return kinds;
}
