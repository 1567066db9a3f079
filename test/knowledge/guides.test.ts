/** Guides on their way into an answer: passages with page and chapter, cells by row and column, the citation told. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { convert } from '../../adapters/documents/convert.js';
import { placeOf } from '../../src/core/place.js';
import type { Answer } from '../../src/core/types.js';
import { documentOf } from '../../src/knowledge/converted.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';
import { CARE_GUIDE, CELL_QUESTIONS } from '../fixtures/documents/guide.js';
import { hwpxOf } from '../fixtures/documents/hwpx.js';
import { engineOver } from '../fixtures/engine.js';

async function guide(name: string, bytes: Uint8Array): Promise<KnowledgeDocument> {
  const conversion = await convert({ name, bytes });
  if (!conversion.isRead) throw new Error(conversion.reason);
  return documentOf(name.replace(/\.\w+$/, ''), conversion, name, '2026-11-24');
}

const care = await guide('새빛.hwpx', await hwpxOf(CARE_GUIDE));
const home = await guide('한울.pdf', await readFile('test/fixtures/documents/home-guide.pdf'));
const ask = async (question: string): Promise<Answer> => (await engineOver([care, home])).ask(question);

describe('a guide', () => {
  it('is named by its first heading and holds for the year in it', () => {
    expect(care).toMatchObject({
      title: CARE_GUIDE.title,
      form: 'plain',
      asOf: '2026',
      validFrom: '2026-01-01',
      validUntil: '2026-12-31',
    });
  });

  it('has passages with page, chapter and article', () => {
    const section = care.sections.find(({ heading }) => heading === '제2조(지원 대상)');
    expect(section).toMatchObject({ page: 2, path: ['제1장 사업 개요', '제2조(지원 대상)'] });
  });

  it('keeps a list with the sentence that opens it', () => {
    const claims = care.sections.flatMap((section) => section.claims.map(({ text }) => text));
    expect(claims).toContain(
      '① 지원 대상은 다음 각 호와 같다. 가. 65세 이상이고 혼자 사는 사람 나. 퇴원한 날부터 60일이 지나지 않은 사람',
    );
  });

  it('leaves out its table of contents', () => {
    expect(JSON.stringify(care.sections)).not.toContain('····');
  });

  it('has no passage longer than the bound, but for a single row', () => {
    for (const { claims } of [...care.sections, ...home.sections])
      if (claims.length > 1) expect(claims.map(({ text }) => text).join('').length).toBeLessThanOrEqual(500);
  });
});

describe('a document in plain type', () => {
  const document = documentOf(
    'plan',
    {
      isRead: true,
      blocks: [
        '온누리 사업 계획',
        'Ⅱ. 지원 기준',
        '1. 지원 대상',
        '○ 65세 이상인 사람으로 한다.',
        '2. 지원 금액',
        '○ 매달 3만원을 지급한다.',
      ].map((text) => ({ kind: 'text', text })),
      hidden: [],
      notes: [],
    },
    'plan',
    '2026-11-24',
  );

  it('has its numbered lines as headings', () => {
    expect(document.sections.map(({ path }) => path)).toEqual([
      undefined,
      ['Ⅱ. 지원 기준', '1. 지원 대상'],
      ['Ⅱ. 지원 기준', '2. 지원 금액'],
    ]);
  });
});

describe('a question about a cell', () => {
  it.each(CELL_QUESTIONS)('$question → $figure', async ({ question, figure, page }) => {
    const { statements, citations } = await ask(question);
    const [lead] = statements;
    expect(lead?.text).toContain(figure);
    expect(citations.filter(({ n }) => lead?.citations.includes(n)).map((citation) => citation.page)).toContain(page);
  });

  it('for a grade that the table does not have gets none of its values', async () => {
    const { outcome, text } = await ask('새빛 돌봄 7등급이면 한 달에 몇 시간 이용하나요?');
    expect(outcome).toBe('abstained');
    expect(text).not.toMatch(/\d시간/);
  });

  it('for a household beyond the table gets the note that tells of it', async () => {
    const { outcome, text } = await ask('새빛 돌봄 9인 가구 소득인정액 기준은?');
    expect(outcome).toBe('abstained');
    expect(text).toContain('7인 이상 가구는 1인이 늘 때마다 488,000원을 더한다.');
  });

  it('told by how one lives is answered with the row of that household', async () => {
    expect((await ask('혼자 사는데 새빛 돌봄 재산 기준이 어떻게 되나요')).statements[0]?.text).toContain(
      '1억 3,500만원',
    );
  });

  it('brings the note that stands under the table', async () => {
    const { text } = await ask('농어촌에 사는 2인 가구는 새빛 돌봄 소득인정액 기준이 얼마예요?');
    expect(text).toContain('7인 이상 가구는');
  });
});

it('a question about who gets it is answered from the article of that name', async () => {
  expect((await ask('새빛 돌봄 대상이 누구예요?')).statements[0]?.text).toContain('65세 이상이고 혼자 사는 사람');
});

it('tells page and chapter of a citation', async () => {
  const { citations } = await ask('한울 주거안심 3급지 아파트 월세 한도 알려주세요');
  expect(citations[0] && placeOf(citations[0])).toBe('4쪽, 제2장 지원 기준');
});

describe('of two editions', () => {
  const edition = (year: number, amount: string): KnowledgeDocument =>
    documentOf(
      `guide-${year}`,
      {
        isRead: true,
        blocks: [
          { kind: 'heading', level: 1, text: `${year}년 새봄 수당 안내` },
          { kind: 'text', text: `새봄 수당은 매달 ${amount}을 지급한다.` },
        ],
        hidden: [],
        notes: [],
      },
      `guide-${year}`,
      '2026-11-24',
    );

  it('this year’s answers', async () => {
    const both = await engineOver([edition(2025, '11만원'), edition(2026, '13만원')]);
    const { text } = await both.ask('새봄 수당은 얼마예요?');
    expect(text).toContain('13만원');
    expect(text).not.toContain('11만원');
  });

  it('last year’s answers where its year is asked', async () => {
    const both = await engineOver([edition(2025, '11만원'), edition(2026, '13만원')]);
    expect((await both.ask('2025년 새봄 수당은 얼마였어요?')).text).toContain('11만원');
  });

  it('an older one that stands alone is told with the day it ended', async () => {
    const { notices } = await (await engineOver([edition(2025, '11만원')])).ask('새봄 수당은 얼마예요?');
    expect(notices.map(({ text }) => text).join()).toContain('2025년 12월 31일');
  });
});
