/** Sentences about people or things of which the question does not speak. */
import { describe, expect, it } from 'vitest';
import { isForOthers, isOfOtherPart } from '../../src/answering/others.js';
import { documentWith } from '../fixtures/documents.js';

const BOTH = documentWith({ id: 'both', title: '장례급여·출생급여' });

describe('a sentence', () => {
  it('is of the other part where the question names one of two', () => {
    expect(isOfOtherPart('장례급여는 80만원입니다.', '출생급여 대상인가요', BOTH)).toBe(true);
  });

  it('is not where it tells of both', () => {
    expect(isOfOtherPart('장례급여와 출생급여는 주민센터에서 신청합니다.', '출생급여 대상인가요', BOTH)).toBe(false);
  });

  it('is not where no part was named', () => {
    expect(isOfOtherPart('장례급여는 80만원입니다.', '얼마예요', BOTH)).toBe(false);
  });

  it('is for others where it tells a case that was not named', () => {
    expect(isForOthers('입원 중에 신청하면 더 드립니다.', '얼마예요')).toBe(true);
  });
});
