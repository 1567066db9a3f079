import { describe, expect, it } from 'vitest';
import { explanationLines, explanationOf } from '../../src/cli/explain.js';
import { understandingWith } from '../fixtures/understanding.js';

const RARITY: Readonly<Record<string, number>> = { '=기초연금': 4, 신청: 1 };
const cards = { size: 1, search: () => [], weightOf: (term: string) => RARITY[term] ?? 0 };
const retrieval = { candidates: [], nothing: { bias: 1, unknownWords: 0, noSign: 0, length: 0 } };

const understanding = understandingWith({
  query: '기초욘금신청',
  repairs: [{ word: '기초욘금', meant: ['기초연금'], certainty: 0.888 }],
  glossary: [{ phrase: '노인 연금', mean: ['기초연금'], themes: [], lifeStages: [] }],
  otherWays: [{ said: ['노인', '=노인'], ways: [[{ term: '=어르신', weight: 0.5 }], []] }],
  terms: [
    { term: '신청', weight: 0.35 },
    { term: '=기초연금', weight: 0.7 },
  ],
});
const explanation = explanationOf(understanding, retrieval, cards, '기초욘금 신청');

describe('the explanation of a search', () => {
  it('tells what words were read as, and how surely', () => {
    expect(explanation.repairs).toEqual([{ word: '기초욘금', meant: ['기초연금'], certainty: 0.89 }]);
  });

  it('tells which official words a phrase brought', () => {
    expect(explanation.expansions).toEqual([{ phrase: '노인 연금', mean: ['기초연금'] }]);
  });

  it('tells what offices write for a word', () => {
    expect(explanation.synonyms).toEqual([{ said: '노인', meant: ['어르신'] }]);
  });

  it('puts the most telling terms first', () => {
    expect(explanation.terms).toEqual([
      { term: '=기초연금', weight: 0.7, rarity: 4 },
      { term: '신청', weight: 0.35, rarity: 1 },
    ]);
  });

  it('shows spaces only where they were put back', () => {
    expect(explanation.spaced).toBe('기초욘금 신청');
    expect(explanationOf(understanding, retrieval, cards, understanding.query).spaced).toBeUndefined();
  });

  it('is told in Korean, a line for each thing that was found', () => {
    const lines = explanationLines(explanation).join('\n');
    expect(lines).toContain('고쳐 읽음: 기초욘금 → 기초연금(0.89)');
    expect(lines).toContain('말뜻: 노인 연금 → 기초연금');
    expect(lines).not.toContain('지역');
  });
});
