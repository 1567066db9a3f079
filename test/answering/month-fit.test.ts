import { describe, expect, it } from 'vitest';
import { monthFit, monthsTold } from '../../src/answering/month-fit.js';

describe('months told', () => {
  it.each([
    ['네 달째부터는요?', [4]],
    ['7개월 차에는 얼마예요', [7]],
    ['여섯 달 지나면요?', [7]],
    ['6개월 된 아기', []],
  ])('%s', (question, months) => {
    expect(monthsTold(question)).toEqual(months);
  });
});

describe('a sentence about months', () => {
  const FOURTH = monthsTold('네 달째부터는요?');

  it.each([
    ['급여는 4~6개월에는 월 200만원입니다.', 'fits'],
    ['급여는 1~3개월에는 월 250만원입니다.', 'fails'],
    ['급여는 7개월부터 월 160만원입니다.', 'fails'],
    ['급여는 휴직이 끝난 뒤 12개월 안에 신청합니다.', undefined],
  ])('%s', (sentence, fit) => {
    expect(monthFit(sentence, FOURTH)).toBe(fit);
  });

  it('is as good as any where no month is told', () => {
    expect(monthFit('급여는 4~6개월에는 월 200만원입니다.', [])).toBeUndefined();
  });
});
