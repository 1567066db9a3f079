import { describe, expect, it } from 'vitest';
import type { ScoredClaim } from '../../src/answering/claims.js';
import { contradicts, correctionFor } from '../../src/answering/premise.js';

const claims = (...texts: readonly string[]): ScoredClaim[] =>
  texts.map((text, index) => ({
    claim: { id: `job#benefit.${index + 1}`, text },
    slug: 'benefit',
    heading: '지원 내용',
    score: 1,
    signs: { shared: 0, telling: 0, meant: 0, order: index, fit: 0, classFit: 0 },
  }));

const ALLOWANCE = claims(
  '구직수당을 월 60만원 드립니다.',
  '구직수당은 2025년까지 월 50만원이었으므로, 월 50만원이라고 적힌 글은 예전 내용입니다.',
);

describe('an amount that the record itself calls old', () => {
  it.each(['구직수당 50만원 맞죠?', '구직수당이 50만원이라던데요', '50만 원 준다면서요?'])(
    'is corrected in its own words: %s',
    (question) => {
      expect(correctionFor(ALLOWANCE, question)?.claim.text).toContain('예전 내용');
    },
  );

  it('is not corrected where nobody believes it', () => {
    expect(correctionFor(ALLOWANCE, '구직수당 얼마예요?')).toBeUndefined();
  });
});

describe('an amount that no sentence tells', () => {
  it('is contradicted', () => {
    expect(contradicts(ALLOWANCE, '구직수당 70만원 맞나요?')).toBe(true);
  });

  it('is not contradicted by a record without amounts', () => {
    expect(contradicts(claims('구직수당을 드립니다.'), '70만원이라던데 맞나요?')).toBe(false);
  });

  it('told of oneself is no premise', () => {
    expect(contradicts(ALLOWANCE, '월급이 300만원인데 받는다던데요')).toBe(false);
  });
});
