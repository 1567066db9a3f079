import { describe, expect, it } from 'vitest';
import { isVague } from '../../src/understanding/vague.js';

describe('a question that names no matter', () => {
  it.each(['뭐부터 해야 해요', '어디로 가야 돼요?', '복지 알려줘', '힘들어요ㅠㅠ', '처음인데요', '다른 건 없나요'])(
    'is vague: %s',
    (text) => {
      expect(isVague(text)).toBe(true);
    },
  );

  it.each([
    '기초연금 뭐부터 해야 해요',
    '보건소로 가야 돼요?',
    '월세 내기 힘들어요',
    '생활비 지원 있나요',
    '나이 때문에 기초연금 안 되나요',
    '',
  ])('is not, once it names one: %s', (text) => {
    expect(isVague(text)).toBe(false);
  });
});
