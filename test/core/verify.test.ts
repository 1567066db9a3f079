import { describe, expect, it } from 'vitest';
import type { DraftStatement } from '../../src/answering/draft.js';
import type { Drafted } from '../../src/core/stages/draft.js';
import { verify } from '../../src/core/stages/verify.js';
import { documentWith } from '../fixtures/documents.js';
import { sections, WORDING } from '../fixtures/engine.js';
import { understandingWith } from '../fixtures/understanding.js';

const QUOTE = '수당은 매달 10만원을 드립니다.';
const document = documentWith({
  id: 'allowance',
  title: '수당',
  sections: sections('allowance', { benefit: [QUOTE] }),
});
const evidence = [{ document, slug: 'benefit', heading: '지원 내용', quote: QUOTE }];

function verified(statements: readonly DraftStatement[]) {
  const drafted: Drafted = {
    question: { text: '', conversationId: 'test:1', audience: 'public', history: [] },
    text: '',
    masked: [],
    understanding: understandingWith(),
    retrieval: { candidates: [], nothing: { bias: 1, unknownWords: 0, noSign: 0, length: 0 } },
    draft: { outcome: 'answered', statements, topics: [document] },
  };
  return verify(WORDING)(drafted);
}

describe('verify', () => {
  it('lets a statement pass whose figures its passage holds', () => {
    const text = '수당으로 매달 100,000원을 받습니다.';
    expect(verified([{ text, role: 'benefit', evidence }]).statements[0]?.text).toBe(text);
  });

  it('puts the quotation in place of a figure that no passage holds', () => {
    expect(verified([{ text: '수당은 매달 20만원입니다.', role: 'benefit', evidence }]).statements[0]?.text).toBe(
      QUOTE,
    );
  });

  it('puts the quotation in place of a promise', () => {
    expect(verified([{ text: '수당을 신청해 드렸습니다.', role: 'apply', evidence }]).statements[0]?.text).toBe(QUOTE);
  });

  it.each(['예약해 두었습니다.', '접수해 드렸습니다.', '승인되었습니다.', '수급자로 선정되셨습니다.'])(
    'lets no promise out that cites nothing: %s',
    (text) => {
      const kept = verified([
        { text, role: 'guidance', evidence: [] },
        { text: QUOTE, role: 'benefit', evidence },
      ]);
      expect(kept.statements.map((statement) => statement.text)).toEqual([QUOTE]);
    },
  );

  it("holds a statement to its own citation, not to its neighbour's", () => {
    const other = [{ document, slug: 'benefit', heading: '지원 내용', quote: '수당은 25일에 드립니다.' }];
    const kept = verified([
      { text: QUOTE, role: 'benefit', evidence },
      { text: '수당은 매달 10만원을 25일에 드립니다.', role: 'benefit', evidence: other },
    ]);
    expect(kept.statements[1]?.text).toBe('수당은 25일에 드립니다.');
  });

  it('lets guidance name a telephone', () => {
    const kept = verified([
      { text: '주민센터(☎ 129)에 문의하세요.', role: 'guidance', evidence: [] },
      { text: QUOTE, role: 'benefit', evidence },
    ]);
    expect(kept.statements).toHaveLength(2);
  });

  it('drops guidance that brings a figure of its own', () => {
    const kept = verified([
      { text: '모두 50만원쯤 됩니다.', role: 'guidance', evidence: [] },
      { text: QUOTE, role: 'benefit', evidence },
    ]);
    expect(kept.statements.map(({ text }) => text)).toEqual([QUOTE]);
  });

  it('abstains when nothing cited is left', () => {
    expect(verified([{ text: '모두 50만원쯤 됩니다.', role: 'benefit', evidence: [] }])).toMatchObject({
      outcome: 'abstained',
      citations: [],
    });
  });

  it('cites one quotation once, however many statements share it', () => {
    const { statements, citations } = verified([
      { text: QUOTE, role: 'lead', evidence },
      { text: '매달 10만원입니다.', role: 'benefit', evidence },
    ]);
    expect(citations).toHaveLength(1);
    expect(statements.map(({ citations: numbers }) => numbers)).toEqual([[1], [1]]);
  });
});
