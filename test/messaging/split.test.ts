import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shorten, splitText } from '../../src/messaging/split.js';

const FAMILY = '👨‍👩‍👧‍👦';

it('cuts between paragraphs where it can, then between sentences', () => {
  expect(splitText(`${'가'.repeat(6)}\n\n${'나'.repeat(6)}`, 10)).toEqual(['가'.repeat(6), '나'.repeat(6)]);
  expect(splitText('하나입니다. 둘입니다. 셋입니다.', 14)).toEqual(['하나입니다. 둘입니다.', '셋입니다.']);
});

it('breaks no emoji, syllable or accent', () => {
  expect(splitText(FAMILY.repeat(3), FAMILY.length + 3)).toEqual([FAMILY, FAMILY, FAMILY]);
  expect(shorten(FAMILY.repeat(3), FAMILY.length + 4)).toBe(`${FAMILY}…`);
});

it('loses nothing but white space at a cut, and keeps every piece within the limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 2, max: 60 }), (text, lengthMax) => {
      const pieces = splitText(text, lengthMax);
      expect(pieces.every((piece) => piece.length <= lengthMax)).toBe(true);
      expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
  );
});
