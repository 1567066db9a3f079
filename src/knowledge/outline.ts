/**
 * Outline: where in a document a block stands. In: headings as they come. Out: the path of headings above, outer
 * first ("제3장 선정 기준", "제5조(소득인정액)").
 *
 * Numbering decides before size: the size of letters tells little in print, where every chapter may look alike.
 */

/** Outer kinds of numbering first. Of two headings the one that stands earlier here encloses the other. */
const RANKS: readonly RegExp[] = [
  /^제\s?\d+\s?편/,
  /^제\s?\d+\s?부(?![가-힣])/,
  /^(?:제\s?\d+\s?장|부\s?록|별\s?첨)/,
  /^제\s?\d+\s?절/,
  /^제\s?\d+\s?관/,
  /^(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{1,4}\.)/,
  /^제\s?\d+\s?조(?:의\s?\d+)?/,
  /^\d{1,2}\.(?!\d)/,
  /^[가-하]\.\s/,
  /^\d{1,2}\)/,
];
/** Headings without a number come between chapters and articles by their level. */
const UNNUMBERED_RANK = 5;
const LEVELS = 10;

/** Lines that are headings by their words, however they are set. */
const CHAPTER = /^(?:제\s?\d+\s?(?:편|부|장|절|관)(?:\s|\.|$))[^.?!]{0,40}$/;
const ARTICLE = /^(제\s?\d+\s?조(?:의\s?\d+)?\s?\([^()]{1,40}\))\s*(.*)$/s;

export interface Outline {
  /** Takes in a heading and gives its path, itself last. */
  enter(heading: string, level: number): readonly string[];
}

export function createOutline(): Outline {
  let open: { readonly rank: number; readonly heading: string }[] = [];
  return {
    enter(heading, level) {
      const rank = rankOf(heading, level);
      open = [...open.filter((other) => other.rank < rank), { rank, heading }];
      return open.map((entry) => entry.heading);
    },
  };
}

function rankOf(heading: string, level: number): number {
  const rank = RANKS.findIndex((pattern) => pattern.test(heading));
  return rank < 0 ? UNNUMBERED_RANK * LEVELS + level : rank * LEVELS;
}

/** A heading at the start of running text, and the rest: "제5조(소득인정액) ① …" */
export function headingIn(text: string): { readonly heading: string; readonly rest: string } | undefined {
  if (CHAPTER.test(text)) return { heading: text, rest: '' };
  const article = ARTICLE.exec(text);
  return article?.[1] ? { heading: article[1], rest: article[2] ?? '' } : undefined;
}

/** A line of a table of contents: words, dots and a page. */
export function isContentsLine(text: string): boolean {
  return /(?:[.·…‥⋯ㆍ]\s*){4,}\d*\s*$/.test(text) || /^[-–—]?\s*\d{1,4}\s*[-–—]?$/.test(text);
}
