import { describe, expect, it } from 'vitest';
import { partsIn, partsTold, partsWanted } from '../../src/answering/parts.js';

const told = (question: string, sentence: string) => partsTold(partsWanted(question), sentence);

describe('the part that is asked about', () => {
  it('is told by a sentence about it, and passed over by one about others of its kind', () => {
    expect(told('2종은 얼마 내요?', '2종은 1,000원을 냅니다.')).toMatchObject({ same: 1, other: 0 });
    expect(told('2종은 얼마 내요?', '1종은 1,000원을 냅니다.')).toMatchObject({ same: 0, other: 1 });
  });

  it('is neither where the sentence names no part at all', () => {
    expect(told('2종은 얼마 내요?', '진료비는 1,000원입니다.')).toMatchObject({ same: 0, other: 0 });
  });

  it('says what is asked of money: what one pays oneself is not what is given', () => {
    expect(told('제 돈은 얼마 나가요?', '본인부담은 월 2만원입니다.')).toMatchObject({ facets: 1, noFacets: 0 });
    expect(told('제 돈은 얼마 나가요?', '월 20만원을 지원합니다.')).toMatchObject({ facets: 0, noFacets: 1 });
  });
});

it('two texts about other parts of one set name other parts', () => {
  expect(partsIn('첫째 100만원')).not.toEqual(partsIn('둘째 100만원'));
});
