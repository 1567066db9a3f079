import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../src/korean/tokens.js';
import { SYNONYM_WORDS } from '../../src/understanding/synonym-words.js';
import { synonymsIn } from '../../src/understanding/synonyms.js';

const meantIn = (text: string, ...nouns: string[]) =>
  Object.fromEntries(synonymsIn(wordsOf(text), new Set(nouns)).map(({ word, meant }) => [word, meant]));

describe('what offices write for a word', () => {
  it('is known whatever particle the word carries', () => {
    expect(meantIn('시골에 삽니다')).toEqual({ 시골에: ['농어촌', '농촌', '어촌'] });
  });

  it('is told for each word that has some', () => {
    expect(Object.keys(meantIn('시골 병원비'))).toEqual(['시골', '병원비']);
  });

  it('is told for several words that say one thing together', () => {
    expect(meantIn('집 수리 해 주나요')).toMatchObject({ 집: ['주택', '개량', '보수'] });
  });

  it('is that of the longest saying that stands there', () => {
    expect(meantIn('치료비')).toEqual({ 치료비: ['의료비', '진료비'] });
  });

  it('is told for a noun of one syllable only where it stands for itself', () => {
    expect(meantIn('빚이 많아요', '빚')).toHaveProperty('빚이');
    expect(meantIn('빚다')).toEqual({});
  });

  it('is nothing where none is known', () => {
    expect(meantIn('기초연금은요')).toEqual({});
  });
});

describe('the list of synonyms', () => {
  it('says everything once', () => {
    const said = SYNONYM_WORDS.flatMap(([words]) => words.split(', '));
    expect(said.filter((word, at) => said.indexOf(word) !== at)).toEqual([]);
  });

  it('means by each word something else', () => {
    expect(
      SYNONYM_WORDS.filter(([said, meant]) => said.split(', ').some((word) => meant.split(' ').includes(word))),
    ).toEqual([]);
  });
});
