import { describe, expect, it } from 'vitest';
import { normaliseLine } from '../../src/korean/normalise.js';
import { composeLetters, oneSpelling } from '../../src/safety/crisis/spellings.js';
import { crisisIn } from '../../src/safety/crisis.js';
import { maskPersonalData } from '../../src/safety/personal-data.js';
import { lettersApart, SPELLINGS, wideDigits } from './spellings.js';

describe('one spelling', () => {
  it('composes letters that stand apart, and leaves laughter alone', () => {
    expect(composeLetters(lettersApart('죽고 싶어 값없이'))).toBe('죽고 싶어 값없이');
    expect(oneSpelling('ㅋㅋㅋ ㅠㅠ')).toBe('ㅋㅋㅋ ㅠㅠ');
  });

  it.each(Object.entries(SPELLINGS))('hears danger written with %s', (_name, spell) => {
    for (const text of ['죽고 싶어요', '자살하고 싶다', '살기 싫어', '남편이 저를 때려요'])
      expect(crisisIn(normaliseLine(spell(text))), spell(text)).toBeDefined();
  });

  it.each(Object.entries(SPELLINGS))('hears none in everyday words written with %s', (_name, spell) => {
    for (const text of ['기초연금 얼마예요', '동생 방을 고쳐 주고 싶어요', '어린이 독감주사 맞아요'])
      expect(crisisIn(normaliseLine(spell(text))), spell(text)).toBeUndefined();
  });
});

describe('digits', () => {
  const NUMBER = '010-4821-7733';
  const spoken = (text: string): string =>
    text.replace(/\d/g, (digit) => '공일이삼사오육칠팔구'[Number(digit)] ?? digit);
  it.each([
    ['full width', wideDigits],
    ['spaces', (text: string) => [...text.replace(/-/g, '')].join(' ')],
    ['dots', (text: string) => text.replace(/-/g, '.')],
    ['zero-width signs', (text: string) => [...text].join('\u200b')],
    ['words', (text: string) => spoken(text).replace(/-/g, ' ')],
    ['words and 에', (text: string) => spoken(text).replace(/-/g, '에 ')],
    ['circles', (text: string) => text.replace(/[1-9]/g, (digit) => String.fromCharCode(0x245f + Number(digit)))],
    ['letters of mathematics', (text: string) => text.replace(/\d/g, (d) => String.fromCodePoint(0x1d7ce + Number(d)))],
    ['other scripts', (text: string) => text.replace(/\d/g, (d) => String.fromCodePoint(0x0966 + Number(d)))],
  ])('written with %s are a telephone number all the same', (_name, write) => {
    const { text, kinds } = maskPersonalData(normaliseLine(`제 번호 ${write(NUMBER)} 입니다`));
    expect(kinds).toEqual(['mobile']);
    expect(text).toBe('제 번호 [휴대전화번호] 입니다');
  });

  it.each(['5678이 맞나요', '이사 오는 사람', '일이 삼사 일 걸려요', '구이 사 먹을 돈', '오 일 이내'])(
    'are not read into words: %s',
    (text) => {
      expect(maskPersonalData(text).kinds).toEqual([]);
    },
  );
});
