import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inEasyWords } from '../../src/answering/easy.js';
import { figuresOf } from '../../src/korean/figures.js';
import { WORDING } from '../fixtures/engine.js';

const easy = (...texts: string[]): string[] =>
  inEasyWords(
    { outcome: 'answered', topics: [], statements: texts.map((text) => ({ text, role: 'benefit', evidence: [] })) },
    WORDING.easyWords,
  ).statements.map(({ text }) => text);

const CLAIMS = readdirSync('knowledge', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) =>
    [...readFileSync(`knowledge/${name}`, 'utf8').matchAll(/^- (.+)$/gm)].map(([, claim = '']) => claim),
  );

describe('easy words', () => {
  it('explain a word of offices and keep the particle right', () => {
    expect(easy('소득인정액이 기준보다 낮아야 합니다.')[0]).toBe(
      '소득인정액(버는 돈과 재산을 합쳐 계산한 금액)이 기준보다 낮아야 합니다.',
    );
    expect(easy('본인부담금은 없습니다.')[0]).toBe('본인이 내는 돈은 없습니다.');
  });

  it('explain it once in an answer', () => {
    expect(easy('바우처를 받습니다.', '바우처를 씁니다.')).toEqual(['바우처(이용권)를 받습니다.', '바우처를 씁니다.']);
  });

  it('change no figure, no limit and no exception of any claim of the knowledge', () => {
    const limits = (text: string): readonly string[] =>
      text.match(/이상|이하|미만|초과|이내|제외|다만|중복|없|않/g) ?? [];
    expect(CLAIMS.length).toBeGreaterThan(2_000);
    const changed = CLAIMS.filter((claim) => {
      const [plain = ''] = easy(claim);
      const same = (read: (text: string) => unknown) => JSON.stringify(read(plain)) === JSON.stringify(read(claim));
      return !same(limits) || !same((text) => figuresOf(text).map(({ value, bound }) => [value, bound]));
    });
    expect(changed).toEqual([]);
  });
});
