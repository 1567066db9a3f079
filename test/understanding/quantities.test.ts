import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agesIn, quantitiesIn, wordsFor } from '../../src/understanding/quantities.js';

describe('an age', () => {
  it.each([
    ['만 5세 아이', [5]],
    ['아버지가 일흔이 넘으셨어요', [70]],
    ['칠십 되신 아버지', [70]],
    ['칠십오 세 어머니', [75]],
    ['육십이 넘었어요', [60]],
    ['일흔둘 되셨어요', [72]],
    ['스물여섯인데', [26]],
    ['애가 열 살이고 다섯 살이에요', [10, 5]],
    ['서른 된 청년', [30]],
    ['두 돌 지났는데요', [2]],
    ['돌 지난 아기', [1]],
  ])('is read in "%s"', (text, ages) => {
    expect([...agesIn(text)].sort()).toEqual([...ages].sort());
  });

  it.each(['두 돌 전', '돌잔치', '육십만원', '월 70만원', '구십도', '칠십 명', '이십세대'])(
    'is not read in "%s"',
    (text) => {
      expect(agesIn(text)).toEqual([]);
    },
  );

  it('is read from digits whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), (age) => {
        expect(agesIn(`저는 ${age}세예요`)).toEqual([age]);
      }),
    );
  });
});

describe('other numbers with their units', () => {
  it.each([
    ['셋째 낳았어요', { childOrdinals: [3] }],
    ['애가 셋이에요', { children: 3 }],
    ['자녀 2명', { children: 2 }],
    ['4인 가구', { householdSize: 4 }],
    ['네 식구예요', { householdSize: 4 }],
    ['월 200 벌어요', { monthlyIncomeWon: 2_000_000 }],
    ['월급 이백오십만원 받아요', { monthlyIncomeWon: 2_500_000 }],
    ['한 달에 백 정도 벌어요', { monthlyIncomeWon: 1_000_000 }],
    ['8개월 아기', { ageMonths: [8] }],
  ])('are read in "%s"', (text, expected) => {
    expect(quantitiesIn(text)).toMatchObject(expected);
  });

  it.each(['기초연금 얼마예요', '아이가 세 살이에요', '월세 지원'])('are not read into "%s"', (text) => {
    const { children, householdSize, monthlyIncomeWon, childOrdinals } = quantitiesIn(text);
    expect({ children, householdSize, monthlyIncomeWon, childOrdinals }).toEqual({
      children: undefined,
      householdSize: undefined,
      monthlyIncomeWon: undefined,
      childOrdinals: [],
    });
  });

  it('are told in the words of the records', () => {
    expect(wordsFor(quantitiesIn('애 셋 다섯 식구예요'))).toEqual(['다자녀', '5인 가구']);
    expect(wordsFor(quantitiesIn('아버지가 일흔이신데요'))).toEqual(['어르신', '노인']);
    expect(wordsFor(quantitiesIn('스물다섯 살이에요'))).toEqual(['청년']);
    expect(wordsFor(quantitiesIn('저는 마흔 살인데'))).toEqual([]);
  });

  it('say nothing where nothing is told', () => {
    expect(wordsFor(quantitiesIn('기초연금 얼마예요'))).toEqual([]);
  });
});
