/**
 * Table cells: a question that names a row and a column of a guide's table → that one value; a row alone → the row; a
 * column alone → the column. In: the best documents and the question. Out: a draft, or undefined where no table is
 * what the question is about: most of its words must stand over, beside or above the value.
 *
 * Numbers in headings must agree exactly: `2인` is not `12인`, and `4인 이상` holds for five.
 */
import type { Claim, KnowledgeDocument, Section } from '../knowledge/schema.js';
import { squeeze } from '../korean/normalise.js';
import { termsOf } from '../korean/tokens.js';
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import { keysTold } from './cells.js';
import type { ExtractTools } from './compose.js';
import type { Draft, DraftStatement } from './draft.js';
import { withParticle } from './particles.js';

const CANDIDATES_MAX = 4;
/** This share of the question's weight must be found around the value. */
const COVERAGE_MIN = 0.62;
/** Within this of the best, a cell is as good an answer. */
const TIE = 0.01;
const COLUMN_ROWS_MAX = 8;
const ROW_GAIN = 2;
const COLUMN_GAIN = 1.6;
const NOTES_MAX = 2;

const ASKING =
  /^(?:얼마|몇|며칠|언제|어디|누구|무엇|뭐|알려|어떻게|되나|되는|인가|있나|받|이용하|지원받|나요|예요|우리|집|저희|기준이|하나|한달|이번|얼마나|얼마까지|모집하|감액되)/;

interface Spot {
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

interface Scored extends Spot {
  readonly row: number;
  readonly over: number;
  readonly score: number;
  readonly coverage: number;
}

export function tableDraft(
  candidates: readonly Candidate[],
  understanding: Understanding,
  tools: ExtractTools,
): Draft | undefined {
  const words = wordsOf(understanding, tools);
  if (words.length === 0) return undefined;
  const told = numbersTold(understanding.query);
  const scored = candidates
    .slice(0, CANDIDATES_MAX)
    .flatMap((candidate) => spotsOf(candidate))
    .flatMap((spot) => {
      const one = scoreOf(spot, words, told);
      return one ? [one] : [];
    });
  const best = scored.reduce<Scored | undefined>(
    (first, one) => (first && first.score >= one.score ? first : one),
    undefined,
  );
  if (!best || best.coverage < COVERAGE_MIN || best.row + best.over === 0) return undefined;
  const equal = scored.filter(({ score, document }) => score >= best.score - TIE && document === best.document);
  const chosen = chosenOf(best, equal);
  if (!chosen) return undefined;
  return {
    outcome: 'answered',
    statements: [
      ...chosen.map((statement, index) => ({
        ...statement,
        ...(index === 0 ? { title: best.document.title, role: 'lead' as const } : {}),
      })),
      ...notesBeside(best),
    ],
    topics: [best.document],
  };
}

/** One cell where one is best; the whole row or column where only that is told; undefined where nothing stands out. */
function chosenOf(best: Scored, equal: readonly Scored[]): DraftStatement[] | undefined {
  const values = new Set(equal.map(({ claim, at }) => `${claim.id} ${at}`));
  if (values.size === 1) return [cellStatement(best)];
  const claims = [...new Set(equal.map(({ claim }) => claim))];
  if (claims.length === 1) return [{ ...statementOf(best, best.claim.text) }];
  const columns = new Set(equal.map(({ column }) => column));
  const isOneTable = equal.every(({ around, section }) => around === best.around && section.page === best.section.page);
  if (columns.size === 1 && isOneTable && claims.length <= COLUMN_ROWS_MAX && best.over > 0)
    return equal.map(cellStatement);
  return undefined;
}

/** What is measured: only of that can be said that it is so much. Of a group of people ("청년가구") it cannot. */
const MEASURE =
  /(?:기준|금액|단가|한도|액|부담|부담금|비율|횟수|시간|기한|기간|점수|율|료|비|수|정원|인원|번호|전화|보수|수당|급여|요금|일수|나이|연령|시기|가구|면적|거리)(?:\([^()]*\))?$/;
const GROUP =
  /(?:일반|청년|신혼|다자녀|장애인|맞벌이|한부모|가족|노인|부부|수급)[^()]*(?:가구|가정|세대)(?:\([^()]*\))?$/;

function cellStatement(spot: Spot): DraftStatement {
  const { keys, column, value, claim } = spot;
  const name = labelOf(claim, keys);
  const row = keys.join(' ');
  const isSaid = row !== '' && MEASURE.test(column) && !GROUP.test(column) && !isSentence(value);
  const said = isSaid
    ? `${row}의 ${withParticle(column, '은')} ${value}입니다.`
    : `${[row, column].filter(Boolean).join(', ')}: ${value}`;
  return statementOf(spot, name === '' ? said : `${name} – ${said}`);
}

function statementOf({ document, section, claim }: Spot, text: string): DraftStatement {
  return {
    text,
    role: 'benefit',
    evidence: [{ document, slug: section.slug, heading: section.heading, quote: claim.text }],
  };
}

/** Notes under the table limit what it says. */
function notesBeside({ document, section }: Spot): DraftStatement[] {
  return document.sections
    .filter(({ path, page }) => page === section.page && path?.join() === section.path?.join())
    .flatMap((near) =>
      near.claims
        .filter(({ text, cells }) => !cells && /^(?:※|\*|주\)|다만|단,)/.test(text))
        .map((claim) => ({ near, claim })),
    )
    .slice(0, NOTES_MAX)
    .map(({ near, claim }) => ({
      text: claim.text,
      role: 'condition',
      evidence: [{ document, slug: near.slug, heading: near.heading, quote: claim.text }],
    }));
}

const isSentence = (value: string): boolean => value.length > 40 || /[.다]$/.test(value);

/** The name of the table as it stands before the row in the claim. */
function labelOf(claim: Claim, keys: readonly string[]): string {
  const at = claim.text.indexOf(` – ${keys.join(' ')}`);
  return at < 0 ? '' : claim.text.slice(0, at);
}

function spotsOf({ document }: Candidate): Spot[] {
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

interface Word {
  readonly text: string;
  readonly weight: number;
}

function wordsOf({ topicWords, query }: Understanding, { weightOf }: ExtractTools): Word[] {
  const words = [...new Set(topicWords.length > 0 ? topicWords : query.split(/\s+/))].filter(
    (word) => !ASKING.test(word) && !NUMBER_WORD.test(word),
  );
  return words
    .map((word) => ({ text: squeeze(word), weight: Math.max(1, ...termsOf(word).map(weightOf)) }))
    .filter(({ text }) => text.length > 0);
}

function scoreOf(spot: Spot, words: readonly Word[], told: readonly Told[]): Scored | undefined {
  const rowNumbers = agreement(spot.keys.join(' '), told);
  const columnNumbers = agreement(spot.column, told);
  if (rowNumbers === undefined || columnNumbers === undefined) return undefined;
  const beside = squeeze(spot.keys.join(' '));
  const above = squeeze(spot.column);
  let row = 0;
  let over = 0;
  let around = 0;
  let all = 0;
  for (const { text, weight } of words) {
    all += weight;
    if (holds(beside, text)) row += weight;
    else if (holds(above, text)) over += weight;
    else if (holds(spot.around, text)) around += weight;
  }
  const numberWeight = words.length === 0 ? 1 : all / words.length;
  row += rowNumbers * numberWeight;
  over += columnNumbers * numberWeight;
  all += told.length * numberWeight;
  if (all === 0) return undefined;
  return {
    ...spot,
    row,
    over,
    coverage: (row + over + around) / all,
    score: (ROW_GAIN * row + COLUMN_GAIN * over + around) / all,
  };
}

/** Endings are short: what is left of a word without one still names a thing. */
const ENDING_MAX = 2;
const STEM_MIN = 2;

/** A word stands there whole, or all but its ending does ("나구간이면" in "나구간"). */
function holds(text: string, word: string): boolean {
  const shortest = Math.max(STEM_MIN, word.length - ENDING_MAX);
  for (let length = word.length; length >= shortest; length -= 1) if (text.includes(word.slice(0, length))) return true;
  return false;
}

interface Told {
  readonly number: number;
  readonly unit: string;
}

const UNITS = '인|세|등급|급지|구간|분위|분기|차|시간|개월|년|호|종|회|학년|단계';
const NUMBERS = new RegExp(`(\\d+)(?:\\s*[~∼]\\s*(\\d+))?\\s*(${UNITS})(?:\\s*(이상|이하|미만|초과))?`, 'gu');
const NUMBER_WORD = new RegExp(`^\\d+\\s*(?:${UNITS}|명|식구)`);

function numbersTold(query: string): Told[] {
  const told = new Map<string, Told>();
  const add = (number: number, unit: string): void => {
    told.set(`${number}${unit}`, { number, unit });
  };
  for (const key of keysTold(query)) {
    const [, number, unit] = /^(\d+)(\D+)$/.exec(key) ?? [];
    if (number && unit) add(Number(number), unit);
  }
  for (const [, number, , unit] of query.matchAll(NUMBERS)) if (number && unit) add(Number(number), unit);
  for (const [, number] of query.matchAll(/(?:집|식구|가족|가구)[^.?!\d]{0,8}(\d+)\s*명/gu))
    if (number) add(Number(number), '인');
  return [...told.values()];
}

/** How many of the told numbers a heading fulfils; undefined where it speaks of the same thing with another number. */
function agreement(heading: string, told: readonly Told[]): number | undefined {
  const said = [...heading.matchAll(NUMBERS)].map(([, low = '', high, unit = '', limit]) => ({
    low: Number(low),
    high: high === undefined ? undefined : Number(high),
    unit,
    limit,
  }));
  let agreed = 0;
  for (const { number, unit } of told) {
    const same = said.filter((one) => one.unit === unit);
    if (same.length === 0) continue;
    if (!same.some(({ low, high, limit }) => fits(number, low, high, limit))) return undefined;
    agreed += 1;
  }
  return agreed;
}

function fits(number: number, low: number, high: number | undefined, limit: string | undefined): boolean {
  if (high !== undefined) return number >= low && number <= high;
  if (limit === '이상') return number >= low;
  if (limit === '초과') return number > low;
  if (limit === '이하') return number <= low;
  if (limit === '미만') return number < low;
  return number === low;
}
