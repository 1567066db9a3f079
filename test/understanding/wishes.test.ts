import { describe, expect, it } from 'vitest';
import { isBareWish, wishOf } from '../../src/understanding/wishes.js';

describe('a wish', () => {
  it.each(['자세히', '더 자세히 알려 주세요', '상세하게 설명해 주세요', '구체적으로요'])(
    'for more is heard in "%s"',
    (text) => {
      expect(wishOf(text).detail).toBe(true);
      expect(isBareWish(text)).toBe(true);
    },
  );

  it.each(['더 쉽게', '쉬운 말로 해 주세요', '더 쉽게 말해 주세요', '말이 너무 어려워요', '이해가 안 돼요'])(
    'for easier words is heard in "%s"',
    (text) => {
      expect(wishOf(text).easy).toBe(true);
    },
  );

  it.each(['다른 거', '다른 거는요?', '그 밖에는요?', '또 없어요?', '더 있나요?'])(
    'for something else is heard in "%s"',
    (text) => {
      expect(wishOf(text).other).toBe(true);
      expect(isBareWish(text)).toBe(true);
    },
  );

  it.each([
    ['두 번째 거 자세히', 1],
    ['첫 번째요', 0],
    ['3번 거 알려줘', 2],
    ['마지막 거요', -1],
  ])('for one of a list is heard in "%s"', (text, ordinal) => {
    expect(wishOf(text).ordinal).toBe(ordinal);
  });

  it.each(['두 번째 아이면 얼마예요', '형편이 어려워요', '2번 이상 신청하면 되나요'])(
    'is not heard in "%s"',
    (text) => {
      expect(wishOf(text)).toEqual({ detail: false, easy: false, other: false });
    },
  );

  it.each(['기초연금 자세히 알려 주세요', '다른 거 말고 기초연금이요', '기초연금 쉬운 말로 알려 주세요'])(
    'that comes with a question is not bare: %s',
    (text) => {
      expect(isBareWish(text)).toBe(false);
    },
  );
});
