/**
 * Running heads: the line that stands at the top or the foot of most pages ("2026년 돌봄 안내 | 12") and belongs to none
 * of them. In: the blocks of a document. Out: those without it. Chapters that open their pages differ in more than the
 * number of the page, and stay.
 */
import { squeeze } from '../korean/normalise.js';
import type { Block } from './conversion.js';

const PAGES_MIN = 4;
/** On more than this share of the pages. */
const SHARE_MIN = 0.5;

export function withoutRunningHeads(blocks: readonly Block[]): readonly Block[] {
  const edges = edgesOf(blocks);
  const pages = new Map<string, Set<number>>();
  for (const block of edges) {
    const key = keyOf(block);
    if (key === '' || block.page === undefined) continue;
    pages.set(key, (pages.get(key) ?? new Set()).add(block.page));
  }
  const all = new Set(blocks.flatMap(({ page }) => page ?? [])).size;
  const repeated = new Set(
    [...pages].filter(([, on]) => on.size >= PAGES_MIN && on.size > all * SHARE_MIN).map(([key]) => key),
  );
  if (repeated.size === 0) return blocks;
  // The title page names the document by the same words.
  const first = blocks.find((block) => block.page !== undefined)?.page;
  return blocks.filter((block) => block.page === first || !edges.has(block) || !repeated.has(keyOf(block)));
}

/** The first and the last line of each page. */
function edgesOf(blocks: readonly Block[]): ReadonlySet<Block> {
  const edges = new Set<Block>();
  blocks.forEach((block, at) => {
    if (block.page === undefined || block.kind === 'table') return;
    if (blocks[at - 1]?.page !== block.page || blocks[at + 1]?.page !== block.page) edges.add(block);
  });
  return edges;
}

/** Without the number of the page at either end. */
function keyOf(block: Block): string {
  if (block.kind === 'table') return '';
  return squeeze(
    block.text.replace(/^\s*[-–—|]*\s*\d{1,4}(?=[\s|·–—-])|(?<=[\s|·–—-])\d{1,4}\s*(?:쪽)?\s*[-–—|]*\s*$/gu, ''),
  );
}
