/** What a guide to welfare does not do, and what only sounds like it. */
import { describe, expect, it } from 'vitest';
import { outOfScope } from '../../src/safety/scope.js';

describe('a person’s own record', () => {
  it.each(['기초연금 심사 결과가 언제 나오는지 제 것 좀 조회해 주세요', '신청한 거 내 거 조회해 주세요'])(
    'cannot be looked up: %s',
    (text) => {
      expect(outOfScope(text)).toBe('own-record');
    },
  );

  it.each(['제 것은 어디서 조회해요?', '신청 결과는 어떻게 확인해요?'])('is a question of how: %s', (text) => {
    expect(outOfScope(text)).toBeUndefined();
  });
});

describe('what homes cost', () => {
  it('is no matter of welfare', () => {
    expect(outOfScope('강남 아파트 시세가 얼마예요?')).toBe('off-topic');
  });

  it.each(['행복주택은 시세의 몇 프로예요?', '집값이 얼마 이하라야 주거급여를 받나요?'])(
    'belongs to a benefit: %s',
    (text) => {
      expect(outOfScope(text)).toBeUndefined();
    },
  );
});
