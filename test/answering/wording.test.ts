import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactText, fill, readWording, settleParticles } from '../../src/answering/wording.js';
import { WORDING } from '../fixtures/engine.js';
import { folderWith } from '../fixtures/folders.js';

describe('a particle', () => {
  it.each([
    ['기초연금은(는)', '기초연금은'],
    ['주거급여은(는)', '주거급여는'],
    ['주거급여이(가)', '주거급여가'],
    ['서류을(를)', '서류를'],
    ['금액과(와) 기한', '금액과 기한'],
    ['서류과(와) 기한', '서류와 기한'],
  ])('follows the last syllable: %s → %s', (open, settled) => {
    expect(settleParticles(open)).toBe(settled);
  });

  it.each(['’', '”', ')', ']', '"'])('looks past the closing %s', (sign) => {
    expect(settleParticles(`기초연금${sign}은(는)`)).toBe(`기초연금${sign}은`);
  });

  it.each([
    ['1366은(는)', '1366은'],
    ['112은(는)', '112는'],
    ['110은(는)', '110은'],
    ['109은(는)', '109는'],
  ])('follows a digit as it is read aloud: %s → %s', (open, settled) => {
    expect(settleParticles(open)).toBe(settled);
  });

  it('is settled as often as it stands', () => {
    expect(settleParticles('서류은(는) 없고 금액이(가) 있습니다')).toBe('서류는 없고 금액이 있습니다');
  });

  it('is settled after every Korean syllable', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0xac00, max: 0xd7a3 }), (code) => {
        expect(settleParticles(`${String.fromCharCode(code)}을(를)`)).toMatch(/^.[을를]$/);
      }),
    );
  });
});

describe('a sentence', () => {
  it('is filled and its particle settled by what was filled in', () => {
    expect(fill('‘{title}’ 자료에 {things}은(는) 없습니다.', { title: '수당', things: '전화번호' })).toBe(
      '‘수당’ 자료에 전화번호는 없습니다.',
    );
  });

  it('keeps a gap that nothing fills', () => {
    expect(fill('{place}에 문의하세요.', {})).toBe('{place}에 문의하세요.');
  });

  it('fills nothing inside what was filled in', () => {
    expect(fill('{title} {date}', { title: '{date}', date: '2026' })).toBe('{date} 2026');
  });

  it('names a contact with its number', () => {
    expect(contactText({ name: '복지과', phone: '031-000-0000' })).toBe('복지과(☎ 031-000-0000)');
  });
});

describe('the shipped sentences', () => {
  it.each(['suicide', 'immediate', 'violence'] as const)('hold a line to call in danger: %s', (crisis) => {
    expect(WORDING.crisis[crisis]).toMatch(/112|\{line\}/);
  });

  it('name the telephone where the machine fails', () => {
    expect(WORDING.failed).toContain('129');
  });

  it('are refused when one is missing', async () => {
    const folder = await folderWith({ 'replies.yaml': 'ai: 자동으로 찾은 안내입니다.\n' });
    expect(() => readWording(`${folder}/replies.yaml`)).toThrow();
  });
});
