/**
 * Programme draft: one programme told, what else applies beside it, and where to ask.
 *
 * In: the record (two where they are twins of one name), the other candidates, the aspects it holds. Out: a draft.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { figuresOf } from '../korean/figures.js';
import { readableDate } from '../korean/years.js';
import type { Candidate } from '../retrieval/retrieve.js';
import type { Focus } from '../understanding/focus.js';
import type { Understanding } from '../understanding/understand.js';
import { ageLimitMissed } from './age-limit.js';
import { isStory, SCORE_FLOOR } from './beside.js';
import { DETAIL_LINES_MAX, type ExtractTools, guidance, LINES_MAX, oneLine, programmeLines } from './compose.js';
import { notFound } from './decline.js';
import { byWorth, dateOf, isOneProgramme, tellsOtherValue } from './disagreement.js';
import type { Draft, DraftStatement } from './draft.js';
import { isForThem, runs } from './lists.js';
import { contradicts, correctionFor } from './premise.js';
import { contactText, fill, type Wording } from './wording.js';

/**
 * Shares of the best one's odds at which another is told beside it, by how often that one was meant (voices): beside
 * what was named one in three at this share, beside the rest one in nine; below, hardly any.
 */
const ALSO_SHARE_NAMED = 0.17;
const ALSO_SHARE = 0.25;
/** In a conversation about one programme only what fits nearly as well. */
const ALSO_SHARE_CARRIED = 0.6;
/** Beside a national programme, what the person's own place gives for the same and for the same time of life. */
const ALSO_SHARE_HERE = 0.1;
const ALSO_MAX = 2;
/** Of a story it is least sure which of its matters is meant. */
const ALSO_SHARE_STORY = 0.17;
const ALSO_MAX_STORY = 3;
const TWIN_LINES = 4;

export function programmeDraft(
  mains: readonly Candidate[],
  candidates: readonly Candidate[],
  groups: readonly (readonly Focus[])[],
  understanding: Understanding,
  tools: ExtractTools,
): Draft {
  const [top] = mains;
  if (!top) return notFound(understanding, tools);
  const isLong = understanding.detail === true;
  const limit = isLong ? DETAIL_LINES_MAX : mains.length > 1 ? TWIN_LINES : LINES_MAX;
  const asked = groups.flat();
  const told = mains.flatMap(({ document }) => programmeLines(document, groups, understanding, tools, limit));
  const rival = mains.length > 1 ? undefined : rivalOf(top, told[0], candidates, groups, understanding, tools);
  const also = besides(mains, candidates, understanding).filter(({ document }) => document !== rival?.document);
  const lines = rival ? inOrderOfWorth(top.document, told, rival) : told;
  return {
    outcome: 'answered',
    statements: [
      ...(rival ? [guidance(disagreement(top.document, rival.document, tools.wording))] : []),
      ...(disagrees(mains, lines) ? [guidance(tools.wording.disagree)] : []),
      ...(ageLimitMissed(top.document, understanding) ? [guidance(tools.wording.ageMissed)] : []),
      ...(isMistaken(top.document, understanding) ? [guidance(tools.wording.premise)] : []),
      ...lines,
      ...(also.length > 0 ? [guidance(tools.wording.alsoSee)] : []),
      ...also.map(({ document }) => oneLine(document, asked, understanding, tools)),
      ...whereToAsk(lines, understanding, tools.wording),
    ],
    topics: [
      ...(rival ? [top.document, rival.document].sort(byWorth) : mains.map(({ document }) => document)),
      ...also.map(({ document }) => document),
    ],
  };
}

interface Rival {
  readonly document: KnowledgeDocument;
  readonly line: DraftStatement;
}

/** Another document about the programme whose answer to the same question tells another value of the same thing. */
function rivalOf(
  { document }: Candidate,
  lead: DraftStatement | undefined,
  candidates: readonly Candidate[],
  groups: readonly (readonly Focus[])[],
  understanding: Understanding,
  tools: ExtractTools,
): Rival | undefined {
  const quote = lead?.evidence[0]?.quote;
  if (lead === undefined || quote === undefined) return undefined;
  const others = candidates.filter((other) => isOneProgramme(document, other.document)).slice(0, RIVALS_MAX);
  for (const other of others) {
    const names = [document, other.document].flatMap(({ title, aliases }) => [title, ...aliases]);
    const lines = programmeLines(other.document, groups, understanding, tools, TWIN_LINES);
    const line = lines.find(({ evidence }) => evidence.some((one) => tellsOtherValue(quote, one.quote, names)));
    if (line) return { document: other.document, line: { ...line, role: 'benefit', title: other.document.title } };
  }
  return undefined;
}

const RIVALS_MAX = 3;

/** The one to be trusted more comes first; of the other nothing but its value is told, last. */
function inOrderOfWorth(
  document: KnowledgeDocument,
  lines: readonly DraftStatement[],
  rival: Rival,
): readonly DraftStatement[] {
  const isFirst = byWorth(rival.document, document) < 0;
  const [lead, ...rest] = lines;
  if (!isFirst || !lead) return [...lines, rival.line];
  return [{ ...rival.line, role: 'lead' }, { ...lead, role: 'benefit' }, ...rest];
}

function disagreement(document: KnowledgeDocument, rival: KnowledgeDocument, wording: Wording): string {
  const [first, other] = [document, rival].sort(byWorth);
  if (!first || !other) return wording.disagree;
  return fill(wording.disagreeDates, {
    first: first.title,
    date: readableDate(dateOf(first)),
    other: other.title,
    otherDate: readableDate(dateOf(other)),
  });
}

/** What may have been meant instead, or applies too: for the people who were told of, here, and in its time. */
function besides(
  mains: readonly Candidate[],
  candidates: readonly Candidate[],
  understanding: Understanding,
): readonly Candidate[] {
  const [top] = mains;
  if (!top) return [];
  const isCarried = understanding.carried.length > 0;
  const ofStory = !top.isNamed && isStory(understanding);
  const share = isCarried
    ? ALSO_SHARE_CARRIED
    : top.isNamed
      ? ALSO_SHARE_NAMED
      : ofStory
        ? ALSO_SHARE_STORY
        : ALSO_SHARE;
  return candidates
    .filter((other) => !mains.includes(other) && other.score >= SCORE_FLOOR)
    .filter(
      (other) => other.odds >= top.odds * share || (other.odds >= top.odds * ALSO_SHARE_HERE && isOurOwn(other, top)),
    )
    .filter(({ document }) => isOfHere(document.region, top.document.region, understanding))
    .filter(({ document }) => runs(document, understanding))
    .filter(({ document, trace }) => isForThem(document, understanding) && trace.features.ageOutside === 0)
    .slice(0, ofStory ? ALSO_MAX_STORY : ALSO_MAX);
}

function isOurOwn({ trace: { features } }: Candidate, top: Candidate): boolean {
  return top.document.region === '전국' && features.localHere > 0 && features.theme > 0 && features.lifeStage > 0;
}

/** An amount is believed that the record does not tell; where it corrects that itself, its own words come first. */
function isMistaken({ sections }: KnowledgeDocument, { said, query }: Understanding): boolean {
  const claims = sections.flatMap((section) => section.claims.map((claim) => ({ claim })));
  const question = said ?? query;
  return contradicts(claims, question) && correctionFor(claims, question) === undefined;
}

/** Where no city is known, a city's programme is not told beside another place's. */
function isOfHere(region: string, main: string, { place }: Understanding): boolean {
  return region === '전국' || region === main || place?.city !== undefined || region === place?.name;
}

/** Two records of one place and one name whose first sentences tell different amounts. */
function disagrees(mains: readonly Candidate[], lines: readonly DraftStatement[]): boolean {
  const [one, other] = mains;
  if (!one || !other || one.document.region !== other.document.region) return false;
  const amounts = lines
    .filter(({ title }) => title !== undefined)
    .map(({ text }) => figuresOf(text).flatMap(({ kind, value }) => (kind === 'money' ? [value] : [])));
  const [first = [], second = []] = amounts;
  return first.length > 0 && second.length > 0 && !first.some((value) => second.includes(value));
}

/** An answer whose record names nobody to ask and nowhere to apply ends in the contact of the place. */
function whereToAsk(lines: readonly DraftStatement[], { place }: Understanding, wording: Wording): DraftStatement[] {
  if (lines.some(({ role }) => role === 'apply' || role === 'contact')) return [];
  return [guidance(fill(wording.askAt, { contact: contactText(place?.contact ?? wording.contact.national) }))];
}
