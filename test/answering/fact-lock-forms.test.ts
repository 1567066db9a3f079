/** Every form in which a figure may be written is the same figure to the lock, whatever the figure; and no other one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unsupportedFigures } from '../../src/answering/fact-lock.js';

const isHeld = (said: string, told: string): boolean => unsupportedFigures(said, [told]).length === 0;

/** Any two of the forms of one value hold each other; a form of another value holds neither. */
function holdsEachOther<T>(value: fc.Arbitrary<T>, forms: readonly ((value: T) => string)[]): void {
  const form = fc.constantFrom(...forms);
  fc.assert(
    fc.property(value, form, form, (one, write, writeToo) => {
      expect(isHeld(`${write(one)}입니다.`, `${writeToo(one)}입니다.`)).toBe(true);
    }),
  );
}

function tellsApart<T>(value: fc.Arbitrary<T>, forms: readonly ((value: T) => string)[]): void {
  const form = fc.constantFrom(...forms);
  fc.assert(
    fc.property(value, value, form, form, (one, other, write, writeToo) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      expect(isHeld(`${write(one)}입니다.`, `${writeToo(other)}입니다.`)).toBe(false);
    }),
  );
}

const TENS = ['', '열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔'];
const BEFORE_UNIT = ['', '한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉'];
const native = (ones: readonly string[], number: number): string =>
  `${TENS[Math.floor(number / 10)] ?? ''}${ones[number % 10] ?? ''}`;
/** 스물 살 is written 스무 살. */
const years = (age: number): string => `${native(BEFORE_UNIT, age).replace(/스물$/, '스무')} 살`;

describe('per cent', () => {
  const forms = [(share: number) => `${share}%`, (share: number) => `${share} %`, (share: number) => `${share}퍼센트`];
  const share = fc.integer({ min: 1, max: 300 });

  it('is the same with a sign, a space or spelt out', () => holdsEachOther(share, forms));
  it('is not another share', () => tellsApart(share, forms));
});

describe('an age', () => {
  const forms = [(age: number) => `만 ${age}세`, (age: number) => `${age}세`, (age: number) => `${age}살`, years];
  const age = fc.integer({ min: 11, max: 99 });

  it('is the same in years of law, in digits and in words', () => holdsEachOther(age, forms));
  it('is not another age', () => tellsApart(age, forms));
});

describe('a household', () => {
  const forms = [
    (size: number) => `${size}인 가구`,
    (size: number) => `${native(BEFORE_UNIT, size)} 식구`,
    (size: number) => `${size}명 가구`,
  ];
  // "한 식구" is a manner of speaking, and no number.
  const size = fc.integer({ min: 2, max: 9 });

  it('is the same in digits and in words', () => holdsEachOther(size, forms));
  it('is not another size', () => tellsApart(size, forms));
});

describe('a date', () => {
  const day = fc.record({
    year: fc.integer({ min: 2000, max: 2099 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  });
  type Day = { readonly year: number; readonly month: number; readonly day: number };
  const two = (number: number): string => String(number).padStart(2, '0');
  const forms = [
    ({ year, month, day }: Day) => `${year}년 ${month}월 ${day}일`,
    ({ year, month, day }: Day) => `${year}. ${month}. ${day}.`,
    ({ year, month, day }: Day) => `${year}-${two(month)}-${two(day)}`,
  ];

  it('is the same in words, points and strokes', () => holdsEachOther(day, forms));
  it('is not another day', () => tellsApart(day, forms));
});

describe('an amount in thousands', () => {
  const forms = [
    (thousands: number) => `${thousands.toLocaleString('en-US')}천원`,
    (thousands: number) => `${(thousands * 1000).toLocaleString('en-US')}원`,
  ];
  const thousands = fc.integer({ min: 1, max: 99_999 });

  it('is the same written out', () => holdsEachOther(thousands, forms));
  it('is not another amount', () => tellsApart(thousands, forms));
});

describe('a range', () => {
  const ends = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }));

  it('holds both of its ends, each with the unit', () => {
    fc.assert(
      fc.property(ends, ([low, more]) => {
        const range = `지원금은 ${low}~${low + more}만원입니다.`;
        expect([isHeld(`${low}만원`, range), isHeld(`${low + more}만원`, range)]).toEqual([true, true]);
      }),
    );
  });

  it('holds nothing that lies between or beyond', () => {
    fc.assert(
      fc.property(ends, ([low, more]) => {
        fc.pre(more > 1);
        const range = `지원금은 ${low}~${low + more}만원입니다.`;
        expect([isHeld(`${low + 1}만원`, range), isHeld(`${low + more + 1}만원`, range)]).toEqual([false, false]);
      }),
    );
  });
});

describe('a telephone number', () => {
  const part = (digits: number) =>
    fc.integer({ min: 0, max: 10 ** digits - 1 }).map((number) => String(number).padStart(digits, '0'));
  const phone = fc.oneof(
    fc.tuple(fc.constantFrom('1577', '1588', '1644'), part(4)).map((parts) => parts.join('-')),
    fc.tuple(fc.constantFrom('02', '031', '061'), part(4), part(4)).map((parts) => parts.join('-')),
  );

  it('holds itself and no other', () => {
    fc.assert(
      fc.property(phone, phone, (one, other) => {
        expect(isHeld(`☎ ${one}`, `문의는 ☎ ${one}입니다.`)).toBe(true);
        expect(isHeld(`☎ ${one}`, `문의는 ☎ ${other}입니다.`)).toBe(one === other);
      }),
    );
  });
});

describe('an address of a page', () => {
  const address = fc
    .tuple(
      fc.stringMatching(/^[a-z]{3,8}$/),
      fc.constantFrom('go.kr', 'or.kr', 'com'),
      fc.stringMatching(/^[a-z0-9]{0,6}$/),
    )
    .map(([name, ending, path]) => `www.${name}.${ending}${path === '' ? '' : `/${path}`}`);

  it('holds itself with or without its scheme, and no other', () => {
    fc.assert(
      fc.property(address, address, (one, other) => {
        expect(isHeld(`${one}에서 신청합니다.`, `https://${one} 에서 신청합니다.`)).toBe(true);
        expect(isHeld(`${one} 에서`, `https://${other} 에서`)).toBe(one === other);
      }),
    );
  });
});
