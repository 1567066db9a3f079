/** A review: what a new version would answer otherwise than the live one, and whether the gate lets it pass. */
import type { Measure } from '../evaluation/measure.js';
import type { Plan } from '../indexing/plan.js';
import type { AnswerChange } from './compare.js';
import type { BrokenRule } from './gate.js';

export interface Review {
  /** The live version that was compared with; null where there was none. */
  readonly from: string | null;
  readonly to: string;
  readonly at: string;
  readonly plan: Plan;
  /** How many were asked of both. */
  readonly asked: { readonly golden: number; readonly often: number };
  readonly changes: readonly AnswerChange[];
  readonly measures: readonly Measure[];
  readonly broken: readonly BrokenRule[];
}

/** The gravest first: lost and wrong answers, then moved figures, then the rest. */
export function byGravity(changes: readonly AnswerChange[]): readonly AnswerChange[] {
  const gravity = ({ isLost, wrong, figures, causes }: AnswerChange): number =>
    (isLost ? 8 : 0) +
    (wrong.length > 0 ? 4 : 0) +
    (figures.gone.length + figures.come.length > 0 ? (causes.length === 0 ? 3 : 2) : 0);
  return [...changes].sort((a, b) => gravity(b) - gravity(a));
}
