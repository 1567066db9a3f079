/** A review as a person reads it, in both forms. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/review/html.js';
import { renderMarkdown } from '../../src/review/markdown.js';
import { changeWith, document, golden, planWith, reviewWith, sideWith } from '../fixtures/review.js';

const REVIEW = reviewWith({
  plan: planWith({ changed: [document('pension')] }),
  changes: [
    changeWith({
      question: golden({ turns: ['기초연금 얼마예요?'] }),
      before: sideWith({ text: '월 349,700원이고 65세부터입니다.' }),
      after: sideWith({ text: '월 355,000원이고 65세부터입니다.' }),
      figures: { gone: ['349,700원'], come: ['355,000원'] },
      causes: [{ change: 'changed', documentId: 'pension', title: '기초연금' }],
    }),
  ],
});

describe.each([
  ['Markdown', renderMarkdown],
  ['HTML', renderHtml],
])('as %s', (_name, render) => {
  it.each(['기초연금 얼마예요?', '349,700원', '355,000원', '고친 자료: 기초연금', 'pension.md', '20270101-b'])(
    'it tells %s',
    (words) => expect(render(REVIEW)).toContain(words),
  );

  it('says that all checks were passed, or which one stopped it', () => {
    const broken = [{ rule: 'lost', questions: ['q1'], text: '기준 물음이 답을 잃었습니다: 1건' }] as const;
    expect(render(REVIEW)).toContain('검사를 모두 지났습니다');
    expect(render(reviewWith({ broken }))).toContain('기준 물음이 답을 잃었습니다: 1건');
  });

  it('says where no document explains a change', () => {
    expect(render(reviewWith({ changes: [changeWith()] }))).toContain('기댄 자료는 바뀌지 않았습니다');
  });
});

describe('the HTML', () => {
  it('marks the figures that differ and no others', () => {
    const html = renderHtml(REVIEW);
    expect(html.match(/<(?:del|ins)>[^<]*/g)).toEqual(['<del>349,700원', '<ins>355,000원']);
  });

  it('loads nothing and runs nothing', () => {
    const html = renderHtml(REVIEW);
    expect(html).not.toMatch(/<script|<link|<img|src=|url\(|@import/);
    expect(html).toContain("default-src 'none'");
  });

  it('lets no word of a document or question become markup', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        const hostile = `<img src=x onerror=alert(1)>${words}"'&<b>`;
        const change = changeWith({
          question: golden({ turns: [hostile] }),
          before: sideWith({ text: hostile, sources: [{ documentId: 'a', title: hostile, asOf: hostile }] }),
          causes: [{ change: 'changed', documentId: hostile, title: hostile }],
          wrong: [hostile],
        });
        const plan = planWith({ added: [{ id: 'a', title: hostile, file: hostile }] });
        const tags = renderHtml(reviewWith({ plan, changes: [change] })).match(/<[a-z]+/g) ?? [];
        expect(new Set(tags).has('<img')).toBe(false);
        expect(new Set(tags).has('<b')).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});
