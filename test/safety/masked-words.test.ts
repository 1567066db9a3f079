import { describe, expect, it } from 'vitest';
import { withoutMasked } from '../../src/safety/masked-words.js';
import { maskPersonalData } from '../../src/safety/personal-data.js';

const heard = (text: string): string => withoutMasked(maskPersonalData(text).text).replace(/\s+/g, ' ').trim();

describe('a question without what was masked', () => {
  it.each([
    ['제 주민번호 900101-1234567인데 기초연금 되나요', '기초연금 되나요'],
    ['주민등록번호는 900101-1234567이고요, 기초연금 얼마 받아요', '기초연금 얼마 받아요'],
    ['제 전화번호 010-1234-5678인데 아동수당 신청돼요?', '아동수당 신청돼요?'],
    ['900101-1234567 기초연금 되나요', '기초연금 되나요'],
  ])('holds no word that only introduced it: %s', (text, rest) => {
    expect(heard(text)).toBe(rest);
  });

  it('keeps a number that is asked for', () => {
    expect(heard('보건소 전화번호 알려 주세요')).toBe('보건소 전화번호 알려 주세요');
  });
});
