/**
 * Extract: retrieved documents → a draft made of their own claims. Needs no model and no network.
 *
 * Out: one programme told in at most eight lines, or a list with a line for each programme, a table of comparison, or
 * an honest "not in the sources" with what is known. Declines (`abstained`, `redirected`, `clarify`) are drafts too.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { figuresOf } from '../korean/figures.js';
import type { Candidate, Retrieval } from '../retrieval/retrieve.js';
import type { Focus } from '../understanding/focus.js';
import type { Understanding } from '../understanding/understand.js';
import { lackOf } from './aspects.js';
import { isBesideTheMatter, SURE_SCORE } from './beside.js';
import { compareDraft } from './compare.js';
import { DETAIL_LINES_MAX, type ExtractTools, guidance, LINES_MAX, oneLine, programmeLines } from './compose.js';
import { clarify, clarifyPlace, missingDraft, missingText, notFound } from './decline.js';
import type { Draft, DraftStatement } from './draft.js';
import { inEasyWords } from './easy.js';
import { CITY_GIVES, foreignRegion, SCORE_FLOOR } from './foreign.js';
import { givingOf, isForThem, listDraft, runs } from './lists.js';
import { withMatchedSections } from './long-documents.js';
import { ASKS_PLAN } from './plans.js';
import { contradicts, correctionFor } from './premise.js';
import { tableDraft } from './table-cells.js';
import { contactText, fill, type Wording } from './wording.js';
import { standardsDraft } from './years.js';

/** Shares of the best one's odds. */
const ALSO_SHARE = 0.17;
const ALSO_SHARE_CERTAIN = 0.6;
const TWIN_SHARE = 0.4;
const NEXT_SHARE = 0.3;
/** Fits nearly as well: whatever else it is about, it may be what was meant. */
const NEAR_SHARE = 0.3;
const ANY_AGE_SHARE = 0.2;
const OWN_GIVING_SCORE = 0.4;
const AGE_SHARE = 0.1;
/** Of a place's own programmes one that gives money may fit so much less well than the best. */
const MONEY_SHARE = 0.1;
const GROUP_SHARE = 0.3;
/** Nothing was named, and this fits so well that it applies too, however much better another one fits. */
const ALSO_SCORE = 0.8;
const RIVAL_SHARE = 0.5;
const ALSO_MAX = 3;
const TWIN_LINES = 4;
/** Without a known place the national programme is told before a city's unless the city's fits so much better. */
const NATIONAL_SHARE = 0.15;

export function extract(understanding: Understanding, retrieval: Retrieval, tools: ExtractTools): Draft {
  const draft = extracted(understanding, retrieval, tools);
  return understanding.easy === true ? inEasyWords(draft, tools.wording.easyWords) : draft;
}

function extracted(understanding: Understanding, retrieval: Retrieval, tools: ExtractTools): Draft {
  const candidates = inOrder(withMatchedSections(retrieval.candidates), understanding);
  const top = candidates[0];
  if (hasNoTopic(understanding)) return clarify(understanding, tools.wording);
  const compared = compareDraft(candidates, understanding, tools);
  if (compared) return compared;
  const standard = standardsDraft(top, understanding, tools);
  if (standard) return standard;
  const foreign = foreignRegion(understanding, candidates, retrieval.elsewhere, tools);
  if (foreign) return foreign;
  const cell = tableDraft(candidates, understanding, tools);
  if (cell) return cell;
  if (!top || top.score < SCORE_FLOOR) return notFound(understanding, tools.wording);
  if (isBesideTheMatter(top, understanding, tools.weightOf)) {
    const next = onTheMatter(top, candidates, understanding, tools);
    return next ? oneProgramme(next, candidates, understanding, tools) : notFound(understanding, tools.wording);
  }
  if (understanding.focuses.includes('list') && !isOneProgramme(understanding, candidates)) {
    const list = listDraft(candidates, understanding, tools);
    if (list) return list;
  }
  const place = placeDecides(candidates, understanding, tools.wording);
  if (place) return place;
  return oneProgramme(top, candidates, understanding, tools);
}

/** The document that the person points at comes first; for one of no known place, the nation before a city. */
function inOrder(candidates: readonly Candidate[], understanding: Understanding): readonly Candidate[] {
  const { chosen, place, carried, except = [] } = understanding;
  const pointed = candidates.find(({ document }) => document.id === chosen);
  if (pointed) return [{ ...pointed, isNamed: true, score: 1 }, ...candidates.filter((other) => other !== pointed)];
  if (except.length > 0) return candidates.map((candidate) => ({ ...candidate, isNamed: false }));
  const [top] = candidates;
  if (!top) return candidates;
  const planned =
    ASKS_PLAN.test(understanding.query) && top.document.status === '시행' ? plannedPart(top, candidates) : undefined;
  if (planned) return [planned, ...candidates.filter((other) => other !== planned)];
  const own = CITY_GIVES.test(understanding.query) && place ? ownGiving(candidates) : undefined;
  if (own) return [own, ...candidates.filter((candidate) => candidate !== own)];
  const fitting = isOutOfAge(top)
    ? candidates.find((other) => !isOutOfAge(other) && other.odds >= top.odds * AGE_SHARE)
    : undefined;
  if (fitting) return [fitting, ...candidates.filter((candidate) => candidate !== fitting)];
  const ofGroup = isOfToldGroup(top, understanding)
    ? undefined
    : candidates.find((other) => isOfToldGroup(other, understanding) && other.odds >= top.odds * GROUP_SHARE);
  if (ofGroup && !top.isNamed && carried.length === 0)
    return [ofGroup, ...candidates.filter((candidate) => candidate !== ofGroup)];
  const other = isForOtherAge(top, understanding) ? otherOfAnyAge(top, candidates, understanding) : undefined;
  if (other) return [other, ...candidates.filter((candidate) => candidate !== other)];
  if (place || carried.length > 0 || top.document.region === '전국') return candidates;
  const national = candidates.find(
    ({ document, odds, isNamed, trace }) =>
      document.region === '전국' &&
      (isNamed || trace.features.nameInTitle > 0 || !top.isNamed) &&
      odds >= top.odds * NATIONAL_SHARE,
  );
  return national ? [national, ...candidates.filter((other) => other !== national)] : candidates;
}

/** "시에서 주는 돈": the place's own programme, before the nation's that fits the words as well. */
function ownGiving(candidates: readonly Candidate[]): Candidate | undefined {
  const own = candidates.filter(({ document, score }) => document.region !== '전국' && score >= OWN_GIVING_SCORE);
  const least = (own[0]?.odds ?? 0) * MONEY_SHARE;
  return own.find(({ document, odds }) => givingOf(document) === 'cash' && odds >= least) ?? own[0];
}

const YOUNG: ReadonlySet<string> = new Set(['청년', '임신·출산', '영유아']);

/** The person told an age, and the record's limits leave it out. */
function isOutOfAge({ isNamed, trace }: Candidate): boolean {
  return !isNamed && trace.features.ageOutside > 0;
}

/** Groups that a person tells of and that have programmes of their own. */
const TOLD_GROUPS: ReadonlySet<string> = new Set(['장애인', '다문화', '한부모', '보훈', '치매', '난임부부']);

/** The record is for such a group, which was told; also where none was: then nothing is to be preferred. */
function isOfToldGroup({ document }: Candidate, { situation }: Understanding): boolean {
  const told = [...situation.targetGroups].filter((group) => TOLD_GROUPS.has(group));
  return told.length === 0 || document.targetGroups.some((group) => told.includes(group));
}

/** For one time of life alone, of which nothing was told: a story without an age is nobody's in particular. */
function isForOtherAge({ document, isNamed }: Candidate, { situation, named, carried }: Understanding): boolean {
  return (
    !isNamed &&
    named.length === 0 &&
    carried.length === 0 &&
    document.lifeStages.every((stage) => YOUNG.has(stage) && !situation.lifeStages.has(stage))
  );
}

function otherOfAnyAge(top: Candidate, candidates: readonly Candidate[], understanding: Understanding) {
  return candidates.find(
    (other) =>
      other.odds >= top.odds * ANY_AGE_SHARE && !isForOtherAge(other, understanding) && other.score >= SCORE_FLOOR,
  );
}

/** What is planned for the very thing that was named, in a record of its own. */
function plannedPart({ document: { region } }: Candidate, candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find(
    ({ document, isNamed, trace }) =>
      (document.status === '계획' || document.status === '추진') &&
      document.region === region &&
      (isNamed || trace.features.nameInTitle > 0),
  );
}

function oneProgramme(
  top: Candidate,
  candidates: readonly Candidate[],
  understanding: Understanding,
  tools: ExtractTools,
): Draft {
  const asked: readonly Focus[] = understanding.focuses.filter((focus) => focus !== 'list');
  const { aspects = [], query, topicWords } = understanding;
  // Several things asked in several clauses are judged each by itself; one thing is judged as a whole.
  const groups = aspects.length > 1 && aspects.flat().every((focus) => asked.includes(focus)) ? aspects : [asked];
  const twins = [top, ...candidates.slice(1).filter((other) => isTwin(top, other))].slice(0, 2).sort(byWorth);
  const lacksOf = (candidate: Candidate) => {
    const { document } = candidate;
    if (answersByStatus(document, query)) return groups.map(() => undefined);
    return groups.map((group) => lackOf(document, group, topicWords, query));
  };
  const holding = twins.filter((main) => lacksOf(main).some((lack) => lack === undefined));
  const lacks = lacksOf(top);
  if (holding.length === 0) {
    const next = otherHolding(top, candidates, understanding, (candidate) => lacksOf(candidate).some((lack) => !lack));
    if (next) return oneProgramme(next, candidates, understanding, tools);
  }
  if (holding.length === 0) return missingDraft(top.document, mergedLack(lacks), asked, understanding, tools);
  const main = holding[0] ?? top;
  const mainLacks = lacksOf(main);
  const held = groups.filter((_group, index) => mainLacks[index] === undefined);
  const missing = mainLacks.filter((lack) => lack !== undefined);
  const draft = programmeDraft(holding, candidates, held, understanding, tools);
  if (missing.length === 0) return draft;
  const said = guidance(missingText(main.document, mergedLack(missing), understanding, tools.wording));
  return { ...draft, statements: [...draft.statements, said], isPartial: true };
}

/** Nothing was named, and one that fits nearly as well holds what the best one lacks. */
function otherHolding(
  top: Candidate,
  candidates: readonly Candidate[],
  { carried, named }: Understanding,
  holds: (candidate: Candidate) => boolean,
): Candidate | undefined {
  if (top.isNamed || carried.length > 0 || named.length > 0) return undefined;
  return candidates.find((other) => other !== top && other.odds >= top.odds * NEXT_SHARE && holds(other));
}

/** One that fits nearly as well as the best and does speak of what is asked. */
function onTheMatter(
  top: Candidate,
  candidates: readonly Candidate[],
  understanding: Understanding,
  tools: ExtractTools,
): Candidate | undefined {
  return candidates.find(
    (other) =>
      other.odds >= top.odds * NEXT_SHARE &&
      other.score >= SURE_SCORE &&
      !isBesideTheMatter(other, understanding, tools.weightOf),
  );
}

function mergedLack(lacks: readonly ReturnType<typeof lackOf>[]) {
  return { things: [...new Set(lacks.flatMap((lack) => lack?.things ?? []))] };
}

/** Official before reported, newer before older, where nothing else decides between two of one name. */
function byWorth(one: Candidate, other: Candidate): number {
  if (one.document.region !== other.document.region) return 0;
  const trust = ({ document: { source } }: Candidate): number => Number(source.trust === 'press');
  return trust(one) - trust(other) || other.document.asOf.localeCompare(one.document.asOf);
}

function hasNoTopic({ topicWords, named, carried, glossary, except }: Understanding): boolean {
  return topicWords.length === 0 && named.length === 0 && carried.length === 0 && glossary.length === 0 && !except;
}

function isOneProgramme({ named, chosen }: Understanding, candidates: readonly Candidate[]): boolean {
  const [first, second] = candidates;
  if (chosen !== undefined) return true;
  if (named.length === 0 || !first?.isNamed) return false;
  return !second || second.odds < first.odds * RIVAL_SHARE;
}

/** Nothing national fits, and two places have it, each in its own way: the place decides the answer. */
function placeDecides(
  candidates: readonly Candidate[],
  { place, carried, askedBack, query }: Understanding,
  wording: Wording,
): Draft | undefined {
  const [top] = candidates;
  if (!top || place || carried.length > 0 || askedBack === true || top.document.region === '전국') return undefined;
  const rivals = candidates.filter(({ odds }) => odds >= top.odds * RIVAL_SHARE);
  const regions = [...new Set(rivals.map(({ document }) => document.region))].filter((region) => region !== '전국');
  const isSaid = query.includes(
    top.document.region
      .split(' ')
      .at(-1)
      ?.replace(/[시군구도]$/, '') ?? top.document.region,
  );
  if (regions.length < 2 || isSaid) return undefined;
  return clarifyPlace(regions, top.document.title.replace(/^\S+[시군구도] /, ''), wording);
}

/** A plan is asked when it comes: its status and date answer, though no opening day is known. */
function answersByStatus({ status }: KnowledgeDocument, query: string): boolean {
  return status !== '시행' && !/모집|접수|전화|얼마/.test(query);
}

function programmeDraft(
  mains: readonly Candidate[],
  candidates: readonly Candidate[],
  groups: readonly (readonly Focus[])[],
  understanding: Understanding,
  tools: ExtractTools,
): Draft {
  const [top] = mains;
  if (!top) return notFound(understanding, tools.wording);
  const isLong = understanding.detail === true;
  const certain = top.isNamed || understanding.carried.length > 0;
  const share = certain ? ALSO_SHARE_CERTAIN : ALSO_SHARE;
  const also = candidates
    .filter(({ document: { region } }) => isOfHere(region, top.document.region, understanding))
    .filter((other) => !mains.includes(other) && other.score >= SCORE_FLOOR)
    .filter(({ document }) => runs(document, understanding))
    .filter(
      ({ odds, score, document }) =>
        odds >= top.odds * share || (!certain && score >= ALSO_SCORE && isForThem(document, understanding)),
    )
    .filter(({ odds, document }) => odds >= top.odds * NEAR_SHARE || isOfOneMatter(top.document, document))
    .slice(0, ALSO_MAX);
  const limit = isLong ? DETAIL_LINES_MAX : mains.length > 1 ? TWIN_LINES : LINES_MAX;
  const lines = mains.flatMap(({ document }) => programmeLines(document, groups, understanding, tools, limit));
  const asked = groups.flat();
  return {
    outcome: 'answered',
    statements: [
      ...(disagrees(mains, lines) ? [guidance(tools.wording.disagree)] : []),
      ...(isMistaken(top.document, understanding) ? [guidance(tools.wording.premise)] : []),
      ...lines,
      ...(also.length > 0 ? [guidance(tools.wording.alsoSee)] : []),
      ...also.map(({ document }) => oneLine(document, asked, understanding, tools)),
      ...whereToAsk(lines, understanding, tools.wording),
    ],
    topics: [...mains, ...also].map(({ document }) => document),
  };
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

/** What else is told must be about the same thing, for people like those of the main one. */
function isOfOneMatter(main: KnowledgeDocument, other: KnowledgeDocument): boolean {
  const shares = (of: (document: KnowledgeDocument) => readonly string[]): boolean =>
    of(main).some((word) => of(other).includes(word));
  const isForAll = [main, other].some(({ lifeStages }) => lifeStages.includes('전생애'));
  return shares(({ themes }) => themes) && (isForAll || shares(({ lifeStages }) => lifeStages));
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

/** Two records of one name, such as the national programme and the city's own part of it. */
function isTwin(top: Candidate, other: Candidate): boolean {
  return top.isNamed && other.isNamed && other.odds >= top.odds * TWIN_SHARE;
}
