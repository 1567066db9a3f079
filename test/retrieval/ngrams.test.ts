import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, ngramsOf } from '../../src/retrieval/ngrams.js';

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

describe('n-grams', () => {
  it('are words without their particle and two and three letters in a row across spaces', () => {
    const grams = ['=연금', '연금', '금은', '은요', '연금은', '금은요'];
    expect(sorted(ngramsOf('연금은 요'))).toEqual(sorted(grams.map((gram) => hashOf(gram))));
  });

  it('keep the numbers that the shipped table was trained with', () => {
    expect(ngramsOf('기초 연금')).toEqual([
      1942205321, 729641385, -1909916124, -1219440435, -339041948, 183051131, 623798435,
    ]);
  });

  it('do not see punctuation, capitals or how a syllable is composed', () => {
    const plain = ngramsOf('k패스 교통비');
    expect(ngramsOf('K패스, (교통비)!')).toEqual(plain);
    expect(ngramsOf('k패스 교통비'.normalize('NFD'))).toEqual(plain);
  });

  it('are whole numbers of 32 bits for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(ngramsOf(text).every((hash) => (hash | 0) === hash)).toBe(true);
      }),
    );
  });

  it('of a part of a text are those of the part alone', () => {
    expect(hashOf('기초연금', 1, 3)).toBe(hashOf('초연'));
  });
});
