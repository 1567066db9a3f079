import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aspectsOf, focusOf } from '../../src/understanding/focus.js';

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

  it('comes in the order in which it is asked', () => {
    expect(focusOf('서류는 뭐가 필요하고 얼마 받아요')).toEqual(['documents', 'amount']);
    expect(focusOf('얼마 받고 서류는 뭐가 필요해요')).toEqual(['amount', 'documents']);
  });

  it('comes once each, however often it is asked', () => {
    const words = fc.constantFrom('얼마', '자격', '신청', '서류', '기한', '언제', '몇 시까지', '전화', '주소', '전부');
    fc.assert(
      fc.property(fc.array(words), (asked) => {
        const found = focusOf(asked.join(' '));
        expect(found).toHaveLength(new Set(found).size);
      }),
    );
  });

  it.each([
    ['전세임대 누가 신청할 수 있나요', 'eligibility'],
    ['산모신생아 건강관리 언제까지 신청해야 하나요', 'deadline'],
    ['장제급여 신청 서류가 뭐예요', 'documents'],
  ] as const)('is no question how to apply in "%s"', (text, focus) => {
    expect(focusOf(text)).toContain(focus);
    expect(focusOf(text)).not.toContain('apply');
  });

  it.each(['어디서 신청해요', '기초연금 신청', '얼마 받고 어떻게 신청해요'])('is how to apply in "%s"', (text) => {
    expect(focusOf(text)).toContain('apply');
  });
});

describe('a telephone', () => {
  it('is asked for where its number is wanted', () => {
    expect(focusOf('주민센터 전화 알려줘요')).toContain('contact');
  });

  it('is not where its bill is the matter', () => {
    expect(focusOf('전화요금 한 달에 얼마 깎아 주나요')).not.toContain('contact');
  });
});

describe('aspects', () => {
  it('are those of each clause where several things are asked', () => {
    expect(aspectsOf('기초연금 얼마고 서류는 뭐가 필요하고 어디서 신청해요')).toEqual([
      ['amount'],
      ['documents'],
      ['apply'],
    ]);
  });

  it('are one group where one thing is asked', () => {
    expect(aspectsOf('기초연금 얼마 받을 수 있나요')).toHaveLength(1);
  });
});
