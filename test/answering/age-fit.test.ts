import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageFit, agesTold } from '../../src/answering/age-fit.js';

const fitOf = (sentence: string, question: string) => ageFit(sentence, agesTold(question));

describe('a sentence about an age', () => {
  it.each([
    ['13~18세의 경우 분기 9만원까지 받습니다.', '중학생 아들인데요'],
    ['65세 이상에게 월 13만원을 드립니다.', '일흔이신 아버지'],
    ['만 19세 이상 30세 미만 자녀가 받습니다.', '스물다섯 살이에요'],
    ['60~64세에게 월 8만원, 65세 이상에게 월 13만원을 드립니다.', '62세예요'],
  ])('fits who is of it: %s', (sentence, question) => {
    expect(fitOf(sentence, question)).toBe('fits');
  });

  it.each([
    ['9~12세의 경우 분기 6만원까지 받습니다.', '중학생 아들인데요'],
    ['65세 미만에게 드립니다.', '일흔이신 아버지'],
    ['만 19세 이상 30세 미만이 받습니다.', '마흔 살이에요'],
  ])('does not fit others: %s', (sentence, question) => {
    expect(fitOf(sentence, question)).toBe('fails');
  });

  it('says nothing where no age was told, or the sentence tells none', () => {
    expect(fitOf('65세 이상이 받습니다.', '얼마예요')).toBeUndefined();
    expect(fitOf('월 20만원을 드립니다.', '일흔이에요')).toBeUndefined();
  });

  it('about a child is not judged by the age of a parent', () => {
    expect(fitOf('0~1세 자녀는 월 40만원입니다.', '스물두 살이에요')).toBeUndefined();
  });

  it('holds every age within its limits and no other', () => {
    const age = fc.integer({ min: 20, max: 90 });
    fc.assert(
      fc.property(age, age, age, (one, other, told) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        expect(ageFit(`${from}~${to}세가 받습니다.`, [{ from: told, to: told }])).toBe(
          told >= from && told <= to ? 'fits' : 'fails',
        );
      }),
    );
  });
});
