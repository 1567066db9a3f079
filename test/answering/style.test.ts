/**
 * The style of every sentence that is composed: over every question of every record, in the usual words and in easy
 * ones. The rules are those of the wording guide; each names the sentence that breaks it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { withParticle } from '../../src/answering/particles.js';
import { PACKAGE_FOLDER } from '../../src/compose.js';
import type { Answer } from '../../src/core/types.js';
import { openShipped } from '../fixtures/shipped.js';

const QUESTIONS = readdirSync(join(PACKAGE_FOLDER, 'knowledge'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && !name.startsWith('staff'))
  .map((name) => readFileSync(join(PACKAGE_FOLDER, 'knowledge', name), 'utf8').normalize('NFC'))
  .flatMap((text) => [...(text.split('\nquestions:\n')[1] ?? '').matchAll(/^ {2}- (.+)$/gm)])
  .map(([, question = '']) => question);

const EASY = '쉬운 말로 알려 주세요. ';

let answers: readonly Answer[];
let sentences: readonly string[];

beforeAll(async () => {
  const { ask, close } = await openShipped();
  const asked: Answer[] = [];
  for (const question of QUESTIONS) asked.push(await ask([question]));
  // Easy words change words alone; a part of the questions meets every entry of the list.
  for (const question of QUESTIONS.filter((_question, row) => row % 5 === 0)) asked.push(await ask([EASY + question]));
  answers = asked;
  sentences = [
    ...new Set(asked.flatMap(({ statements }) => statements.flatMap(({ text }) => text.split(/(?<=다\.) /)))),
  ];
  return close;
}, 120_000);

/** Sentences that break a rule; none may. */
const breaking = (isBroken: (sentence: string) => boolean): readonly string[] => sentences.filter(isBroken);

describe('every composed sentence', () => {
  it('is one of many', () => {
    expect(QUESTIONS.length).toBeGreaterThan(1_500);
    expect(sentences.length).toBeGreaterThan(1_500);
  });

  it('ends in 합니다체 and a full stop', () => {
    expect(breaking((text) => !/(?:니다|세요)\.$|나요\?$/.test(text.replace(/\s?\([^()]*\)(?=\.$)/, '')))).toEqual([]);
  });

  it('holds no markup', () => {
    expect(breaking((text) => /<[a-z/!]|!\[|\]\(|&lt;|\*\*/i.test(text))).toEqual([]);
  });

  it('leaves no particle unsettled', () => {
    expect(breaking((text) => /은\(는\)|이\(가\)|을\(를\)|와\(과\)|과\(와\)|\{\w+\}/.test(text))).toEqual([]);
  });

  it('has the right particle after figures and brackets', () => {
    const wrong = (text: string): boolean =>
      [...text.matchAll(/([가-힣A-Za-z0-9%]+(?:\([^()]*\))|[0-9]+)(은|는|을|를|과|와)(?=[ ,])/gu)].some(
        ([, word = '', particle = '']) => withParticle(word, particle) !== `${word}${particle}`,
      );
    expect(breaking(wrong)).toEqual([]);
  });

  it('writes money with commas, in digits that can be read', () => {
    expect(breaking((text) => /(?<![\d,.])\d{5,}\s?원|\d,\d{1,2}(?!\d)|\d원\s원/.test(text))).toEqual([]);
  });

  it('writes dates as people do', () => {
    expect(breaking((text) => /\d{4}-\d{2}-\d{2}|(?<!\d)0\d\s?(?:월|일)(?!\d)/.test(text))).toEqual([]);
  });

  it('writes a telephone number so that it can be dialled', () => {
    expect(breaking((text) => /☎(?! \d[\d-]*\d)/.test(text))).toEqual([]);
  });

  it('has single blanks and none before a full stop', () => {
    expect(breaking((text) => / {2}|\s[.,]|^\s|\s$/.test(text))).toEqual([]);
  });
});

describe('every answer', () => {
  it('has at most eight lines about its programme unless more is wished for', () => {
    const long = answers.filter(({ statements }) => {
      const main = statements.findIndex(({ role }, index) => index > 0 && role === 'lead');
      return (main < 0 ? statements : statements.slice(0, main)).length > 12;
    });
    expect(long.map(({ text }) => text)).toEqual([]);
  });

  it('ends in something to do', () => {
    expect(answers.filter(({ nextActions }) => nextActions.length === 0)).toEqual([]);
  });

  it('begins with neither an exception, nor advice, nor what is only planned', () => {
    const begins = answers.flatMap(({ outcome, statements, citations }) => {
      const [first] = statements;
      if (outcome !== 'answered' || !first || first.role !== 'lead') return [];
      const status = citations.find(({ n }) => first.citations.includes(n))?.status;
      return status === '시행' ? [first.text] : [];
    });
    expect(begins.length).toBeGreaterThan(500);
    expect(begins.filter((text) => /^다만/.test(text))).toEqual([]);
  });

  it('says nothing twice', () => {
    const twice = answers.filter(({ statements }) => {
      const told = statements
        .filter(({ role }) => role !== 'guidance')
        .map(({ text, citations }) => `${text}${citations}`);
      return new Set(told).size < told.length;
    });
    expect(twice.map(({ text }) => text)).toEqual([]);
  });
});
