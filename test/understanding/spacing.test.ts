import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSpacer } from '../../src/understanding/spacing.js';

const KNOWN = new Map([
  ['기초연금', 3],
  ['기초', 2],
  ['연금', 2],
  ['청년월세', 3],
  ['주소지', 4],
  ['변경', 3],
  ['장애인활동지원', 5],
]);
const space = createSpacer((stem) => KNOWN.get(stem) ?? 0);

describe('spaces left out', () => {
  it('are put where words begin', () => {
    expect(space('기초연금을받을수있나요')).toBe('기초연금을 받을 수 있나요');
  });

  it('keep a word whole rather than cut it into two', () => {
    expect(space('기초연금주소지변경')).toBe('기초연금 주소지 변경');
  });

  it('stay out of a long word that is known', () => {
    expect(space('장애인활동지원은')).toBe('장애인활동지원은');
  });

  it('stay out of short words', () => {
    expect(space('청년월세주소지')).toBe('청년월세주소지');
  });

  it('stay out of what is mostly unknown', () => {
    expect(space('뷁뷁쀍쀍꿻꿻뛟뛟쫿쫿')).toBe('뷁뷁쀍쀍꿻꿻뛟뛟쫿쫿');
  });

  it('change no letter and leave other spaces alone', () => {
    const syllables = fc.constantFrom(...'기초연금을받을수있나요주소지변경뷁A1 ');
    fc.assert(
      fc.property(fc.array(syllables, { maxLength: 60 }), (letters) => {
        const text = letters.join('');
        expect(space(text).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        expect(space(text).split(' ').length).toBeGreaterThanOrEqual(text.split(' ').length);
      }),
    );
  });
});
