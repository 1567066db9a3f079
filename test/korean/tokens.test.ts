import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexTermsOf, stemOf, syllableTermsOf, termsOf, wordsOf } from '../../src/korean/tokens.js';

const bigramsOf = (text: string) => termsOf(text).filter((term) => !term.startsWith('='));
const koreanWord = fc.stringMatching(/^[가-힣]{1,6}$/);

describe('wordsOf', () => {
  it('gives words in order, lower case, without punctuation', () => {
    expect(wordsOf('LH, 국민임대(2026)?')).toEqual(['lh', '국민임대', '2026']);
  });

  it('reads composed and decomposed text alike', () => {
    expect(wordsOf('기초연금'.normalize('NFD'))).toEqual(['기초연금']);
  });
});

describe('stemOf', () => {
  it.each([
    ['기초연금은', '기초연금'],
    ['기초연금이란', '기초연금'],
    ['고양시에서는', '고양시'],
    ['어르신들의', '어르신'],
  ])('%s → %s', (word, stem) => {
    expect(stemOf(word)).toBe(stem);
  });

  it('takes the longest ending that leaves two syllables', () => {
    expect(stemOf('주민센터에서부터')).toBe('주민센터');
  });

  it('leaves a word alone when its stem would be one syllable', () => {
    expect(stemOf('나이')).toBe('나이');
  });

  it('always leaves the beginning of the word, two syllables or all of it', () => {
    fc.assert(
      fc.property(koreanWord, (word) => {
        const stem = stemOf(word);
        expect(word.startsWith(stem)).toBe(true);
        expect(stem.length).toBeGreaterThanOrEqual(Math.min(2, word.length));
      }),
    );
  });
});

describe('syllableTermsOf', () => {
  it('gives the nouns of one syllable, whatever particle they carry', () => {
    expect(syllableTermsOf('쌀을 살 돈이 없어요, 암 치료비도요')).toEqual(['^쌀', '^돈', '^암']);
  });

  it('gives nothing for words that only count or point', () => {
    expect(syllableTermsOf('그 분이 할 수 있는 것')).toEqual([]);
  });

  it('finds the words of a text that begin so', () => {
    expect(indexTermsOf('암환자 의료비')).toContain('^암');
  });
});

describe('termsOf', () => {
  it('gives stems marked by = and then the bigrams of the whole run', () => {
    expect(termsOf('기초 연금은')).toEqual(['=기초', '=연금', '기초', '초연', '연금', '금은']);
  });

  it('gives the same bigrams with and without spaces', () => {
    fc.assert(
      fc.property(fc.array(koreanWord, { maxLength: 8 }), (words) => {
        expect(bigramsOf(words.join(' '))).toEqual(bigramsOf(words.join('')));
      }),
    );
  });

  it('gives a lone syllable as it is', () => {
    expect(termsOf('집')).toEqual(['집']);
  });

  it('gives nothing for a text without words', () => {
    expect(termsOf(' ?!… ')).toEqual([]);
  });

  it('never cuts a character in two', () => {
    for (const term of termsOf('𠮷野家')) expect(term).toBe(Buffer.from(term, 'utf8').toString('utf8'));
  });
});
