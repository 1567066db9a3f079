import { describe, expect, it } from 'vitest';
import { termsOf } from '../../src/korean/tokens.js';
import { matterOf } from '../../src/understanding/asking.js';

const meanOf = (text: string) => {
  const weights = termsOf(text).map(matterOf);
  return weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
};

describe('words of asking', () => {
  it.each(['받을 수 있나요', '어디서 신청해요', '어떻게 하나요'])('say less than words of the matter: %s', (asking) => {
    expect(meanOf(asking)).toBeLessThan(meanOf('보청기') - 0.2);
  });

  it('say as little without their spaces', () => {
    expect(meanOf('받을수있나요')).toBeLessThan(meanOf('보청기') - 0.2);
  });

  it('still say something', () => {
    expect(Math.min(...termsOf('받을 수 있나요').map(matterOf))).toBeGreaterThan(0);
  });

  it('are not what nobody ever asked with', () => {
    expect(matterOf('=쿬뷁')).toBe(1);
  });
});
