import { describe, expect, it } from 'vitest';
import { valueTold, valueWanted } from '../../src/answering/value-kinds.js';

const told = (question: string, sentence: string) => valueTold(valueWanted(question), sentence);

describe('the sort of value that is asked for', () => {
  it.each([
    ['몇 살부터 받아요?', '만 65세부터 받습니다.', '월 20만원을 드립니다.'],
    ['며칠 안에 내야 해요?', '60일 안에 냅니다.', '만 60세 이상이 받습니다.'],
    ['몇 프로 내요?', '비용의 15%를 냅니다.', '15일 안에 냅니다.'],
    ['몇 번 받아요?', '모두 8회 받습니다.', '8시간 동안 받습니다.'],
    ['얼마예요?', '월 20만원을 드립니다.', '주민센터에서 신청합니다.'],
    ['언제까지 신청해요?', '5월 31일까지 신청합니다.', '주민센터에서 신청합니다.'],
  ])('is told by one sentence and not by another: %s', (question, one, other) => {
    expect([told(question, one).value, told(question, other).value]).toEqual([true, false]);
  });

  it('is none where whether, where or how is asked', () => {
    expect(valueWanted('어디서 신청해요?').kind).toBeUndefined();
  });

  it('is for the stretch of time that was said', () => {
    expect(told('한 달에 얼마예요?', '월 20만원입니다.').period).toBe(true);
    expect(told('한 달에 얼마예요?', '한 해에 120만원입니다.').period).toBe(false);
    expect(told('얼마예요?', '월 20만원입니다.').period).toBeUndefined();
  });

  it('is at the bound that was said', () => {
    expect(told('최대 얼마예요?', '20만원 한도로 드립니다.').bound).toBe(true);
    expect(told('최대 얼마예요?', '20만원을 드립니다.').bound).toBe(false);
  });
});
