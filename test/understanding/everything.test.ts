import { describe, expect, it } from 'vitest';
import { asksForEverything } from '../../src/understanding/everything.js';
import { situationOf } from '../../src/understanding/situation.js';

const asks = (text: string, ...names: readonly string[]) =>
  asksForEverything(
    text,
    situationOf(text),
    names.map((name) => ({ name })),
  );

describe('a question for all that a situation brings', () => {
  it.each([
    '장애인 등록하면 뭐가 좋아요',
    '65세 되면 뭐 나와요',
    '실직했는데 뭐부터 해야 하나요',
    '아버지가 치매 진단 받으셨는데 뭘 해야 하나요',
    '신혼부부 혜택 있어요?',
  ])('is heard though no list is asked for: %s', (question) => {
    expect(asks(question)).toBe(true);
  });

  it('may name what the person is', () => {
    expect(asks('국가유공자 혜택 알려주세요', '유공자혜택')).toBe(true);
  });

  it.each([
    ['a programme is named', '장애인연금 받으면 뭐가 좋아요', ['장애인연금']],
    ['one thing is asked', '장애인 등록하면 얼마 받아요', []],
    ['nobody is spoken of', '전화하면 뭐가 좋아요', []],
  ] as const)('is not heard where %s', (_why, question, names) => {
    expect(asks(question, ...names)).toBe(false);
  });
});
