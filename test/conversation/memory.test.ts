import { describe, expect, it } from 'vitest';
import { remember } from '../../src/conversation/memory.js';
import type { Answer, Citation, Turn } from '../../src/core/types.js';
import { createGazetteer } from '../../src/understanding/regions.js';

const gazetteer = createGazetteer({
  asOf: '2026-11-22',
  provinces: [
    {
      name: '경기도',
      short: ['경기'],
      cities: [
        { name: '고양시', short: ['고양'] },
        { name: '광명시', short: ['광명'] },
      ],
    },
  ],
});

const citation = (n: number, documentId: string): Citation => ({
  n,
  documentId,
  passageId: `${documentId}#benefit`,
  title: documentId,
  section: '지원 내용',
  quote: '',
  region: '전국',
  status: '시행',
  asOf: '2026',
  source: { title: '', publisher: '', date: '2026' },
});

function answerAbout(...ids: readonly string[]): Answer {
  return {
    id: 'ans_1',
    conversationId: 'test:1',
    outcome: 'answered',
    completeness: 'complete',
    text: '',
    statements: [],
    citations: ids.map((id, row) => citation(row + 1, id)),
    notices: [],
    nextActions: [],
    masked: [],
    engine: 'extractive',
    index: { version: 'v1', builtAt: '' },
    timings: {},
  };
}

const kept = (asked: string, answer = answerAbout()) => remember([], asked, answer, gazetteer).at(-1);

describe('a turn', () => {
  it('keeps the words, the outcome and what the answer was about, the main document first', () => {
    expect(kept('기초연금 얼마예요', answerAbout('pension', 'pension', 'rent'))).toEqual({
      question: '기초연금 얼마예요',
      outcome: 'answered',
      topics: ['pension', 'rent'],
    });
  });

  it('keeps the place that was said, the last of several', () => {
    expect(kept('고양 말고 광명이요')?.region).toBe('경기도 광명시');
  });

  it('has no region where none was said', () => {
    expect(kept('기초연금 얼마예요')).not.toHaveProperty('region');
  });

  it('keeps no number that names a person', () => {
    expect(kept('900101-1234567인데 얼마예요')?.question).toBe('[주민등록번호]인데 얼마예요');
  });

  it.each([990, 995, 1_000])('keeps no part of a number that a long question hides after %i letters', (letters) => {
    expect(kept(`${'가'.repeat(letters)} 900101-1234567`)?.question).not.toMatch(/\d/);
  });

  it.each([390, 395, 398])('keeps no part of a number at the end of what is kept, after %i letters', (letters) => {
    expect(kept(`${'가'.repeat(letters)} 900101-1234567`)?.question).not.toMatch(/\d/);
  });

  it('keeps no part of a number that stands after much empty space', () => {
    expect(kept(`${' '.repeat(988)}900101-1234567`)?.question).not.toMatch(/\d/);
  });

  it('keeps no more of a long story than later questions need', () => {
    expect(kept('가'.repeat(1_000_000))?.question).toHaveLength(400);
  });
});

describe('a conversation', () => {
  it('adds the new turn after the earlier ones and changes none of them', () => {
    const first: Turn = { question: '첫 질문', outcome: 'answered', topics: [] };
    const history = Object.freeze([first]);
    expect(remember(history, '둘째 질문', answerAbout(), gazetteer).map(({ question }) => question)).toEqual([
      '첫 질문',
      '둘째 질문',
    ]);
  });

  it('forgets the oldest of more than twelve turns', () => {
    let history: readonly Turn[] = [];
    for (let turn = 1; turn <= 15; turn += 1) history = remember(history, `질문 ${turn}`, answerAbout(), gazetteer);
    expect(history.map(({ question }) => question)).toEqual(Array.from({ length: 12 }, (_, row) => `질문 ${row + 4}`));
  });
});
