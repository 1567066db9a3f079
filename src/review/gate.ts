/**
 * The gate: what changed → the rules that are broken. None broken: the new version may go live.
 *
 * It does not judge whether a new figure is true. It stops what nobody could have meant: an answer lost, a figure that
 * moved though no document it rests on did, an answer that changed and no longer says what its question asks for.
 */
import { breachesOf, type Measure, type Threshold } from '../evaluation/measure.js';
import type { AnswerChange } from './compare.js';

export type Rule = 'lost' | 'unexplained' | 'wrong' | 'fail-under';

export interface BrokenRule {
  readonly rule: Rule;
  /** Ids of the questions; empty for a measure. */
  readonly questions: readonly string[];
  /** Korean, for the admin. */
  readonly text: string;
}

export function brokenRules(
  changes: readonly AnswerChange[],
  measures: readonly Measure[],
  thresholds: readonly Threshold[],
): readonly BrokenRule[] {
  const lost = changes.filter(isLostUnmeant);
  const unexplained = changes.filter(
    ({ figures, causes }) => figures.gone.length + figures.come.length > 0 && causes.length === 0,
  );
  const wrong = changes.filter((change) => change.wrong.length > 0 && !isLostUnmeant(change));
  return [
    ...broken('lost', lost, '기준 물음이 답을 잃었습니다'),
    ...broken('unexplained', unexplained, '바뀐 자료가 없는데 숫자가 바뀌었습니다'),
    ...broken('wrong', wrong, '바뀐 답이 기준 물음에 적힌 것과 다릅니다'),
    ...breachesOf(measures, thresholds).map(({ name, limit, value, better }): BrokenRule => {
      const reached = value === null ? '잴 것 없음' : value.toFixed(4);
      return {
        rule: 'fail-under',
        questions: [],
        text: `${name} ${reached}: ${limit}보다 ${better === 'higher' ? '낮습니다' : '높습니다'}`,
      };
    }),
  ];
}

/** A golden question that is meant to have no answer any more says so by its `outcome`. */
function isLostUnmeant({ question, isLost }: AnswerChange): boolean {
  return isLost && question.golden?.outcome === 'answered';
}

function broken(rule: Rule, changes: readonly AnswerChange[], text: string): BrokenRule[] {
  const questions = changes.map(({ question }) => question.id);
  return questions.length === 0 ? [] : [{ rule, questions, text: `${text}: ${questions.length}건` }];
}
