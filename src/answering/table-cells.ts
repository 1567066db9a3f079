/**
 * Table cells: a question that names a row and a column of a guide's table → that one value; a row alone → the row; a
 * column alone → the column. In: the best documents and the question. Out: a draft, or undefined where no table is
 * what the question is about: most of its words must stand over, beside or above the value.
 *
 * Numbers in headings must agree exactly: `2인` is not `12인`, and `4인 이상` holds for five.
 */
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import { type ExtractTools, guidance } from './compose.js';
import type { Draft, DraftStatement } from './draft.js';
import { withParticle } from './particles.js';
import { labelOf, type Scored, type Spot, scoreOf, spotsOf, wordsOf } from './table-spots.js';
import { numbersTold } from './told-numbers.js';
import { contactText, fill } from './wording.js';

const CANDIDATES_MAX = 4;
/** This share of the question's weight must be found around the value. */
const COVERAGE_MIN = 0.62;
/** More of it before the table is said to lack what was asked: words beside the table may still tell. */
const NEAR_COVERAGE_MIN = 0.75;
/** Within this of the best, a cell is as good an answer. */
const TIE = 0.01;
const COLUMN_ROWS_MAX = 8;
const NOTES_MAX = 2;

export function tableDraft(
  candidates: readonly Candidate[],
  understanding: Understanding,
  tools: ExtractTools,
): Draft | undefined {
  const spots = candidates.slice(0, CANDIDATES_MAX).flatMap((candidate) => spotsOf(candidate));
  const words = spots.length === 0 ? [] : wordsOf(understanding, tools);
  if (words.length === 0) return undefined;
  const told = numbersTold(understanding.query);
  const scored = spots.map((spot) => scoreOf(spot, words, told));
  const fitting = scored.filter(({ fits }) => fits);
  const best = bestOf(fitting);
  const chosen =
    best &&
    chosenOf(
      best,
      fitting.filter((one) => isAsGood(one, best)),
    );
  if (best && chosen) {
    const [lead, ...others] = chosen;
    return {
      outcome: 'answered',
      statements: [
        ...(lead ? [{ ...lead, title: best.document.title, role: 'lead' as const }] : []),
        ...others,
        ...notesBeside(best),
      ],
      topics: [best.document],
    };
  }
  const near = bestOf(scored.filter(({ fits, coverage }) => !fits && coverage >= NEAR_COVERAGE_MIN));
  return near && (!best || near.score > best.score) ? notInTable(near, understanding, tools) : undefined;
}

/** The table is the one that is asked about, and none of its rows or columns has the number that was told. */
function notInTable(near: Scored, { place }: Understanding, { wording }: ExtractTools): Draft {
  const contact = contactText(place?.contact ?? wording.contact.national);
  return {
    outcome: 'abstained',
    statements: [guidance(fill(wording.notInTable, { contact })), ...notesBeside(near)],
    topics: [near.document],
  };
}

function bestOf(scored: readonly Scored[]): Scored | undefined {
  const [best] = scored
    .filter(({ coverage, row, over }) => coverage >= COVERAGE_MIN && row + over > 0)
    .toSorted((a, b) => b.score - a.score);
  return best;
}

const isAsGood = (one: Scored, best: Scored): boolean =>
  one.score >= best.score - TIE && one.document === best.document;

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
