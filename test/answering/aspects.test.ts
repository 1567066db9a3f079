import { describe, expect, it } from 'vitest';
import { isMissingList, lackOf } from '../../src/answering/aspects.js';
import type { Focus } from '../../src/understanding/focus.js';
import { documentWith } from '../fixtures/documents.js';
import { sections } from '../fixtures/engine.js';

const LIBRARY = documentWith({
  id: 'toys',
  title: '장난감도서관',
  region: '경기도 고양시',
  sections: sections('toys', {
    overview: ['장난감도서관은 장난감을 빌려 드립니다.'],
    eligibility: ['장난감도서관은 고양시민이 이용합니다.'],
    caution: ['이 자료에는 연회비, 이용 시간, 전화번호가 나와 있지 않습니다.'],
  }),
});
const PENSION = documentWith({
  id: 'pension',
  title: '기초연금',
  sections: sections('pension', {
    eligibility: ['기초연금은 만 65세 이상이 받습니다.'],
    benefit: ['기초연금은 매달 최대 349,700원을 드립니다.'],
    apply: ['기초연금은 주민센터에서 신청합니다.'],
    contact: ['국민연금공단(☎ 1355)에 문의할 수 있습니다.'],
    press: ['2019년 기사에서 기초연금은 오전 9시에 접수한다고 했습니다.'],
  }),
});

const lackIn = (document: typeof LIBRARY, query: string, ...focuses: readonly Focus[]) =>
  lackOf(document, focuses, [], query);

describe('what a record says it lacks', () => {
  it.each([
    ['연회비가 얼마예요', 'amount', '연회비'],
    ['몇 시까지 하나요', 'hours', '이용 시간'],
    ['전화번호 알려 주세요', 'contact', '전화번호'],
  ] as const)('is lacking when it is asked: %s', (query, focus, thing) => {
    expect(lackIn(LIBRARY, `장난감도서관 ${query}`, focus)).toEqual({ things: [thing] });
  });

  it('is not lacking when something else is asked', () => {
    expect(lackIn(LIBRARY, '장난감도서관 누가 이용해요', 'eligibility')).toBeUndefined();
  });

  it('is never taken for a claim', () => {
    expect(isMissingList({ id: 'a#caution.1', text: '이 자료에는 연회비가 나와 있지 않습니다.' })).toBe(true);
  });

  it('is not seen in a sentence that claims something', () => {
    expect(isMissingList({ id: 'a#benefit.1', text: '연회비는 1만원입니다.' })).toBe(false);
  });
});

describe('what a record does not say that it lacks', () => {
  it.each([
    ['an amount', 'amount', '복지관은 상담을 합니다.'],
    ['opening hours', 'hours', '복지관은 월 2만원입니다.'],
    ['a telephone number', 'contact', '복지관은 상담을 합니다.'],
  ] as const)('is lacking all the same where no claim holds %s', (_what, focus, text) => {
    const center = documentWith({ id: 'center', title: '복지관', sections: sections('center', { overview: [text] }) });
    expect(lackIn(center, '복지관', focus)).toEqual({ things: [] });
  });

  it('is not answered by an old press report', () => {
    expect(lackIn(PENSION, '기초연금 몇 시까지', 'hours')).toEqual({ things: [] });
  });
});

describe('nothing is lacking', () => {
  it.each([
    ['기초연금 얼마예요', 'amount'],
    ['기초연금 누가 받아요', 'eligibility'],
    ['기초연금 어디서 신청해요', 'apply'],
    ['기초연금 전화번호', 'contact'],
  ] as const)('where a claim of its kind stands: %s', (query, focus) => {
    expect(lackIn(PENSION, query, focus)).toBeUndefined();
  });

  it('where only a list is asked', () => {
    expect(lackIn(LIBRARY, '뭐가 있나요', 'list')).toBeUndefined();
  });

  it('where one of several things can be told', () => {
    expect(lackIn(PENSION, '기초연금 얼마고 몇 시까지 해요', 'amount', 'hours')).toBeUndefined();
  });
});

describe('a record without the section that is asked for', () => {
  it.each([
    ['papers', '기초연금 서류가 뭐예요', 'documents'],
    ['a deadline', '기초연금 언제까지 신청해요', 'deadline'],
    ['the day of payment', '기초연금 지급일이 언제예요', 'date'],
  ] as const)('lacks %s, though it does not say so', (_what, query, focus) => {
    expect(lackIn(PENSION, query, focus)).toEqual({ things: [] });
  });
});

describe('how long something lasts', () => {
  const HOUSE = documentWith({
    id: 'house',
    title: '행복주택',
    sections: sections('house', {
      benefit: ['행복주택에는 청년은 10년까지 살 수 있습니다.'],
      caution: ['이 자료에는 신청 기간, 임대료 금액이 나와 있지 않습니다.'],
    }),
  });

  it.each([
    ['청년이면 몇 년까지 살 수 있어요', ['deadline', 'date']],
    ['얼마 동안 살 수 있어요', ['amount', 'count']],
  ] as const)('is not what the record lacks of applying or of money: %s', (query, focuses) => {
    expect(lackIn(HOUSE, `행복주택 ${query}`, ...focuses)).toBeUndefined();
  });

  it('does not hide that the time of applying is lacking', () => {
    expect(lackIn(HOUSE, '행복주택 신청은 언제까지예요', 'deadline')).toEqual({ things: ['신청 기간'] });
  });
});

describe('words that sound like an aspect', () => {
  const BASKET = documentWith({
    id: 'basket',
    title: '행복바구니',
    sections: sections('basket', {
      eligibility: ['행복바구니는 형편이 어려운 가정이 받습니다.'],
      caution: ['이 자료에는 소득 기준이 나와 있지 않습니다.'],
    }),
  });

  it('do not ask for how much one may earn: 저소득', () => {
    expect(lackIn(BASKET, '저소득 한부모도 행복바구니 받을 수 있나요', 'eligibility')).toBeUndefined();
  });

  it('do ask for it where income itself is said', () => {
    expect(lackIn(BASKET, '행복바구니 소득 기준이 뭐예요', 'eligibility')).toEqual({ things: ['소득 기준'] });
  });

  it('ask for the programme, not for a person: 그거 이름', () => {
    expect(lackIn(BASKET, '음식 나눠 주는 그거 이름이 뭐예요')).toBeUndefined();
  });
});
