import { describe, expect, it } from 'vitest';
import type { DraftStatement } from '../../src/answering/draft.js';
import type { Stopped } from '../../src/core/pipeline.js';
import { conclude, concludeStopped } from '../../src/core/stages/conclude.js';
import { verify } from '../../src/core/stages/verify.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';
import { documentWith } from '../fixtures/documents.js';
import { sections, WORDING } from '../fixtures/engine.js';
import { understandingWith } from '../fixtures/understanding.js';

const ALLOWANCE = documentWith({
  id: 'allowance',
  title: '수당',
  asOf: '2026-03-01',
  contacts: [{ name: '복지과', phone: '031-000-0000' }],
  apply: [{ label: '복지로', url: 'https://www.bokjiro.go.kr' }],
  sections: sections('allowance', { benefit: ['수당은 매달 10만원을 드립니다.'] }),
});

const TOOLS = {
  wording: WORDING,
  index: { version: 'v1', builtAt: '2026-11-24T00:00:00Z' },
  interpreter: { name: '다누리콜센터', phone: '1577-1366' },
};

interface Told {
  readonly text?: string;
  readonly masked?: readonly string[];
  readonly now?: string;
  readonly statements?: readonly DraftStatement[];
}

/** The answer that tells the first claim of `document`. */
function concluded(document: KnowledgeDocument, { text = '', masked = [], now, statements }: Told = {}) {
  const [section] = document.sections;
  const quote = section?.claims[0]?.text ?? '';
  const evidence = [{ document, slug: section?.slug ?? '', heading: section?.heading ?? '', quote }];
  const verified = verify(WORDING)({
    question: { text, conversationId: 'test:1', audience: 'public', history: [] },
    text,
    masked,
    understanding: understandingWith({ query: text }),
    retrieval: { candidates: [], nothing: { bias: 1, unknownWords: 0, noSign: 0, length: 0 } },
    draft: {
      outcome: 'answered',
      statements: statements ?? [{ text: quote, role: 'lead', evidence, title: document.title }],
      topics: [document],
    },
  });
  const clock = () => new Date(now ?? '2026-11-24T03:00:00Z');
  return conclude({ ...TOOLS, clock })(verified);
}

const noticesOf = (document: KnowledgeDocument, told?: Told) =>
  concluded(document, told).notices.map(({ kind, text }) => `${kind}: ${text}`);

describe('the text', () => {
  it('marks every line with the number of its citation', () => {
    expect(concluded(ALLOWANCE).text).toBe('**수당**\n\n- 수당은 매달 10만원을 드립니다.[1]');
  });

  it('shows signs of HTML and Markdown in a record as the words they are', () => {
    const upload = documentWith({
      id: 'upload',
      title: '공지',
      sections: sections('upload', { benefit: ['<script>는 *강조*도 [링크](https://example.com)도 아닙니다.'] }),
    });
    expect(concluded(upload).text).toContain('&lt;script&gt;는 \\*강조\\*도 \\[링크\\](https://example.com)도');
  });
});

describe('notices', () => {
  it('say that the answer was found by a machine, always and last', () => {
    expect(concluded(ALLOWANCE).notices.at(-1)).toEqual({ kind: 'ai', text: WORDING.ai });
  });

  it('date the answer by its main record', () => {
    expect(noticesOf(ALLOWANCE)[0]).toBe('as-of: 2026년 3월 1일 기준으로 확인한 내용입니다.');
  });

  it('do not invent a day that the record does not give', () => {
    expect(noticesOf({ ...ALLOWANCE, asOf: '2024-08' })[0]).toContain('2024년 8월 기준');
  });

  it('say that a record of the staff was not confirmed with an official text', () => {
    const staff: KnowledgeDocument = { ...ALLOWANCE, source: { ...ALLOWANCE.source, trust: 'staff' } };
    expect(noticesOf(staff)[0]).toContain('다시 확인하지 못했습니다');
  });

  it.each(['계획', '추진'] as const)('say of what is %s that it is not running', (status) => {
    expect(noticesOf({ ...ALLOWANCE, status })).toContainEqual(expect.stringMatching(/^plan: ‘수당’은 2026년 3월 1일/));
  });

  it('say of a press report that it is one, and how old', () => {
    const press: KnowledgeDocument = { ...ALLOWANCE, asOf: '2019', source: { ...ALLOWANCE.source, trust: 'press' } };
    expect(noticesOf(press)[0]).toBe(
      'old-source: ‘수당’은 2019년 보도에 나온 내용입니다. 지금은 달라졌을 수 있으니 확인하세요.',
    );
  });

  it('say whose region it is', () => {
    expect(noticesOf({ ...ALLOWANCE, region: '경기도 고양시' })).toContainEqual(
      expect.stringMatching(/^other-region: 경기도 고양시의 자료/),
    );
  });

  it('say that a table ended on the day after its last, in Korea', () => {
    const yearly = { ...ALLOWANCE, validUntil: '2026-12-31' };
    expect(noticesOf(yearly, { now: '2026-12-31T14:59:59Z' }).join()).not.toContain('까지의 기준');
    expect(noticesOf(yearly, { now: '2026-12-31T15:00:00Z' }).join()).toContain('2026년 12월 31일까지의 기준');
  });

  it('name the year that was asked and the year that is told', () => {
    const yearly = { ...ALLOWANCE, validFrom: '2026-01-01' };
    expect(noticesOf(yearly, { text: '2025년 수당 얼마예요' }).join()).toContain('2025년이 아니라 2026년 기준');
  });

  it('take no year of birth for the year that is asked', () => {
    const yearly = { ...ALLOWANCE, validFrom: '2026-01-01' };
    expect(noticesOf(yearly, { text: '2020년생인데 수당 얼마예요' }).join()).not.toContain('2020');
  });

  it('name what was removed', () => {
    expect(noticesOf(ALLOWANCE, { masked: ['rrn'] })).toContainEqual(
      expect.stringContaining('masked: 개인정보(주민등록번호)'),
    );
  });
});

describe('next actions', () => {
  it('are the contact and the page of the main record', () => {
    expect(concluded(ALLOWANCE).nextActions).toEqual([
      { kind: 'call', label: '복지과 031-000-0000', value: 'tel:031-000-0000' },
      { kind: 'link', label: '복지로', value: 'https://www.bokjiro.go.kr' },
    ]);
  });

  it('are the national line where the record names nobody', () => {
    expect(concluded({ ...ALLOWANCE, contacts: [], apply: [] }).nextActions).toEqual([
      { kind: 'call', label: '보건복지상담센터 129', value: 'tel:129' },
    ]);
  });
});

describe('an answer that lost every claim', () => {
  it('is an abstention, fixed and empty of citations', () => {
    const statements = [{ text: '매달 99만원입니다.', role: 'benefit' as const, evidence: [] }];
    expect(concluded(ALLOWANCE, { statements })).toMatchObject({
      outcome: 'abstained',
      completeness: 'none',
      engine: 'fixed',
      citations: [],
    });
  });
});

describe('an answer in Korean to words in another language', () => {
  const noticeFor = (text: string) =>
    concluded(ALLOWANCE, { text }).notices.find(({ kind }) => kind === 'degraded')?.text;

  it.each([
    ['How much is the allowance for my mother?', 'This answer is in Korean'],
    ['How much is 기초연금 for my mother? I need it', 'This answer is in Korean'],
    ['老人补贴怎么申请？', '韩语'],
    ['Trợ cấp cho người già bao nhiêu?', 'tiếng Hàn'],
  ])('says so in those words and names the line: %s', (text, words) => {
    expect(noticeFor(text)).toContain(words);
    expect(noticeFor(text)).toContain('1577-1366');
  });

  it('is no news to who asked in Korean', () => {
    expect(noticeFor('수당은 얼마인가요')).toBeUndefined();
    expect(noticeFor('LH 임대 얼마예요')).toBeUndefined();
  });

  it('is not said where a model wrote it in their language', () => {
    const [section] = ALLOWANCE.sections;
    const quote = section?.claims[0]?.text ?? '';
    const evidence = [{ document: ALLOWANCE, slug: 'benefit', heading: '지원 내용', quote }];
    const written: DraftStatement = { text: 'You get 10만원 a month (수당).', role: 'lead', evidence, written: true };
    const answer = concluded(ALLOWANCE, { text: 'How much is the allowance for my mother?', statements: [written] });
    expect(answer.notices.map(({ kind }) => kind)).not.toContain('degraded');
  });
});

describe('a stop', () => {
  const tools = { ...TOOLS, clock: () => new Date() };
  const stopped: Stopped = {
    stopped: true,
    outcome: 'crisis',
    text: '지금 전화하세요.',
    masked: ['mobile'],
    calls: [{ name: '자살예방상담전화', phone: '109' }],
  };

  it('becomes a fixed answer of one sentence', () => {
    expect(concludeStopped(stopped, tools)).toMatchObject({
      outcome: 'crisis',
      engine: 'fixed',
      statements: [{ text: '지금 전화하세요.', citations: [], role: 'guidance' }],
    });
  });

  it('offers its lines to call', () => {
    expect(concludeStopped(stopped, tools).nextActions).toEqual([
      { kind: 'call', label: '자살예방상담전화 109', value: 'tel:109' },
    ]);
  });

  it('keeps the kinds of what was removed', () => {
    expect(concludeStopped(stopped, tools).masked).toEqual(['mobile']);
  });

  it('gives every answer an id of its own', () => {
    expect(concludeStopped(stopped, tools).id).not.toBe(concludeStopped(stopped, tools).id);
  });
});
