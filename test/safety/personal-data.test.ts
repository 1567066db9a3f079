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
