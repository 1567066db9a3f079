import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/korean/encodings.js';

const hex = (digits: string): Uint8Array => Buffer.from(digits, 'hex');

describe('text is read', () => {
  it('in UTF-8', () => expect(decodeText(Buffer.from('기초연금'))).toBe('기초연금'));
  it('in EUC-KR', () => expect(decodeText(hex('b1e2c3cabfacb1dd'))).toBe('기초연금'));
  it('with syllables that only the code page of Windows has', () => expect(decodeText(hex('b0a18141'))).toBe('가갂'));
  it('in UTF-16 with its mark', () => expect(decodeText(hex('fffe30ae08cd'))).toBe('기초'));
});

describe('no text', () => {
  it('is a picture', () => expect(decodeText(hex('ffd8ffe000104a464946'))).toBeUndefined());
  it('are bytes that only spell rare Hanja', () => expect(decodeText(hex('f9a1f9a2f9a3f9a4'))).toBeUndefined());
});
