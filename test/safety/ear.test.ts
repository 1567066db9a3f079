/** The ear behind the rules: what it hears, what it leaves alone, and that without its table the rules stand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PACKAGE_FOLDER } from '../../src/package-folder.js';
import { createEar, EAR_TABLE, readEar } from '../../src/safety/crisis/ear.js';
import { withoutHarmless } from '../../src/safety/crisis/harmless.js';
import { oneSpelling } from '../../src/safety/crisis/spellings.js';
import { crisisByRule, crisisIn } from '../../src/safety/crisis.js';
import { folderWith } from '../fixtures/folders.js';

const bytes = readFileSync(join(PACKAGE_FOLDER, 'models', EAR_TABLE));
const ear = createEar(bytes);
const heard = (text: string) => ear.hear(withoutHarmless(oneSpelling(text)));

describe('the ear', () => {
  it('hears danger that no rule has words for', () => {
    const text = '영감 가고 나서는 농약병만 자꾸 쳐다보게 되네요';
    expect(crisisByRule(text)).toBeUndefined();
    expect(crisisIn(text)?.kinds).toContain('suicide');
  });

  it.each([
    '기초연금은 얼마 받나요',
    '아이돌봄 서비스 신청은 어디서 하나요',
    '의정부 사는데 출산지원금 있어요?',
    '장애인 등록하려면 서류가 뭐가 필요해요',
    '안녕하세요',
    '',
  ])('leaves what people ask every day alone: %s', (text) => {
    expect(heard(text)).toBeUndefined();
  });

  it('names one kind or two, never more', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const kinds = heard(text);
        expect(kinds === undefined || (kinds.length >= 1 && kinds.length <= 2)).toBe(true);
      }),
    );
  });

  it('hears the same in the same words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(createEar(bytes).hear(text)).toEqual(ear.hear(text));
      }),
    );
  });

  it('stands aside where its table is missing or damaged', async () => {
    const folder = await folderWith({ 'short.bin': bytes.subarray(0, 100) });
    expect(readEar(join(folder, 'short.bin'))).toBeUndefined();
    expect(readEar(join(folder, 'none.bin'))).toBeUndefined();
  });

  it('is not asked where a rule has spoken', () => {
    expect(crisisIn('죽고 싶어요')).toEqual(crisisByRule('죽고 싶어요'));
  });

  it('leaves staff who ask what to do to the rules', () => {
    expect(crisisIn('민원인이 죽고 싶다고 하면 어디로 연결하나요')).toBeUndefined();
  });
});
