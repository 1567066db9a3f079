/** What stops a switch, and what does not. */
import { describe, expect, it } from 'vitest';
import { measure } from '../../src/evaluation/measure.js';
import { brokenRules } from '../../src/review/gate.js';
import { changeWith, golden } from '../fixtures/review.js';

const CAUSE = { change: 'changed', documentId: 'a', title: '기초연금' } as const;
const MOVED = { gone: ['10만원'], come: ['20만원'] };
const rules = (...changes: ReturnType<typeof changeWith>[]) => brokenRules(changes, [], []).map(({ rule }) => rule);

describe('the gate', () => {
  it('lets pass where nothing changed', () => {
    expect(rules()).toEqual([]);
  });

  it('lets a figure pass that a changed document moved', () => {
    expect(rules(changeWith({ figures: MOVED, causes: [CAUSE] }))).toEqual([]);
  });

  it('stops a figure that moved though no document did', () => {
    expect(rules(changeWith({ figures: MOVED }))).toEqual(['unexplained']);
  });

  it('lets other words pass without a cause', () => {
    expect(rules(changeWith())).toEqual([]);
  });

  it('stops where a golden question loses its answer, whatever the cause', () => {
    expect(rules(changeWith({ isLost: true, causes: [CAUSE] }))).toEqual(['lost']);
  });

  it('lets an answer go that its golden question no longer wants', () => {
    const question = golden({ outcome: 'abstained' });
    expect(rules(changeWith({ question, isLost: true, causes: [CAUSE] }))).toEqual([]);
  });

  it('lets an answer go to a question that only people asked', () => {
    const question = { ...golden(), golden: undefined, times: 12 };
    expect(rules(changeWith({ question, isLost: true, causes: [CAUSE] }))).toEqual([]);
  });

  it('stops a changed answer that is not what its golden question asks for', () => {
    const change = changeWith({ figures: MOVED, causes: [CAUSE], wrong: ['빠진 말: 355,000원'] });
    expect(rules(change)).toEqual(['wrong']);
  });

  it('stops at a measure below its limit', () => {
    const [broken] = brokenRules([], [measure('right', '맞음', 8, 10)], [{ name: 'right', limit: 0.9 }]);
    expect(broken).toMatchObject({ rule: 'fail-under', text: 'right 0.8000: 0.9보다 낮습니다' });
  });

  it('names the questions of each rule', () => {
    const [broken] = brokenRules([changeWith({ question: golden({ id: 'q7' }), figures: MOVED })], [], []);
    expect(broken?.questions).toEqual(['q7']);
  });
});
