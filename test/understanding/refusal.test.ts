import { describe, expect, it } from 'vitest';
import { createNameFinder } from '../../src/understanding/names.js';
import { refusalIn } from '../../src/understanding/refusal.js';
import { documentWith } from '../fixtures/documents.js';

const names = createNameFinder([
  documentWith({ id: 'pension', title: '기초연금' }),
  documentWith({ id: 'employment', title: '국민취업지원제도' }),
]);
const read = (text: string) => {
  const { asked, refused } = refusalIn(text, names);
  return { asked: asked.replace(/\s+/g, ' ').trim(), refused };
};

describe('what is refused', () => {
  it.each([
    ['기초연금 말고 다른 거', { asked: '다른 거', refused: [0] }],
    ['기초연금은 빼고 뭐 있어요', { asked: '뭐 있어요', refused: [0] }],
    ['노인 혜택 중에 국민 취업 지원 제도 제외하고 알려줘', { asked: '노인 혜택 중에 알려줘', refused: [1] }],
    ['월세 말고 전세', { asked: '전세', refused: [] }],
    ['기초연금이 아니라 국민취업지원제도요', { asked: '국민취업지원제도요', refused: [0] }],
  ])('is taken out of "%s"', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each(['수급자가 아니라도 되나요', '기초연금 얼마예요', '아버지 대신 신청'])('is nothing in "%s"', (text) => {
    expect(read(text)).toEqual({ asked: text, refused: [] });
  });
});
