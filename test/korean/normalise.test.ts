import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasWords, normaliseLine, normaliseText, squeeze } from '../../src/korean/normalise.js';

describe('normaliseText', () => {
  it('composes syllables that were typed apart', () => {
    expect(normaliseText('기초연금'.normalize('NFD'))).toBe('기초연금');
  });

  it('folds full-width letters and digits to plain ones', () => {
    expect(normaliseText('ＬＨ　１２９')).toBe('LH　129');
  });

  it('removes characters nobody sees', () => {
    expect(normaliseText('자\u200b살\u00ad 예\ufe0f방\u202e')).toBe('자살 예방');
  });

  it('composes a syllable that an invisible character held apart', () => {
    expect(normaliseText('\u1100\u200b\u1161')).toBe('가');
  });

  it('keeps line breaks, all in one form', () => {
    expect(normaliseText('한 줄\r\n두 줄\r세 줄')).toBe('한 줄\n두 줄\n세 줄');
  });

  it('puts a space where a control character stood', () => {
    expect(normaliseText('기초\u0000연금')).toBe('기초 연금');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
      }),
    );
  });

  it('changes nothing the second time, even in Korean taken apart and laced with invisible characters', () => {
    const piece = fc.constantFrom(
      '\u1100',
      '\u1161',
      '\u11a8',
      '가',
      'Ａ',
      '\u0301',
      '\u200b',
      '\ufe0f',
      '\u3164',
      '\r',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = normaliseText(pieces.join(''));
        expect(normaliseText(once)).toBe(once);
      }),
    );
  });
});

describe('normaliseLine', () => {
  it('leaves one line with single spaces', () => {
    expect(normaliseLine('  기초연금은 \n\t 얼마인가요?　')).toBe('기초연금은 얼마인가요?');
  });
});

describe('squeeze', () => {
  it('makes names equal however they are spaced, dotted and cased', () => {
    expect(squeeze('LH 국민·임대 주택')).toBe(squeeze('lh국민임대주택'));
  });

  it('leaves only letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(squeeze(text)).toMatch(/^[\p{L}\p{N}]*$/u);
      }),
    );
  });
});

describe('hasWords', () => {
  it.each(['기초연금', 'LH', '129', 'ㄱㅊㅇㄱ', 'ช่วยด้วย', 'помощь'])('sees words in %s', (text) => {
    expect(hasWords(text)).toBe(true);
  });

  it.each(['', '???', '😀👍', ' \n ', 'ㅋㅋㅋㅋ', 'ㅠㅠ', 'ㅎㅎ'])('sees none in %j', (text) => {
    expect(hasWords(text)).toBe(false);
  });
});
