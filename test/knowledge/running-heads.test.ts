import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/knowledge/conversion.js';
import { withoutRunningHeads } from '../../src/knowledge/running-heads.js';

const pages = (...texts: readonly (readonly string[])[]): Block[] =>
  texts.flatMap((lines, at) => lines.map((text): Block => ({ kind: 'text', text, page: at + 1 })));
const textsOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text]));

describe('a line at the edge of most pages', () => {
  const guide = [1, 2, 3, 4, 5].map((page) => [`돌봄 안내 | ${page}`, `${page}번째 내용입니다.`, '끝이 아닙니다.']);

  it('is left out but on the first page', () => {
    expect(textsOf(withoutRunningHeads(pages(...guide))).filter((text) => text.startsWith('돌봄 안내'))).toEqual([
      '돌봄 안내 | 1',
    ]);
  });

  it('leaves what stands between', () => {
    expect(textsOf(withoutRunningHeads(pages(...guide)))).toContain('3번째 내용입니다.');
  });
});

it('chapters that open their pages stay', () => {
  const chapters = [1, 2, 3, 4, 5].map((chapter) => [`제${chapter}장 지원 기준`, `내용 ${chapter}입니다.`]);
  expect(withoutRunningHeads(pages(...chapters))).toHaveLength(10);
});

it('a short document keeps all its lines', () => {
  expect(withoutRunningHeads(pages(['안내'], ['안내'], ['안내']))).toHaveLength(3);
});
