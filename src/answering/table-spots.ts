/**
 * Table spots: the values of a guide's tables with what stands around each, and how well that fits the words of a
 * question: beside it, over it, or around the table.
 */
import type { Claim, KnowledgeDocument, Section } from '../knowledge/schema.js';
import { squeeze } from '../korean/normalise.js';
import { termsOf } from '../korean/tokens.js';
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import type { ExtractTools } from './compose.js';
import { agreement, NUMBER_WORD, type Told } from './told-numbers.js';

const ROW_GAIN = 2;
const COLUMN_GAIN = 1.6;

const ASKING =
  /^(?:얼마|몇|며칠|언제|어디|누구|무엇|뭐|알려|어떻게|되나|되는|인가|있나|받|이용하|지원받|나요|예요|우리|집|저희|기준이|하나|한달|달에?$|이번|혼자|홀로|사는|살고|식구|얼마나|얼마까지|모집하|감액되)/;

export interface Spot {
  readonly document: KnowledgeDocument;
  readonly section: Section;
  readonly claim: Claim;
  /** Of the table and the document: what stands around every cell of it. */
  readonly around: string;
  /** Place of the value in the row. */
  readonly at: number;
  readonly column: string;
  readonly value: string;
  readonly keys: readonly string[];
}

export interface Scored extends Spot {
  readonly row: number;
  readonly over: number;
  readonly score: number;
  readonly coverage: number;
  /** No heading beside or over it tells another number than the question. */
  readonly fits: boolean;
}

export function spotsOf({ document }: Candidate): Spot[] {
  if (document.form !== 'plain') return [];
  return document.sections.flatMap((section) => {
    return section.claims.flatMap((claim) => {
      const { cells } = claim;
      if (!cells) return [];
      const around = squeeze(
        [document.title, ...document.aliases, ...(section.path ?? [section.heading]), labelOf(claim, cells.keys)].join(
          ' ',
        ),
      );
      return cells.values.map(({ column, value }, at) => ({
        document,
        section,
        claim,
        around,
        at,
        column,
        value,
        keys: cells.keys,
      }));
    });
  });
}

/** The name of the table as it stands before the row in the claim. */
export function labelOf(claim: Claim, keys: readonly string[]): string {
  const at = claim.text.indexOf(` – ${keys.join(' ')}`);
  return at < 0 ? '' : claim.text.slice(0, at);
}

export interface Word {
  readonly text: string;
  readonly weight: number;
}

export function wordsOf({ topicWords, query }: Understanding, { weightOf }: ExtractTools): Word[] {
  const words = [...new Set(topicWords.length > 0 ? topicWords : query.split(/\s+/))].filter(
    (word) => !ASKING.test(word) && !NUMBER_WORD.test(word),
  );
  return words
    .map((word) => ({ text: squeeze(word), weight: Math.max(1, ...termsOf(word).map(weightOf)) }))
    .filter(({ text }) => text.length > 0);
}

export function scoreOf(spot: Spot, words: readonly Word[], told: readonly Told[]): Scored {
  const rowNumbers = agreement(spot.keys.join(' '), told);
  const columnNumbers = agreement(spot.column, told);
  const beside = squeeze(spot.keys.join(' '));
  const above = squeeze(spot.column);
  let row = 0;
  let over = 0;
  let around = 0;
  let all = 0;
  for (const { text, weight } of words) {
    all += weight;
    const [inRow, inColumn, inAround] = [held(beside, text), held(above, text), held(spot.around, text)];
    if (inRow > 0) row += weight * inRow;
    else if (inColumn > 0) over += weight * inColumn;
    else around += weight * inAround;
  }
  const numberWeight = words.length === 0 ? 1 : all / words.length;
  row += (rowNumbers ?? 0) * numberWeight;
  over += (columnNumbers ?? 0) * numberWeight;
  const fits = rowNumbers !== undefined && columnNumbers !== undefined;
  // A number that the table lacks is just what will be said of it.
  if (fits) all += told.length * numberWeight;
  all = Math.max(all, 1);
  return {
    ...spot,
    row,
    over,
    coverage: (row + over + around) / all,
    score: (ROW_GAIN * row + COLUMN_GAIN * over + around) / all,
    fits,
  };
}

/** Endings are short: what is left of a word without one still names a thing. */
const ENDING_MAX = 2;
const STEM_MIN = 2;
const STEM_WORTH = 0.9;

/** How much of a word stands there: whole, or all but its ending ("나구간이면" in "나구간"), which counts for less. */
function held(text: string, word: string): number {
  if (text.includes(word)) return 1;
  const shortest = Math.max(STEM_MIN, word.length - ENDING_MAX);
  for (let length = word.length - 1; length >= shortest; length -= 1)
    if (text.includes(word.slice(0, length))) return STEM_WORTH;
  return 0;
}
