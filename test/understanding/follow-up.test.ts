/** What goes on about the programme before it, and what begins anew. */
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../src/core/types.js';
import { createGlossary } from '../../src/understanding/glossary.js';
import { createNameFinder } from '../../src/understanding/names.js';
import { createGazetteer } from '../../src/understanding/regions.js';
import { understand } from '../../src/understanding/understand.js';
import { documentWith } from '../fixtures/documents.js';

const TOOLS = {
  gazetteer: createGazetteer({
    asOf: '2026-11-22',
    provinces: [
      {
        name: '경기도',
        short: ['경기'],
        cities: [
          { name: '고양시', short: ['고양'] },
          { name: '광명시', short: ['광명'] },
        ],
      },
    ],
  }),
  glossary: createGlossary([{ say: ['어디에 물'], mean: ['상담센터'] }]),
  names: createNameFinder([documentWith({ id: 'pension', title: '기초연금' })]),
  repair: (text: string) => ({ repairs: [], text }),
};
const told = (question: string): Turn => ({ question, outcome: 'answered', topics: ['phone'] });
const heard = (text: string, ...before: readonly string[]) => understand(text, before.map(told), undefined, TOOLS);

describe('a turn that follows', () => {
  it.each([
    '일흔여섯 어머니도 되나요?',
    '뭐 들고 가요?',
    '초등학생 동생은요?',
    '어디에 물어봐요?',
    '전화로 물어볼 데는요?',
    '두 달 지나면요?',
  ])('names no matter of its own: %s', (text) => {
    expect(heard(text, '휴대폰 요금 깎아 주나요')).toMatchObject({ carried: ['phone'], carry: 'strong' });
  });

  it.each(['강아지 예방접종 하나요?', '보청기 값이 너무 비싸요', '기초연금은 누가 받나요?'])(
    'names one: %s',
    (text) => {
      expect(heard(text, '휴대폰 요금 깎아 주나요').carry).not.toBe('strong');
    },
  );

  it('tells what the person has and asks the earlier thing still', () => {
    expect(heard('기초연금 받아요', '휴대폰 요금 얼마 깎아 주나요')).toMatchObject({
      carry: 'strong',
      named: [],
      focuses: ['amount'],
      query: '휴대폰 요금 얼마 깎아 주나요 기초연금 받아요',
    });
  });

  it('names a programme and asks about it: that one is meant now', () => {
    expect(heard('기초연금 받을 수 있어요?', '휴대폰 요금 얼마 깎아 주나요').named).toHaveLength(1);
  });

  it('corrects the place: the matter stands two turns before, what is asked of it in one', () => {
    const { query, place } = heard('아니 광명이요', '고양시 출산지원금 궁금해요', '둘째면요?');
    expect(query).toBe('고양시 출산지원금 궁금해요 둘째면요? 아니 광명이요');
    expect(place?.name).toBe('경기도 광명시');
  });
});

describe('a place', () => {
  it('is not asked about where the person no longer lives there', () => {
    expect(heard('얼마 전까지 고양 살았는데 대상이 돼요?', '광명 출산축하금 얼마예요').place).toBeUndefined();
  });
});
