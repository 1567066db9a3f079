/**
 * The shipped knowledge and the answers given from it, checked by means of their own: figures are re-read with a
 * plain expression, not with the fact lock's.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkKnowledge, loadKnowledge, PACKAGE_FOLDER } from '../src/compose.js';
import type { Answer } from '../src/core/types.js';
import { openShipped } from './fixtures/shipped.js';

const KNOWLEDGE = join(PACKAGE_FOLDER, 'knowledge');
const FILES = new Map(
  readdirSync(KNOWLEDGE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => [
      name.replace(/^.*\//, '').replace(/\.md$/, ''),
      readFileSync(join(KNOWLEDGE, name), 'utf8').normalize('NFC'),
    ]),
);

/** The rows of the income standards are told in sentences: each figure of theirs stands in the table. */
const STANDARDS = new Set(readFileSync(join(KNOWLEDGE, 'income-standards.yaml'), 'utf8').match(/\d+/g));
const isHeld = (documentId: string, quote: string): boolean =>
  documentId.startsWith('income-standards-')
    ? (quote.match(/\d[\d,]{4,}(?=원)/g) ?? []).every((amount) => STANDARDS.has(amount.replaceAll(',', '')))
    : FILES.get(documentId)?.includes(quote) === true;

/** Every run of digits, thousands commas removed. */
const digitsIn = (text: string): string[] => text.replace(/(\d),(?=\d{3})/g, '$1').match(/\d+/g) ?? [];

let ask: (turns: readonly string[], region?: string) => Promise<Answer>;

beforeAll(async () => {
  const shipped = await openShipped();
  ask = shipped.ask;
  return shipped.close;
});

describe('the shipped knowledge', () => {
  it('has no fault', async () => {
    const knowledge = await loadKnowledge(KNOWLEDGE);
    expect(checkKnowledge(knowledge, (file) => readFileSync(join(KNOWLEDGE, file), 'utf8'))).toEqual([]);
  });

  it('holds the four cities, two provinces and the nation', async () => {
    const { folder } = await loadKnowledge(KNOWLEDGE);
    const regions = new Set(folder.documents.map(({ document }) => document.region));
    expect([...regions].sort()).toEqual([
      '경기도',
      '경기도 고양시',
      '경기도 광명시',
      '경기도 의정부시',
      '전국',
      '전라남도',
      '전라남도 광양시',
    ]);
  });
});

describe('answers from the shipped knowledge', () => {
  it.each([
    ['칠순 아버지 기초연금 얼마 받을 수 있어요?', 'national-basic-pension'],
    ['집세 내기 힘든데 나라에서 도와주나요', 'national-housing-benefit'],
    ['실업급여 하루에 얼마까지 나와요', 'national-unemployment-benefit'],
    ['고양시에서 셋째 낳으면 얼마 주나요', 'goyang-birth-grant'],
    ['의정부 모두의 돌봄이 뭐예요', 'uijeongbu-modu-dolbom'],
    ['에너지바우처는 언제까지 신청해요', 'national-energy-voucher'],
    ['육아휴직급여 처음 석 달은 얼마예요', 'national-parental-leave-pay'],
    ['치매 약값 지원받으려면 서류 뭐 내요', 'national-dementia-treatment-cost'],
  ])('"%s" rests first on %s', async (question, id) => {
    const answer = await ask([question]);
    expect(answer.outcome).toBe('answered');
    expect(answer.citations[0]?.documentId).toBe(id);
  });

  it('to a pregnant citizen of 광양 hold what the city gives', async () => {
    const { citations } = await ask(['광양 사는데 임신했어요 뭐 받을 수 있나요']);
    expect(citations.map(({ documentId }) => documentId)).toContain('gwangyang-pregnancy-grant');
  });

  it('never name another city', async () => {
    const { citations } = await ask(['임신했어요 뭐 받을 수 있나요'], '경기도 고양시');
    expect(citations.filter(({ region }) => !['전국', '경기도', '경기도 고양시'].includes(region))).toEqual([]);
  });

  it.each(['오늘 날씨 어때요', '비트코인 사도 될까요', '김치찌개 끓이는 법 알려줘', '여권 재발급 어디서 하나요'])(
    'are not made up for "%s"',
    async (question) => {
      expect(await ask([question])).toMatchObject({ outcome: 'abstained', citations: [] });
    },
  );

  it("hold no figure that the cited record's own text does not hold, over every record's questions", async () => {
    const questions = [...FILES.values()].flatMap((text) =>
      [...(text.split('\nquestions:\n')[1] ?? '').matchAll(/^ {2}- (.+)$/gm)].map(([, question]) => question ?? ''),
    );
    expect(questions.length).toBeGreaterThan(1_500);
    const unsupported: string[] = [];
    let figures = 0;
    for (const question of questions) {
      const { statements, citations } = await ask([question]);
      for (const { text, citations: numbers } of statements) {
        if (numbers.length === 0) continue;
        const cited = citations.filter(({ n }) => numbers.includes(n));
        for (const { documentId, quote } of cited)
          if (!isHeld(documentId, quote)) unsupported.push(`no such words: ${quote}`);
        const held = new Set(cited.flatMap(({ quote, title }) => digitsIn(`${title} ${quote}`)));
        for (const digits of digitsIn(text)) {
          figures += 1;
          if (!held.has(digits)) unsupported.push(`${digits} in ${text}`);
        }
      }
    }
    expect(figures).toBeGreaterThan(5_000);
    expect(unsupported).toEqual([]);
  }, 60_000);

  it('cite every claim that they make', async () => {
    for (const turns of [
      ['기초연금 얼마예요'],
      ['기초연금 얼마예요', '서류는요?'],
      ['한부모인데 받을 수 있는 거 전부 알려 주세요'],
    ]) {
      const { statements } = await ask(turns);
      expect(statements.filter(({ citations }) => citations.length === 0)).toEqual([]);
    }
  });
});
