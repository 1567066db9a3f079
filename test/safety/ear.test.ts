/** The ear behind the rules: what it hears, what it leaves alone, and that without its table the rules stand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PACKAGE_FOLDER } from '../../src/package-folder.js';
import { createEar, EAR_TABLE, readEar } from '../../src/safety/crisis/ear.js';
import { withoutHarmless } from '../../src/safety/crisis/harmless.js';
import { oneSpelling } from '../../src/safety/crisis/spellings.js';
import { crisisByRule, crisisIn, dangerIn } from '../../src/safety/crisis.js';
import { folderWith } from '../fixtures/folders.js';

const bytes = readFileSync(join(PACKAGE_FOLDER, 'models', EAR_TABLE));
const ear = createEar(bytes);
const SOME_TEXTS = ['죽고 싶어요', '살기 싫어요', '기초연금 얼마예요', '사흘째 굶고 있어요', '등본은 어디서 떼나요'];
const heard = (text: string) => ear.hear(withoutHarmless(oneSpelling(text)));

describe('the ear', () => {
  it('hears danger that no rule has words for', () => {
    const text = '영감 가고 나서는 농약병만 자꾸 쳐다보게 되네요';
    expect(crisisByRule(text)).toBeUndefined();
    expect(dangerIn(text)?.kinds).toContain('suicide');
  });

  it('hears danger in one sentence of a long and calm story', () => {
    const story = '지난달에 이사를 했습니다. 주민센터에서 전입신고를 하고 서류를 냈습니다. 기초연금도 신청했습니다.';
    const last = '밤마다 베란다 난간 앞에 서서 이대로 뛰어내리면 편할까 생각합니다.';
    expect(heard(story)?.level).toBe('calm');
    expect(heard(`${story} ${last}`)?.level).not.toBe('calm');
  });

  it.each([
    '기초연금은 얼마 받나요',
    '아이돌봄 서비스 신청은 어디서 하나요',
    '의정부 사는데 출산지원금 있어요?',
    '장애인 등록하려면 서류가 뭐가 필요해요',
    '안녕하세요',
  ])('leaves what people ask every day alone: %s', (text) => {
    expect(heard(text)?.level ?? 'calm').toBe('calm');
  });

  it('says nothing where there is too little to judge by', () => {
    expect([heard(''), heard('네'), heard('ㅋㅋ')]).toEqual([undefined, undefined, undefined]);
  });

  it('names at most three kinds beside those of 112 and 119', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const kinds = heard(text)?.told().kinds;
        expect(kinds === undefined || (kinds.length >= 1 && kinds.length <= 5)).toBe(true);
      }),
    );
  });

  it('bears out every rule where it hears a crisis itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SOME_TEXTS), (text) => {
        const found = heard(text);
        if (found?.level === 'crisis') expect(found.bearsOut).toBe(true);
      }),
    );
  });

  it('hears the same in the same words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const [one, other] = [createEar(bytes).hear(text), ear.hear(text)];
        expect([one?.score, one?.level, one?.told()]).toEqual([other?.score, other?.level, other?.told()]);
      }),
    );
  });

  it('stands aside where its table is missing or damaged', async () => {
    const folder = await folderWith({ 'short.bin': bytes.subarray(0, 100) });
    expect(readEar(join(folder, 'short.bin'))).toBeUndefined();
    expect(readEar(join(folder, 'none.bin'))).toBeUndefined();
  });

  it('keeps the line of a rule for what is told beside a question, and answers the question', () => {
    const text = '남편이 때리는데 한부모 지원 신청 서류와 기준 중위소득 조건이 무엇인가요';
    expect(dangerIn(text)).toMatchObject({ kinds: ['violence'] });
  });

  it('leaves a rule its crisis where it is said in so many words, however long the question', () => {
    const text = `죽고 싶어요 ${'기초연금 신청 서류와 자격이 무엇인가요 '.repeat(5)}`;
    expect(dangerIn(text)?.level).toBe('crisis');
  });

  it('makes a worry of what a rule likely misread', () => {
    const text = '장애인 학대 신고 안내 책자와 포스터를 받으려면 신청서를 어디에 내나요';
    expect(dangerIn(text)?.level).not.toBe('crisis');
  });

  it('leaves staff who ask what to do to the rules', () => {
    expect(crisisIn('민원인이 죽고 싶다고 하면 어디로 연결하나요')).toBeUndefined();
  });
});
