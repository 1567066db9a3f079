import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromKoreanKeys,
  fromLatinKeys,
  initialsOf,
  isInitials,
  lettersOf,
  syllablesOf,
} from '../../src/korean/jamo.js';

const syllable = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code));
const syllables = fc.array(syllable, { minLength: 1, maxLength: 8 }).map((characters) => characters.join(''));
const KEYS = new Map(
  [...'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ'].map((letter, at) => [
    letter,
    'qwertyuiopasdfghjklzxcvbnmQWERTOP'[at] ?? '',
  ]),
);
const typed = (text: string) => [...lettersOf(text)].map((letter) => KEYS.get(letter) ?? letter).join('');

describe('letters', () => {
  it('are the keys that type a syllable', () => {
    expect(lettersOf('값')).toBe('ㄱㅏㅂㅅ');
  });

  it('become the same syllables again, whatever the word', () => {
    fc.assert(
      fc.property(syllables, (text) => {
        expect(syllablesOf(lettersOf(text))).toBe(text);
      }),
    );
  });

  it('leave other characters where they are', () => {
    expect(syllablesOf(lettersOf('LH 전세 1호'))).toBe('LH 전세 1호');
  });
});

describe('keys in the wrong language', () => {
  it.each([
    ['rlchdusrma', '기초연금'],
    ['cjdsusdnjftp', '청년월세'],
    ['qhrwl', '복지'],
  ])('%s was meant to be %s', (keys, word) => {
    expect(fromLatinKeys(keys)).toBe(word);
  });

  it('give back any Korean word of two syllables or more', () => {
    fc.assert(
      fc.property(syllables, (text) => {
        fc.pre(text.length >= 2 && typed(text).length >= 4);
        expect(fromLatinKeys(typed(text))).toBe(text);
      }),
    );
  });

  it.each(['welfare', 'LH', 'bokji', '129'])('do not read %s as Korean', (word) => {
    expect(fromLatinKeys(word)).toBeUndefined();
  });

  it('give Latin letters for loose Korean ones', () => {
    expect(fromKoreanKeys('ㅣㅗ')).toBe('lh');
  });
});

describe('initial consonants', () => {
  it('are those of each syllable', () => {
    expect(initialsOf('기초연금')).toBe('ㄱㅊㅇㄱ');
  });

  it('are as many as the syllables', () => {
    fc.assert(
      fc.property(syllables, (text) => {
        expect(initialsOf(text)).toHaveLength(text.length);
      }),
    );
  });

  it.each(['ㅋㅋㅋ', 'ㅎㅎ', 'ㅠㅠ', 'ㄱ', '기초'])('are not meant by %s', (word) => {
    expect(isInitials(word)).toBe(false);
  });
});
