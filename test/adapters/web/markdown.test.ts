/** The Markdown of answers as a tree. */
import { expect, it } from 'vitest';
import { heldTogether, readInline, readMarkdown, safeHref } from '../../../adapters/web/markdown.js';

it('closes bold before a Korean particle', () => {
  expect(readInline('**생계급여(32%)**는 지원합니다')).toEqual([
    { kind: 'strong', children: [{ kind: 'text', text: '생계급여(32%)' }] },
    { kind: 'text', text: '는 지원합니다' },
  ]);
});

it('tells markers from links, and takes escapes and entities for letters', () => {
  expect(readInline('월 10만원입니다.[2] \\[3\\] &lt;b&gt;')).toEqual([
    { kind: 'text', text: '월 10만원입니다.' },
    { kind: 'mark', n: 2 },
    { kind: 'text', text: ' [3] <b>' },
  ]);
  expect(readInline('[복지로](https://www.bokjiro.go.kr)')).toEqual([
    { kind: 'link', href: 'https://www.bokjiro.go.kr', children: [{ kind: 'text', text: '복지로' }] },
  ]);
});

it('holds the numbers of sources to the end of the word before them, and nothing else', () => {
  expect(heldTogether(readInline('월 10만원입니다.[2][3] 이어짐'))).toEqual([
    { kind: 'text', text: '월 10만원입니' },
    {
      kind: 'held',
      children: [
        { kind: 'text', text: '다.' },
        { kind: 'mark', n: 2 },
        { kind: 'mark', n: 3 },
      ],
    },
    { kind: 'text', text: ' 이어짐' },
  ]);
  expect(heldTogether(readInline('**굵게**[1]'))).toEqual(readInline('**굵게**[1]'));
});

it('reads paragraphs, lists, headings and tables', () => {
  const kinds = readMarkdown(
    '# 제목\n\n글\n이어짐\n\n- 하나\n- 둘\n\n1. 첫째\n\n| 가구 | 금액 |\n|---|---|\n| 1인 | 10원 |',
  ).map((block) =>
    block.kind === 'list' ? `${block.ordered ? 'ordered' : 'list'} ${block.items.length}` : block.kind,
  );
  expect(kinds).toEqual(['heading', 'paragraph', 'list 2', 'ordered 1', 'table']);
});

it.each([
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,x',
  '//evil.example',
  'tel:129;x',
  'https://a"b',
])('makes no link of %s', (url) => {
  expect(safeHref(url)).toBeUndefined();
  expect(readInline(`[누르기](${url})`).every(({ kind }) => kind === 'text')).toBe(true);
});
