import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../src/answering/coverage.js';
import { documentWith } from '../fixtures/documents.js';
import { sections } from '../fixtures/engine.js';

const DISCOUNT = documentWith({
  id: 'telephone',
  title: '통신요금 감면',
  aliases: ['휴대폰 할인'],
  questions: ['핸드폰 값 깎아 주나요'],
  sections: sections('telephone', { benefit: ['통신요금 감면은 기본료를 줄여 드립니다.'] }),
});

describe('a word of the question is spoken of', () => {
  it.each([
    ['in the title', '통신요금'],
    ['in an alias', '휴대폰'],
    ['in a question of the record', '핸드폰'],
    ['in a claim', '기본료'],
  ])('%s', (_where, word) => {
    expect(coverageOf(DISCOUNT, [word])).toBe(1);
  });

  it('when it is misspelt by a syllable', () => {
    expect(coverageOf(DISCOUNT, ['통신요긍감면'])).toBe(1);
  });

  it('not when the record knows nothing of it', () => {
    expect(coverageOf(DISCOUNT, ['여권'])).toBe(0);
  });
});

describe('coverage', () => {
  it('is the share of the words', () => {
    expect(coverageOf(DISCOUNT, ['통신요금', '여권', '재발급', '감면'])).toBe(0.5);
  });

  it('is whole where there is no word of matter', () => {
    expect(coverageOf(DISCOUNT, [])).toBe(1);
  });
});
