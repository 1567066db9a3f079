import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPersonalData } from '../../src/safety/personal-data.js';

describe('personal data', () => {
  it.each([
    ['주민번호 900101-1234567입니다', 'rrn', '1234567'],
    ['주민번호 900101 1234567', 'rrn', '1234567'],
    ['9001011234567', 'rrn', '1234567'],
    ['제 번호는 010-1234-5678이에요', 'mobile', '5678'],
    ['01012345678로 연락 주세요', 'mobile', '5678'],
    ['카드 1234-5678-9012-3456', 'card', '3456'],
    ['gildong@example.com으로 보내 주세요', 'email', 'gildong'],
    ['계좌 110-123-456789로 넣어 주세요', 'account', '456789'],
  ])('in "%s" is removed', (text, kind, secret) => {
    const masked = maskPersonalData(text);
    expect(masked.kinds).toEqual([kind]);
    expect(masked.text).not.toContain(secret);
  });

  it.each([
    '월 349,700원',
    '만 65세 이상',
    '2026년 1월 1일',
    '☎ 031-8075-3328',
    '1577-1389',
    '129번',
    '소득 1억 6천만원',
    '제2025-135호',
    '보증금 50000000원',
  ])('is not seen in "%s"', (text) => {
    expect(maskPersonalData(text)).toEqual({ text, kinds: [] });
  });

  it.each([
    '02-120',
    '031-909-9000',
    '1544-1234',
    '109',
    '재산 1234567890123원',
    '2026년 11월 24일 14시',
    '901301-1234567',
  ])('is not seen in the public number, sum or date "%s"', (text) => {
    expect(maskPersonalData(text).kinds).toEqual([]);
  });

  it('is named once for each kind, in one order', () => {
    expect(maskPersonalData('010-1234-5678 900101-1234567 010-9999-8888').kinds).toEqual(['rrn', 'mobile']);
  });

  it('leaves the words around it as they are', () => {
    expect(maskPersonalData('저는 900101-1234567이고 기초연금 349,700원이 궁금해요').text).toBe(
      '저는 [주민등록번호]이고 기초연금 349,700원이 궁금해요',
    );
  });

  it.each(['+82 10-1234-5678', '+82-10-1234-5678'])('is removed when it is written for abroad: %s', (text) => {
    expect(maskPersonalData(text).kinds).toEqual(['mobile']);
  });

  it('never changes a sum of money', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.constantFrom('원', '만원', ' 원'), (amount, unit) => {
        const text = `월 ${amount.toLocaleString('en-US')}${unit} 받나요`;
        expect(maskPersonalData(text).text).toBe(text);
      }),
    );
  });

  it('never changes what it has masked', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const once = maskPersonalData(text).text;
        expect(maskPersonalData(once).text).toBe(once);
      }),
    );
  });

  it('never leaves a resident number standing', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
    const birth = fc.tuple(
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    );
    fc.assert(
      fc.property(
        birth,
        fc.integer({ min: 1, max: 8 }),
        digits(6),
        fc.constantFrom('-', '', ' ', ' - '),
        ([year, month, day], sex, rest, gap) => {
          const number = `${[year, month, day].map((part) => String(part).padStart(2, '0')).join('')}${gap}${sex}${rest}`;
          expect(maskPersonalData(`저는 ${number} 입니다`).text).not.toContain(`${sex}${rest}`);
        },
      ),
    );
  });
});
