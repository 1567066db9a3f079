/**
 * Text → pieces that fit a platform's limit. Cuts between paragraphs where it can, then lines, sentences, words, and
 * at last between graphemes, so that no syllable, emoji or accent is broken; nothing is lost but the white space at a
 * cut. Lengths are UTF-16 units, which is never less than what a platform counts.
 */
const segmenter = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** From the kindest cut to the least kind. Each is taken only past the first half, so that pieces stay few. */
const CUTS: readonly RegExp[] = [/\n\s*\n/g, /\n/g, /(?<=[.!?。])\s/g, /\s/g];

export function splitText(text: string, lengthMax: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > lengthMax) {
    const cut = cutBelow(rest, lengthMax);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

/** The beginning of a text for a place that only announces it (a notification, a button's label). */
export function shorten(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  return `${text.slice(0, graphemeCut(text, lengthMax - 1)).trimEnd()}…`;
}

function cutBelow(text: string, lengthMax: number): number {
  const head = text.slice(0, lengthMax + 1);
  for (const pattern of CUTS) {
    const last = [...head.matchAll(pattern)].findLast(({ index }) => index > lengthMax / 2 && index <= lengthMax);
    if (last) return last.index;
  }
  return graphemeCut(text, lengthMax);
}

function graphemeCut(text: string, lengthMax: number): number {
  let end = 0;
  // A window beyond the limit, so that a grapheme across it is seen whole.
  for (const { index, segment } of segmenter.segment(text.slice(0, lengthMax + 64))) {
    if (index + segment.length > lengthMax) break;
    end = index + segment.length;
  }
  if (end > 0) return end;
  // One grapheme longer than the limit: between code points, never inside a pair.
  const unit = text.charCodeAt(lengthMax - 1);
  return unit >= 0xd800 && unit <= 0xdbff && lengthMax > 1 ? lengthMax - 1 : lengthMax;
}
