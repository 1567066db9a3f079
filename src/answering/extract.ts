/**
 * Extract: retrieved documents → a draft made of their own claims. Needs no model and no network.
 *
 * Out: one programme told in at most eight lines, or a list with a line for each programme, or an honest "not in the
 * sources" with what is known. Declines (`abstained`, `redirected`, `clarify`) are drafts too: they have outcomes.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { termsOf } from '../korean/tokens.js';
import { isOnlyFor } from '../retrieval/features.js';
import type { Candidate, Retrieval } from '../retrieval/retrieve.js';
import type { Focus } from '../understanding/focus.js';
import type { Understanding } from '../understanding/understand.js';
import { lackOf } from './aspects.js';
import { type ExtractTools, guidance, oneLine, programmeLines } from './compose.js';
import { coverageOf } from './coverage.js';
import { clarify, missingDraft, notFound } from './decline.js';
import type { Draft } from './draft.js';
import { contactText, fill, type Wording } from './wording.js';

/** Below this chance a document does not answer the question (tools/ranking/README.md has the curve). */
const SCORE_FLOOR = 0.06;
/** The odds of another region's document beat those of the person's own by this factor → the question is about that one. */
const ELSEWHERE_FACTOR = 4;
/** For questions of up to three words of matter: half or less of them spoken of is too little, below this score. */
const SHORT_WORDS = 3;
const COVERAGE_MIN = 0.5;
const SURE_SCORE = 0.95;
/** Shares of the best one's odds. */
const LIST_SHARE = 0.09;
const ALSO_SHARE = 0.17;
const ALSO_SHARE_CERTAIN = 0.6;
const TWIN_SHARE = 0.4;
const RIVAL_SHARE = 0.5;
const LIST_MAX = 8;
const ALSO_MAX = 3;
const MAIN_LINES = 6;

export function extract(understanding: Understanding, retrieval: Retrieval, tools: ExtractTools): Draft {
  const { candidates, elsewhere } = retrieval;
  const top = candidates[0];
  if (hasNoTopic(understanding)) return clarify(tools.wording);
  const foreign = foreignRegion(understanding, top, elsewhere, tools.wording);
  if (foreign) return foreign;
  if (!top || top.score < SCORE_FLOOR || isBesideTheMatter(top, understanding, tools.weightOf)) {
    return notFound(understanding, tools.wording);
  }

  if (understanding.focuses.includes('list') && !isOneProgramme(understanding, candidates)) {
    return listDraft(candidates, understanding, tools);
  }
  const asked = understanding.focuses.filter((focus) => focus !== 'list');
  const mains = [top, ...candidates.slice(1).filter((other) => isTwin(top, other))].slice(0, 2);
  const lacks = mains.map(({ document }) =>
    answersByStatus(document, understanding.query)
      ? undefined
      : lackOf(document, asked, understanding.topicWords, understanding.query),
  );
  const holding = mains.filter((_main, index) => lacks[index] === undefined);
  const [lack] = lacks;
  if (holding.length === 0 && lack) return missingDraft(top.document, lack, asked, understanding, tools);
  return programmeDraft(holding, candidates, asked, understanding, tools);
}

function hasNoTopic({ topicWords, named, carried, glossary }: Understanding): boolean {
  return topicWords.length === 0 && named.length === 0 && carried.length === 0 && glossary.length === 0;
}

/** A short question must have most of its matter in the document; a long story never has. */
function isBesideTheMatter(
  { document, isNamed, score }: Candidate,
  { topicWords, carried }: Understanding,
  weightOf: ExtractTools['weightOf'],
): boolean {
  if (isNamed || carried.length > 0 || score > SURE_SCORE || topicWords.length > SHORT_WORDS) return false;
  // A word that no document knows at all ("여권", "비트코인") is what sets a question apart; others may be paraphrase.
  // Verbs at the end of a question ("내요", "될까") are written in too many ways to tell anything.
  const isUnknown = (word: string): boolean =>
    !/[요까나죠]$/.test(word) && termsOf(word).every((term) => weightOf(term) === 0);
  return topicWords.some(isUnknown) && coverageOf(document, topicWords) <= COVERAGE_MIN;
}

/** The question is about a local programme that the person's own place is not known to have. */
function foreignRegion(
  understanding: Understanding,
  top: Candidate | undefined,
  elsewhere: Candidate | undefined,
  wording: Wording,
): Draft | undefined {
  const { place } = understanding;
  if (!place) return undefined;
  const contact = contactText(place.contact ?? wording.contact.national);
  const asksLocal = asksForLocalProgramme(understanding);
  const hasOwn = top !== undefined && top.document.region !== '전국';
  if (asksLocal && !hasOwn && !top?.isNamed) {
    return {
      outcome: 'redirected',
      statements: [guidance(fill(wording.otherCity, { region: place.name, contact }))],
      topics: [],
    };
  }
  // By the matter itself: an alias that two cities share must not decide between them.
  const best = hasOwn ? (top?.matter ?? 0) : (top?.odds ?? 0);
  const other = hasOwn ? elsewhere?.matter : elsewhere?.odds;
  if (elsewhere && other !== undefined && elsewhere.score > SCORE_FLOOR && other > best * ELSEWHERE_FACTOR) {
    return {
      outcome: 'abstained',
      statements: [guidance(fill(wording.notHere, { region: place.name, contact }))],
      topics: [],
    };
  }
  return undefined;
}

/** "부산시 출산지원금": the place itself is made the giver. */
function asksForLocalProgramme({ place, query }: Understanding): boolean {
  const short = (place?.city ?? place?.province ?? '').replace(/(?:특별자치|특별|광역|특례)?[시도군구]$/, '');
  const province = (place?.province ?? '').replace(/(?:특별자치|특별|광역)?[시도]$/, '');
  return (
    short !== '' &&
    new RegExp(
      `(?:${short}|${province})(?:특별자치|특별|광역|특례)?(?:시|군|구|도)?(?:에서|가|의)?\\s*(?:주는|하는|자체)?\\s*[가-힣]*(?:지원금|수당|장려금|축하금)`,
    ).test(query)
  );
}

function isOneProgramme({ named }: Understanding, candidates: readonly Candidate[]): boolean {
  const [first, second] = candidates;
  if (named.length === 0 || !first?.isNamed) return false;
  return !second || second.odds < first.odds * RIVAL_SHARE;
}

/** A plan is asked when it comes: its status and date answer, though no opening day is known. */
function answersByStatus({ status }: KnowledgeDocument, query: string): boolean {
  return status !== '시행' && !/모집|접수|전화|얼마/.test(query);
}

function programmeDraft(
  mains: readonly Candidate[],
  candidates: readonly Candidate[],
  asked: readonly Focus[],
  understanding: Understanding,
  tools: ExtractTools,
): Draft {
  const [top] = mains;
  if (!top) return notFound(understanding, tools.wording);
  const lines = mains.flatMap((main) =>
    programmeLines(main.document, asked, understanding, tools, mains.length === 1 ? MAIN_LINES : 3),
  );
  const certain = top.isNamed || understanding.carried.length > 0;
  const share = certain ? ALSO_SHARE_CERTAIN : ALSO_SHARE;
  const also = candidates
    .filter((other) => !mains.includes(other) && other.odds >= top.odds * share && other.score >= SCORE_FLOOR)
    .slice(0, ALSO_MAX);
  return {
    outcome: 'answered',
    statements: [
      ...lines,
      ...(also.length > 0 ? [guidance(tools.wording.alsoSee)] : []),
      ...also.map(({ document }) => oneLine(document, asked, understanding, tools)),
    ],
    topics: [...mains, ...also].map(({ document }) => document),
  };
}

/** Two records of one name, such as the national programme and the city's own part of it. */
function isTwin(top: Candidate, other: Candidate): boolean {
  return top.isNamed && other.isNamed && other.odds >= top.odds * TWIN_SHARE;
}

/** Groups that a programme is for and nobody else: without a word of them it is not theirs. */
const CLOSED_GROUPS: ReadonlySet<string> = new Set([
  '장애인',
  '정신장애인',
  '다문화',
  '한부모',
  '보훈',
  '치매',
  '학교밖청소년',
  '노숙인',
  '의사상자',
  '가정위탁',
  '종사자',
  '기업',
  '난임부부',
  '예비창업자',
]);

/** Groups that a title names: whatever else the record says, it is for them. */
const TITLE_GROUPS: readonly (readonly [RegExp, string])[] = [
  [/장애/, '장애인'],
  [/다문화|외국인|결혼이민/, '다문화'],
  [/한부모/, '한부모'],
  [/보훈|유공자|참전/, '보훈'],
  [/치매/, '치매'],
  [/난임|불임/, '난임부부'],
  [/학교\s*밖/, '학교밖청소년'],
];

/** In a list nothing stands that is plainly for another time of life or for a group the person did not name. */
function isForThem({ title, lifeStages, targetGroups }: KnowledgeDocument, { situation }: Understanding): boolean {
  const stages = situation.lifeStages;
  const fitsStage = stages.size === 0 || lifeStages.includes('전생애') || lifeStages.some((stage) => stages.has(stage));
  const closed = targetGroups.filter((group) => CLOSED_GROUPS.has(group));
  const isClosed = closed.length > 0 && closed.length === targetGroups.length;
  const named = TITLE_GROUPS.find(([pattern]) => pattern.test(title))?.[1];
  const isNamedFor = named === undefined || [...situation.targetGroups].some((group) => group === named);
  return fitsStage && isNamedFor && (!isClosed || closed.some((group) => situation.targetGroups.has(group)));
}

function listDraft(candidates: readonly Candidate[], understanding: Understanding, tools: ExtractTools): Draft {
  const { wording } = tools;
  const { place } = understanding;
  const best = Math.max(0, ...candidates.map(({ matter }) => matter));
  const possible = candidates.filter(
    (candidate) =>
      candidate.document.kind !== 'notice' &&
      (candidate.isNamed || isForThem(candidate.document, understanding)) &&
      (place !== undefined || candidate === candidates[0] || candidate.document.region === '전국'),
  );
  // First what fits the words, then what is made for people like them, whatever its words.
  const fitting = possible.filter(({ matter }) => matter >= best * LIST_SHARE);
  const madeForThem = possible.filter(
    (candidate) => !fitting.includes(candidate) && isMadeFor(candidate, understanding),
  );
  const inOrder = [...fitting, ...madeForThem];
  if (inOrder.length === 0) return notFound(understanding, wording);
  // National and local stand apart, and neither crowds the other out.
  const national = inOrder.filter(({ document }) => document.region === '전국');
  const local = inOrder.filter(({ document }) => document.region !== '전국');
  const localCount = Math.min(local.length, Math.max(LIST_MAX / 2, LIST_MAX - national.length));
  const ordered = [...national.slice(0, LIST_MAX - localCount), ...local.slice(0, localCount)];
  return {
    outcome: 'answered',
    statements: [
      guidance(wording.listLead),
      ...ordered.map(({ document }) => oneLine(document, ['list'], understanding, tools)),
      ...(place === undefined ? [guidance(wording.listAskPlace)] : []),
    ],
    topics: ordered.map(({ document }) => document),
  };
}

/** The record is for a group that was told, or for the told time of life alone. */
function isMadeFor({ features, document }: Candidate, { situation }: Understanding): boolean {
  return situation.targetGroups.size > 0
    ? features.targetGroup > 0 && (features.theme > 0 || features.lifeStage > 0)
    : isOnlyFor(document, situation.lifeStages);
}
