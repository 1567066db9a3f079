/** What is asked, as the shipped table hears it. */
import { describe, expect, it } from 'vitest';
import { focusOf } from '../../src/understanding/focus.js';
import { createHearing, likeliest, readHearing, shippedHearing } from '../../src/understanding/hearing.js';

const heard = (text: string) => {
  const shares = shippedHearing().hear(text);
  return shares && likeliest(shares);
};

describe('hearing', () => {
  it.each([
    ['그거 받을라면 뭐뭐 내면돼', 'documents'],
    ['달마다 얼매나 준다요', 'amount'],
    ['손주도 거기 들어갈 수 있는감유', 'eligibility'],
    ['어데 가서 말해야 해 주는교', 'apply'],
    ['애가 몇 살 될 때까지 나온다요', 'count'],
  ] as const)('understands words that no pattern knows: %s', (text, aspect) => {
    expect(heard(text)).toBe(aspect);
  });

  it('hears papers where the patterns hear nothing of them', () => {
    expect(focusOf('그거 받을라면 뭐뭐 내면돼')).not.toContain('documents');
  });

  it('gives shares of one whole', () => {
    const shares = Object.values(shippedHearing().hear('난방비 도와주는 거 얼마 나와요') ?? {});
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });

  it('takes numbers and marks at the end for nothing', () => {
    expect(shippedHearing().hear('3살인데 얼마 줘요??')).toEqual(shippedHearing().hear('47살인데 얼마 줘요'));
  });

  it('hears nothing where nothing was said', () => {
    expect(shippedHearing().hear(' ?! ')).toBeUndefined();
  });

  it('refuses bytes that are no table', () => {
    expect(() => createHearing(new Uint8Array(3))).toThrow();
  });

  it('is absent without its file', () => {
    expect(readHearing('/nowhere/asked-letters.bin')).toBeUndefined();
  });
});
