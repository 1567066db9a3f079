import { describe, expect, it } from 'vitest';
import { scoreClaims } from '../../src/answering/claims.js';
import { isCondition, isMereException } from '../../src/answering/sentence-kinds.js';
import type { Focus } from '../../src/understanding/focus.js';
import { documentWith } from '../fixtures/documents.js';
import { sections } from '../fixtures/engine.js';

const RENT = documentWith({
  id: 'rent',
  title: '월세지원',
  sections: sections('rent', {
    overview: ['월세지원은 집세를 돕는 제도입니다.'],
    eligibility: ['월세지원은 무주택 청년이 받습니다.'],
    benefit: ['월세지원은 집세를 보탭니다.', '월세지원은 매달 20만원을 드립니다.'],
    apply: ['월세지원은 주민센터에서 신청합니다.'],
    documents: ['월세지원 신청에는 임대차계약서가 필요합니다.'],
    contact: ['주거과(☎ 031-000-0000)에 문의할 수 있습니다.'],
    caution: ['이 자료에는 신청 기한이 나와 있지 않습니다.'],
  }),
});

const bestFor = (query: string, ...focuses: readonly Focus[]) =>
  scoreClaims(RENT, query, focuses, () => 1)[0]?.claim.text;

describe('the best claim', () => {
  it.each([
    ['amount', '월세지원은 매달 20만원을 드립니다.'],
    ['eligibility', '월세지원은 무주택 청년이 받습니다.'],
    ['apply', '월세지원은 주민센터에서 신청합니다.'],
    ['documents', '월세지원 신청에는 임대차계약서가 필요합니다.'],
    ['contact', '주거과(☎ 031-000-0000)에 문의할 수 있습니다.'],
  ] as const)('for %s is of its section, with its figure', (focus, text) => {
    expect(bestFor('월세지원', focus)).toBe(text);
  });

  it('for nothing in particular tells what the programme is', () => {
    expect(bestFor('월세지원')).toBe('월세지원은 집세를 돕는 제도입니다.');
  });

  it('shares the words that the question adds to the name', () => {
    expect(bestFor('월세지원 임대차계약서')).toBe('월세지원 신청에는 임대차계약서가 필요합니다.');
  });
});

describe('the claims', () => {
  it('come best first', () => {
    const scores = scoreClaims(RENT, '월세지원 얼마', ['amount'], () => 1).map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('never hold the list of what is missing', () => {
    const texts = scoreClaims(RENT, '월세지원 신청 기한', ['deadline'], () => 1).map(({ claim }) => claim.text);
    expect(texts.join()).not.toContain('나와 있지 않습니다');
  });

  it('are all the others of the document', () => {
    expect(scoreClaims(RENT, '', [], () => 0)).toHaveLength(7);
  });
});

describe('a condition', () => {
  it.each([
    '공무원연금을 받는 분은 제외됩니다.',
    '다른 수당과 중복해서 받을 수 없습니다.',
    '소득이 기준 중위소득 60% 이하여야 합니다.',
    '고양시에 1년 이상 거주해야 합니다.',
    '출생일부터 60일 이내에 신청합니다.',
  ])('is seen in "%s"', (text) => {
    expect(isCondition(text)).toBe(true);
  });

  it.each(['매달 10만원을 드립니다.', '주민센터에서 신청합니다.'])('is not seen in "%s"', (text) => {
    expect(isCondition(text)).toBe(false);
  });
});

describe('a sentence about those who are left out alone', () => {
  it.each(['공무원은 연금에서 제외합니다.', '새로 이사 온 분은 받을 수 없습니다.'])('is seen in "%s"', (text) => {
    expect(isMereException(text)).toBe(true);
  });

  it.each(['의료비 지원에는 소득 기준이 없습니다.', '이용료가 없습니다.', '앨범비 지원은 따로 신청하지 않습니다.'])(
    'is not seen where nobody is left out: "%s"',
    (text) => {
      expect(isMereException(text)).toBe(false);
    },
  );
});
