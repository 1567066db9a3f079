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

  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
  const group = fc.constantFrom('-', '', ' ', '.', ' - ');

  it('never leaves a mobile number standing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('010', '011', '016', '019'),
        digits(4),
        digits(4),
        group,
        (first, middle, last, gap) => {
          const { text, kinds } = maskPersonalData(`번호는 ${[first, middle, last].join(gap)} 입니다`);
          expect(kinds).toEqual(['mobile']);
          expect(text).toBe('번호는 [휴대전화번호] 입니다');
        },
      ),
    );
  });

  it('never leaves a card number that passes its check standing', () => {
    fc.assert(
      fc.property(digits(15), group, (start, gap) => {
        fc.pre(/^[3-9]/.test(start) && !/^\d{2}(?:0[1-9]|1[0-2])/.test(start));
        const sum = [...start]
          .map((digit, at) => (at % 2 === 0 ? Number(digit) * 2 : Number(digit)))
          .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
        const number = `${start}${(10 - (sum % 10)) % 10}`;
        const { text } = maskPersonalData(`카드 ${(number.match(/\d{4}/g) ?? []).join(gap)} 입니다`);
        expect(text).not.toContain(number.slice(-4));
      }),
    );
  });

  it('never changes a date, an article of law or the number of a notice', () => {
    const number = (min: number, max: number) => fc.integer({ min, max });
    fc.assert(
      fc.property(number(1990, 2035), number(1, 12), number(1, 28), number(1, 9999), (year, month, day, serial) => {
        const two = (value: number) => String(value).padStart(2, '0');
        for (const text of [
          `${year}년 ${month}월 ${day}일까지`,
          `${year}-${two(month)}-${two(day)}부터`,
          `${year}.${two(month)}.${two(day)}. ~ ${year + 1}.${two(month)}.${two(day)}.`,
          `공고 제${year}-${serial}호`,
          `법 제${serial}조의${month} 제${day}항`,
        ])
          expect(maskPersonalData(text)).toEqual({ text, kinds: [] });
      }),
    );
  });

  it.each([
    ['외국인등록번호 900101-6123456', 'frn'],
    ['여권번호는 m12345678', 'passport'],
    ['면허 11-22-333444-55', 'licence'],
    ['집 전화 031-555-0147', 'phone'],
    ['고양시 일산동구 중앙로 1275번길 38 502호 살아요', 'address'],
    ['광양시 중동 성호아파트 105동 802호', 'address'],
    ['hana77 골뱅이 example 점 com', 'email'],
  ])('of other kinds is removed: "%s"', (text, kind) => {
    expect(maskPersonalData(text).kinds).toEqual([kind]);
  });

  it('reads a flood in time that grows with its length only', () => {
    const flood = ['1', '1 ', '010-', 'a@', '공', '12-34', '가로 1'].map((unit) => unit.repeat(20_000 / unit.length));
    for (const text of flood) expect(maskPersonalData(text).text.length).toBeLessThanOrEqual(text.length * 4);
  });
});

describe('numbers in signs that a second reading found missing', () => {
  it.each([
    ['010(2244)6688 로 연락 주세요', 'mobile'],
    ['o1o 2244 6688 이에요', 'mobile'],
    ['집전화 (053) 812 - 4455 예요', 'phone'],
    ['우리 집 번호 051·812·4455', 'phone'],
    ['여권 m 1234-5678', 'passport'],
    ['면허 11/05/123456/33', 'licence'],
    ['운전면허 12-01-612345-67', 'licence'],
    ['집 전 화 0 5 3 - 8 1 2 - 4 4 5 5 예 요', 'phone'],
  ])('are removed: %s', (text, kind) => {
    const masked = maskPersonalData(text);
    expect(masked.kinds).toEqual([kind]);
    expect(masked.text).not.toMatch(/\d/);
  });

  it.each(['보 증 금 5 0 0 0 0 0 0 0 원', '시청 대표 031·828·2114', '2026/11/25 (수) 14:00', '1577 - 1389'])(
    'are not seen in %s',
    (text) => {
      expect(maskPersonalData(text)).toEqual({ text, kinds: [] });
    },
  );
});

describe('numbers as a fresh set of attacks wrote them', () => {
  it.each([
    ['공1공-팔8삼2-오509 여기로 연락주세요', 'mobile'],
    ['제 번호는 공하나공 둘셋넷다섯 여섯일곱여덟아홉이에요', 'mobile'],
    ['〇一〇 二三四五 六七八九로 연락 부탁드립니다', 'mobile'],
    [
      '0\ufe0f\u20e31\ufe0f\u20e30\ufe0f\u20e3-1\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e3-5\ufe0f\u20e36\ufe0f\u20e37\ufe0f\u20e38\ufe0f\u20e3',
      'mobile',
    ],
    ['제 핸드폰이 010 하고 2345 그다음 6789 입니다', 'mobile'],
    ['四五〇三一二-二一二三四五六 주민번호입니다', 'rrn'],
    ['주민번호 900101.1.234567', 'rrn'],
    ['외국인등록번호 九〇〇一〇一-五一二三四五六', 'frn'],
    ['농협 삼공이 다시 공일이삼 다시 사오육칠 다시 일일', 'account'],
    ['카드번호 사이일칠 일이삼사 오육칠팔 구공일이', 'card'],
  ])('are removed: %s', (text, kind) => {
    expect(maskPersonalData(text).kinds).toEqual([kind]);
  });

  it.each([
    '하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 세는 아이 발달검사',
    '아이가 셋인데 하나는 다섯 살 둘은 일곱 살 쌍둥이예요',
    '一人 가구 二人 가구 기준이 어떻게 되나요',
    '월 이백삼십사만오천육백칠십팔원 받아요',
  ])('are not seen in words that count: %s', (text) => {
    expect(maskPersonalData(text)).toEqual({ text, kinds: [] });
  });
});
