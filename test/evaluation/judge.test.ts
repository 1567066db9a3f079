import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/types.js';
import { judge, type Library } from '../../src/evaluation/judge.js';
import { questionCaseSchema } from '../../src/evaluation/question-set.js';
import { readPlain } from '../../src/knowledge/plain.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';

const AID = readPlain(
  'aid',
  '# 이사 지원\n## 지원\n이사 지원은 이사비 30만원을 드립니다.\n1년 안에 다시 받을 수 없습니다.\n',
  {
    asOf: '2025-03-01',
    source: { title: '이사 지원', publisher: '시청', date: '2025-03-02', trust: 'official' },
  },
);
const CITY: KnowledgeDocument = { ...AID, id: 'city', region: '경기도 광명시' };
const library: Library = {
  documents: new Map([AID, CITY].map((document) => [document.id, document])),
  placeOf: (name) => ({ 고양시: '경기도 고양시', 광명시: '경기도 광명시' })[name],
  contacts: '보건복지상담센터 129',
  tables: new Map([['table-2026', '2026 820556']]),
  year: 2026,
};
const [section] = AID.sections;
const slug = section?.slug ?? '';
const GIFT = '이사 지원은 이사비 30만원을 드립니다.';
const LIMIT = '1년 안에 다시 받을 수 없습니다.';

interface Told {
  readonly says?: string;
  readonly quote?: string;
  readonly over?: Partial<Answer>;
  readonly citation?: Partial<Answer['citations'][number]>;
}

function answer({ says = GIFT, quote = GIFT, over = {}, citation = {} }: Told = {}): Answer {
  return {
    id: 'ans_1',
    conversationId: 'test:1',
    outcome: 'answered',
    completeness: 'complete',
    text: `- ${says}[1]`,
    statements: [{ text: says, citations: [1], role: 'lead' }],
    citations: [
      {
        n: 1,
        documentId: 'aid',
        passageId: `aid#${slug}`,
        title: AID.title,
        section: '지원',
        quote,
        region: '전국',
        status: '시행',
        asOf: AID.asOf,
        source: AID.source,
        ...citation,
      },
    ],
    notices: [{ kind: 'as-of', text: '2025년 3월 1일 기준입니다.' }],
    nextActions: [],
    masked: [],
    engine: 'extractive',
    index: { version: '', builtAt: '' },
    timings: { total: 1 },
    ...over,
  };
}

const ask = (fields: Record<string, unknown> = {}) =>
  questionCaseSchema.parse({ id: 'x', kind: 'direct', turns: ['이사비 얼마예요'], expect: ['aid'], ...fields });
const verdictOf = (told: Told = {}, fields: Record<string, unknown> = {}) => judge(ask(fields), answer(told), library);

describe('a faultless answer', () => {
  it('has nothing against it', () => {
    expect(verdictOf()).toMatchObject({
      right: true,
      why: [],
      declined: false,
      citationsCarrying: { hits: 1, of: 1 },
      statementsCarried: { hits: 1, of: 1 },
      unsupported: { hits: 0, of: 1 },
      dated: true,
    });
  });
});

describe('right, as any set counts it', () => {
  it('wants the outcome, a document and the words', () => {
    expect(verdictOf({}, { outcome: 'abstained', expect: [] }).right).toBe(false);
    expect(verdictOf({}, { expect: ['city'] }).right).toBe(false);
    expect(verdictOf({}, { must: ['40만원'] }).right).toBe(false);
    expect(verdictOf({}, { must: [['40만원', '30 만원']] }).right).toBe(true);
  });

  it('takes the document that another was merged into', () => {
    const merged = { ...library, documents: new Map([...library.documents, ['aid-2026', AID]]) };
    expect(judge(ask({ expect: ['aid-2026'] }), answer(), merged).right).toBe(true);
  });
});

describe('the beginning of an answer', () => {
  it('is a wanted document, unless a list or nothing certain was asked', () => {
    expect(verdictOf().leads).toBe(true);
    expect(verdictOf({ citation: { documentId: 'city' } }).leads).toBe(false);
    expect(verdictOf({}, { expect_min: 1 }).leads).toBeUndefined();
    expect(verdictOf({}, { expect: [] }).leads).toBeUndefined();
  });
});

describe('what every answer must keep', () => {
  it('a figure that the cited words do not hold is unsupported, even if the question says it', () => {
    const verdict = verdictOf({ says: '이사비 50만원을 드립니다.' }, { turns: ['50만원 맞아요?'] });
    expect(verdict.unsupported).toEqual({ hits: 1, of: 1 });
    expect(verdict.statementsCarried.hits).toBe(0);
    expect(verdict.why.join()).toContain('500000');
  });

  it('a telephone number of the contact list may stand in a fixed sentence', () => {
    const statements: Answer['statements'] = [{ text: '☎ 129에 물어보세요.', citations: [], role: 'guidance' }];
    const declined = { outcome: 'abstained' as const, citations: [], statements, text: '☎ 129에 물어보세요.' };
    expect(verdictOf({ over: declined }, { outcome: 'abstained', expect: [] }).why).toEqual([]);
    const invented = { ...declined, statements: [{ ...statements[0], text: '☎ 177' }] as Answer['statements'] };
    expect(verdictOf({ over: invented }, { outcome: 'abstained', expect: [] }).unsupported.hits).toBe(1);
  });

  it('a quotation that is not in the record carries nothing', () => {
    expect(verdictOf({ quote: '이사 지원은 이사비 30만원을 매달 드립니다.' }).citationsCarrying.hits).toBe(0);
    expect(verdictOf({ citation: { documentId: 'nowhere' } }).citationsCarrying.hits).toBe(0);
  });

  it('a table that is no record is held by its numbers', () => {
    const citation = { documentId: 'table-2026' };
    expect(verdictOf({ citation, quote: '2026년 820,556원' }).citationsCarrying.of).toBe(1);
    expect(verdictOf({ citation, says: '2026년 820,556원', quote: '2026년 820,556원' }).statementsCarried.hits).toBe(1);
    expect(verdictOf({ citation, says: '2026년 820,557원', quote: '2026년 820,557원' }).statementsCarried.hits).toBe(0);
  });

  it('a limit of the passage that gives is missed where it is left out', () => {
    expect(verdictOf().limitsOfPassages).toEqual({ hits: 0, of: 1 });
    const both = `${GIFT}\n${LIMIT}`;
    expect(verdictOf({ says: both, quote: both }).limitsOfPassages).toEqual({ hits: 1, of: 1 });
    expect(verdictOf({}, { conditions: ['다시 받을 수 없'] }).conditions).toEqual({ hits: 0, of: 1 });
  });

  it('another city is wrong, the nation and the own city are not', () => {
    const citation = { documentId: 'city', passageId: `city#${slug}`, region: '경기도 광명시' };
    const elsewhere = { region: '고양시', expect: [] };
    expect(verdictOf({ citation }, elsewhere).wrongRegion).toBe(true);
    expect(verdictOf({ citation }, { region: '광명시', expect: [] }).wrongRegion).toBe(false);
    expect(verdictOf({}, { place: '고양시' }).wrongRegion).toBe(false);
    expect(verdictOf({ citation }, { expect: [] }).wrongRegion).toBeUndefined();
  });

  it('a plan is told as one', () => {
    const citation = { status: '계획' as const };
    expect(verdictOf({ citation }).planAsRunning).toBe(true);
    const notices: Answer['notices'] = [{ kind: 'plan', text: '2025년 자료의 계획입니다.' }];
    expect(verdictOf({ citation, over: { notices } }).planAsRunning).toBe(false);
  });

  it('the year of its source is in sight', () => {
    expect(verdictOf({ over: { notices: [] } }).dated).toBe(false);
    expect(verdictOf({}, { dated: ['2025년 3월'] }).dated).toBe(true);
    expect(verdictOf({}, { dated: ['2026년'] }).dated).toBe(false);
  });
});
