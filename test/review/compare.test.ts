/** What differs between the answers of two versions, and which document caused it. */
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/indexing/plan.js';
import { changesBetween } from '../../src/review/compare.js';
import { answerOf, document, golden, planWith } from '../fixtures/review.js';

const compared = (before: ReturnType<typeof answerOf>, after: ReturnType<typeof answerOf>, plan: Partial<Plan> = {}) =>
  changesBetween([{ question: golden(), before, after, wrong: [] }], planWith(plan));

describe('an answer', () => {
  it('that is word for word the same from the same source has not changed', () => {
    const same = answerOf('월 10만원입니다. [1]', ['pension']);
    expect(compared(same, { ...same, id: 'ans_2' })).toEqual([]);
  });

  it('has not changed where only the marks of its sources did', () => {
    expect(compared(answerOf('10만원입니다. [1]', ['a']), answerOf('10만원입니다. [2]', ['a']))).toEqual([]);
  });

  it('has changed where it rests on another document with the same words', () => {
    expect(compared(answerOf('10만원입니다.', ['a']), answerOf('10만원입니다.', ['b']))).toHaveLength(1);
  });

  it('has changed where a notice did', () => {
    const dated = (text: string) => answerOf('10만원입니다.', ['a'], { notices: [{ kind: 'as-of', text }] });
    expect(compared(dated('2025년 기준입니다.'), dated('2026년 기준입니다.'))).toMatchObject([
      { figures: { gone: ['2025년'], come: ['2026년'] } },
    ]);
  });
});

describe('figures', () => {
  it('that went and came are told as they are written', () => {
    expect(compared(answerOf('월 34만 9,700원, 65세부터'), answerOf('월 355,000원, 65세부터'))).toMatchObject([
      { figures: { gone: ['34만 9,700원'], come: ['355,000원'] } },
    ]);
  });

  it('have not moved where they are only written otherwise', () => {
    expect(compared(answerOf('월 34만 9,700원'), answerOf('월 349,700원'))).toMatchObject([
      { figures: { gone: [], come: [] } },
    ]);
  });
});

describe('the cause', () => {
  it('is the changed document that the answers cite', () => {
    const plan = { changed: [document('pension'), document('other')] };
    expect(compared(answerOf('10만원', ['pension']), answerOf('20만원', ['pension']), plan)[0]?.causes).toEqual([
      { change: 'changed', documentId: 'pension', title: 'pension 안내' },
    ]);
  });

  it('is the removed document that only the old answer cites', () => {
    const gone = answerOf('모릅니다.', [], { outcome: 'abstained' });
    expect(compared(answerOf('10만원', ['pension']), gone, { removed: [document('pension')] })).toMatchObject([
      { isLost: true, causes: [{ change: 'removed' }] },
    ]);
  });

  it('is the new document that only the new answer cites', () => {
    const plan = { added: [document('b')] };
    expect(compared(answerOf('10만원', ['a']), answerOf('20만원', ['b']), plan)[0]?.causes).toMatchObject([
      { change: 'added', documentId: 'b' },
    ]);
  });

  it('is none where no cited document changed', () => {
    const plan = { changed: [document('other')] };
    expect(compared(answerOf('10만원', ['a']), answerOf('20만원', ['a']), plan)[0]?.causes).toEqual([]);
  });

  it('is what documents share where that changed and no cited document did', () => {
    expect(compared(answerOf('☎ 129'), answerOf('☎ 120'), { support: true })[0]?.causes).toMatchObject([
      { change: 'support' },
    ]);
  });
});
