import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOCUSES, focusOf } from '../../src/understanding/focus.js';

describe('what is asked about a programme', () => {
  it.each([
    ['기초연금은 얼마예요', 'amount'],
    ['최대 몇 만원까지 나와요', 'amount'],
    ['저도 받을 수 있나요', 'eligibility'],
    ['몇 살부터 받나요', 'eligibility'],
    ['어디서 신청해요', 'apply'],
    ['서류는요', 'documents'],
    ['뭐 떼 가야 해요', 'documents'],
    ['언제까지 내야 하나요', 'deadline'],
    ['언제 시작했어요', 'date'],
    ['몇 시까지 하나요', 'hours'],
    ['무슨 요일에 여나요', 'hours'],
    ['전화번호 알려줘', 'contact'],
    ['어디에 있어요', 'place'],
    ['몇 명이나 뽑아요', 'count'],
    ['받을 수 있는 혜택 전부 알려줘', 'list'],
  ])('%s → %s', (text, focus) => {
    expect(focusOf(text)).toContain(focus);
  });

  it('may be several things', () => {
    expect(focusOf('얼마 받고 서류는 뭐 필요해요')).toEqual(['amount', 'documents']);
  });

  it.each(['기초연금', '청년월세가 뭔가요', '안녕하세요'])('is nothing in particular in "%s"', (text) => {
    expect(focusOf(text)).toEqual([]);
  });

  it('comes once each, in one order, whatever is asked', () => {
    const words = fc.constantFrom(
      '얼마',
      '자격',
      '신청',
      '서류',
      '기한',
      '언제',
      '몇 시까지',
      '전화',
      '주소',
      '몇 명',
      '전부',
    );
    fc.assert(
      fc.property(fc.array(words), (asked) => {
        const found = focusOf(asked.join(' '));
        expect(found).toEqual(FOCUSES.filter((focus) => found.includes(focus)));
      }),
    );
  });
});
