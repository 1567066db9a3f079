/** Numbers of every structured kind, made in hundreds, through every way of writing: how many are removed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseLine } from '../../src/korean/normalise.js';
import { passesLuhn } from '../../src/safety/personal/rules.js';
import { maskPersonalData } from '../../src/safety/personal-data.js';
import { SPELLINGS } from './spellings.js';

const SEED = 20_261_125;
const EACH = 25;
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const two = (min: number, max: number) => fc.integer({ min, max }).map((value) => String(value).padStart(2, '0'));
const birth = fc.tuple(two(0, 99), two(1, 12), two(1, 28)).map((parts) => parts.join(''));
const registered = (first: readonly string[]) =>
  fc
    .tuple(birth, fc.constantFrom('-', ' ', ''), fc.constantFrom(...first), digits(6))
    .map(([born, gap, century, rest]) => `${born}${gap}${century}${rest}`);
const withCheckDigit = (payload: string): string =>
  [...'0123456789'].map((check) => payload + check).find(passesLuhn) ?? payload;

/** Kind → a sentence as people write it around an invented number. */
const SENTENCES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  rrn: registered(['1', '2', '3', '4']).map((number) => `주민번호 ${number} 입니다`),
  frn: registered(['5', '6', '7', '8']).map((number) => `등록번호 ${number} 입니다`),
  mobile: fc
    .tuple(fc.constantFrom('-', '.', ' ', ''), digits(4), digits(4))
    .map(([gap, middle, last]) => `제 번호 010${gap}${middle}${gap}${last} 입니다`),
  card: fc
    .tuple(fc.constantFrom('-', ' ', ''), fc.constantFrom('4', '5', '9'), digits(14))
    .map(([gap, first, rest]) => `카드 ${(withCheckDigit(first + rest).match(/\d{4}/g) ?? []).join(gap)} 입니다`),
  account: fc
    .tuple(fc.constantFrom('신한', '농협', '국민은행'), digits(2), digits(3), digits(6))
    .map(([bank, branch, middle, last]) => `${bank} 계좌 1${branch}-${middle}-${last} 입니다`),
  passport: fc.tuple(fc.constantFrom('M', 'S', 'R'), digits(8)).map(([sort, number]) => `여권 ${sort}${number} 입니다`),
  licence: fc.tuple(two(11, 28), two(0, 24), digits(6), digits(2)).map((parts) => `운전면허 ${parts.join('-')} 입니다`),
  phone: fc
    .tuple(fc.constantFrom('02', '031', '051', '064'), digits(2), digits(4))
    .map(([area, middle, last]) => `집전화 ${area}-8${middle}-${last} 입니다`),
};

describe('recall of structured personal numbers', () => {
  const made = Object.entries(SENTENCES).flatMap(([kind, sentence]) =>
    fc
      .sample(sentence, { seed: SEED, numRuns: EACH })
      .flatMap((text) =>
        Object.entries(SPELLINGS).map(([spelling, spell]) => ({ kind, spelling, text, written: spell(text) })),
      ),
  );

  it('is at least 99.5 % over more than a thousand, in every spelling', () => {
    const missed = made.filter(({ kind, written }) => {
      const { kinds, text } = maskPersonalData(normaliseLine(written));
      // Half a number that is kept is a number that is kept.
      return !kinds.includes(kind) || /\p{Nd}/u.test(text);
    });
    const where = new Map<string, number>();
    for (const { kind, spelling } of missed)
      where.set(`${kind}, ${spelling}`, (where.get(`${kind}, ${spelling}`) ?? 0) + 1);
    expect(made.length).toBeGreaterThanOrEqual(1_000);
    expect(1 - missed.length / made.length, JSON.stringify([...where])).toBeGreaterThanOrEqual(0.995);
  });

  it.each(Object.entries(SPELLINGS))('takes no sum of money for one, written with %s', (_name, spell) => {
    const sum = fc
      .tuple(
        fc.integer({ min: 1_000, max: 9_999_999_999 }),
        fc.constantFrom('월급', '보증금', '재산', '대출', '기초연금'),
        fc.boolean(),
      )
      .map(([won, what, isGrouped]) => `${what} ${isGrouped ? won.toLocaleString('en-US') : won}원 입니다`);
    fc.assert(
      fc.property(sum, (text) => maskPersonalData(normaliseLine(spell(text))).kinds.length === 0),
      { seed: SEED, numRuns: 150 },
    );
  });
});
