/** The words of a review, shared by its forms. */
import type { Answer } from '../core/types.js';
import type { AnswerChange, Cause } from './compare.js';
import type { Review } from './review.js';

export const OUTCOME_NAMES: Readonly<Record<Answer['outcome'], string>> = {
  answered: '답함',
  clarify: '되물음',
  abstained: '모른다고 함',
  redirected: '다른 곳을 안내함',
  crisis: '위기 안내',
  refused: '거절함',
  greeting: '인사',
  failed: '실패',
};

const CAUSE_NAMES: Readonly<Record<Cause['change'], string>> = {
  added: '새 자료',
  changed: '고친 자료',
  removed: '빠진 자료',
  support: '함께 쓰는 자료',
};

export const NO_CAUSE = '이 답이 기댄 자료는 바뀌지 않았습니다. 다른 자료가 늘거나 줄어 찾는 순서가 달라진 것입니다.';

export function causeText({ change, title, documentId }: Cause): string {
  return change === 'support' ? `${CAUSE_NAMES.support}: ${title}` : `${CAUSE_NAMES[change]}: ${title} (${documentId})`;
}

export function verdictText({ broken }: Review): string {
  return broken.length === 0
    ? '검사를 모두 지났습니다.'
    : `검사에서 멈췄습니다: ${broken.map(({ text }) => text).join(', ')}.`;
}

export function countsText({ plan, asked, changes }: Review): string {
  const often = asked.often > 0 ? `, 자주 묻는 물음 ${asked.often}건` : '';
  return `문서: 더함 ${plan.added.length}건, 바뀜 ${plan.changed.length}건, 빠짐 ${plan.removed.length}건, 그대로 ${plan.unchanged}건. 기준 물음 ${asked.golden}건${often} 가운데 ${changes.length}건의 답이 달라집니다.`;
}

export function askedAs({ question }: AnswerChange): string {
  const parts = [
    question.region,
    question.audience === 'staff' ? '직원' : undefined,
    question.times === undefined ? undefined : `${question.times}번 물음`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? question.id : `${question.id}, ${parts.join(', ')}`;
}

export function signsOf({ isLost, wrong, before, after }: AnswerChange): readonly string[] {
  return [
    ...(isLost ? ['답을 잃음'] : []),
    ...(before.outcome !== after.outcome ? [`${OUTCOME_NAMES[before.outcome]} → ${OUTCOME_NAMES[after.outcome]}`] : []),
    ...wrong.map((why) => `기대와 다름: ${why}`),
  ];
}
