import { describe, expect, it } from 'vitest';
import { cellFor } from '../../src/answering/cells.js';

const CARE =
  '2026년 월 한도액은 1등급 2,512,900원, 2등급 2,331,200원, 4등급 1,409,700원, 인지지원등급 676,320원입니다.';
const LIVING =
  '2026년 생계지원금은 한 달에 1인 가구 783,000원, 2인 가구 1,286,600원, 4인 가구 1,994,600원이고, 7인부터는 1명마다 301,700원을 추가합니다.';
const BIRTH =
  '출산지원금은 아이 한 명당 첫째 100만원, 둘째 200만원, 넷째 500만원(나누어 지급), 다섯째 이상 1,000만원(나누어 지급)입니다.';

describe('the cell that a question asks for', () => {
  it.each([
    [CARE, '4등급인데 한 달에 얼마까지 쓸 수 있죠?', '2026년 월 한도액은 4등급 1,409,700원입니다.'],
    [LIVING, '네 식구가 사는데 얼마 나와요', '2026년 생계지원금은 한 달에 4인 가구 1,994,600원입니다.'],
    [LIVING, '혼자 사는 사람은요?', '2026년 생계지원금은 한 달에 1인 가구 783,000원입니다.'],
    [BIRTH, '둘째면 얼마예요', '출산지원금은 아이 한 명당 둘째 200만원입니다.'],
    [BIRTH, '넷째 낳으면요', '출산지원금은 아이 한 명당 넷째 500만원(나누어 지급)입니다.'],
    [
      '상한액은 1분위 90만원, 2~3분위 112만원, 4~5분위 173만원입니다.',
      '3분위면 얼마까지 내나요',
      '상한액은 2~3분위 112만원입니다.',
    ],
    [
      '근로장려금은 한 해에 최대 단독가구 165만원, 홑벌이가구 285만원, 맞벌이가구 330만원입니다.',
      '맞벌이면 얼마까지 받아요',
      '근로장려금은 한 해에 최대 맞벌이가구 330만원입니다.',
    ],
  ])('%s + %s', (sentence, question, expected) => {
    expect(cellFor(sentence, question)).toBe(expected);
  });

  it('does not take the number of children for the size of the household', () => {
    expect(cellFor(LIVING, '애가 두 명이면 얼마 나와요')).toBeUndefined();
  });

  it('is none where the question tells no key', () => {
    expect(cellFor(CARE, '한 달에 얼마까지 쓸 수 있죠?')).toBeUndefined();
  });

  it('is none where the listing has no such key', () => {
    expect(cellFor(CARE, '3등급은요?')).toBeUndefined();
  });

  it('is none in a sentence that lists nothing', () => {
    expect(cellFor('기초연금은 월 최대 349,700원입니다.', '1인 가구는요?')).toBeUndefined();
  });

  it('keeps every cell that is told', () => {
    expect(cellFor(CARE, '1등급하고 2등급은 얼마 차이예요')).toBe(
      '2026년 월 한도액은 1등급 2,512,900원, 2등급 2,331,200원입니다.',
    );
  });
});
