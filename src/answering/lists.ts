/**
 * Lists: candidates → one line for each programme, the national apart from the local, grouped by what they give.
 * Never claims to be all there is. Undefined where nothing is for these people.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { squeezedTitle } from '../knowledge/titles.js';
import { CLOSED_GROUPS } from '../knowledge/vocabulary.js';
import { isOnlyFor } from '../retrieval/features.js';
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import { SCORE_FLOOR } from './beside.js';
import { type ExtractTools, guidance, oneLine } from './compose.js';
import { nearest, notFound, nothingMore } from './decline.js';
import type { Draft, DraftStatement } from './draft.js';
import { CITY_GIVES } from './foreign.js';
import { ASKS_PLAN } from './plans.js';
import { fill } from './wording.js';

/** Share of the best one's odds. */
const LIST_SHARE = 0.09;
export const LIST_MAX = 8;
/** Where what the city gives is asked, the nation's is told beside it. */
const NATIONAL_BESIDE_CITY = 2;
/** Fits so well by its words that whom it is for was told in words of the person's own ("월남전 다녀오신"). */
const SURE_SCORE = 0.9;

/** A telephone number or a notice is nothing that one receives. */
const UNLISTED: ReadonlySet<KnowledgeDocument['kind']> = new Set(['notice', 'contact']);

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

export function listDraft(
  candidates: readonly Candidate[],
  understanding: Understanding,
  tools: ExtractTools,
): Draft | undefined {
  const { wording } = tools;
  const { place, except = [] } = understanding;
  const best = Math.max(0, ...candidates.map(({ matter }) => matter));
  const onlyLocal = isOnlyLocal(candidates) ? candidates[0] : undefined;
  const asksLines = understanding.focuses.includes('contact');
  const possible = candidates.filter(
    (candidate) =>
      (candidate.isNamed || asksLines || !UNLISTED.has(candidate.document.kind)) &&
      (candidate.isNamed || runs(candidate.document, understanding)) &&
      !except.includes(candidate.document.id) &&
      (candidate.isNamed ||
        candidate.score >= SURE_SCORE ||
        (isForThem(candidate.document, understanding) && isOfTheirs(candidate.document, understanding))) &&
      (place !== undefined || candidate.document.region === '전국' || candidate === onlyLocal),
  );
  // First what fits the words, then what is made for people like them, whatever its words.
  const fitting = fittingOf(possible, best);
  const madeForThem = possible.filter(
    (candidate) => !fitting.includes(candidate) && isMadeFor(candidate, understanding),
  );
  const inOrder = [...fitting, ...madeForThem]
    .map((candidate) => ({ candidate, worth: worthOf(candidate, understanding) }))
    .sort((one, other) => other.worth - one.worth)
    .map(({ candidate }) => candidate);
  if (isForOthersOnly(inOrder, understanding)) return notFound(understanding, tools, nearest(inOrder, understanding));
  if (inOrder.length === 0) return except.length > 0 ? nothingMore(understanding, wording) : undefined;
  // National and local stand apart, and neither crowds the other out.
  const national = inOrder.filter(({ document }) => document.region === '전국');
  const local = inOrder.filter(({ document }) => document.region !== '전국');
  const room = CITY_GIVES.test(understanding.query) ? LIST_MAX - NATIONAL_BESIDE_CITY : LIST_MAX / 2;
  const localCount = Math.min(local.length, Math.max(room, LIST_MAX - national.length));
  const chosen = [...national.slice(0, LIST_MAX - localCount), ...local.slice(0, localCount)];
  const lines = grouped(chosen, understanding, tools);
  const isCut = inOrder.length > chosen.length;
  return {
    outcome: 'answered',
    statements: [
      guidance(except.length > 0 ? wording.listMoreLead : wording.listLead),
      ...lines,
      guidance(place === undefined ? wording.listAskPlace : wording.listNext),
    ],
    topics: lines.flatMap(({ evidence }) => evidence.map(({ document }) => document)),
    isPartial: isCut,
    choices: [
      ...(isCut ? [wording.choiceMore] : []),
      ...chosen.slice(0, 2).map(({ document: { title } }) => ({
        label: fill(wording.choiceDetail.label, { title }),
        value: fill(wording.choiceDetail.value, { title }),
      })),
    ],
  };
}

/** Where no city is known, a city's programme is told only for want of any other. */
const isOnlyLocal = (candidates: readonly Candidate[]): boolean =>
  candidates.every(({ document, score }) => document.region !== '전국' || score < SCORE_FLOOR);

/** What happened to them was told, and no programme that was found is for it: the rest of the place answers nothing. */
function isForOthersOnly(found: readonly Candidate[], { situation }: Understanding): boolean {
  const told = [...situation.targetGroups].filter((group) => EVENT_GROUPS.has(group));
  return (
    told.length > 0 &&
    found.length > 0 &&
    !found.some(({ document }) => document.targetGroups.some((group) => told.includes(group)))
  );
}

/** What one becomes by one event, and is no more afterwards. */
const EVENT_GROUPS: ReadonlySet<string> = new Set(['전입자', '예비창업자']);

/** What fits the words nearly as well as the best; where that is little, also what is about the same and fits less. */
function fittingOf(possible: readonly Candidate[], best: number): readonly Candidate[] {
  const near = possible.filter(({ matter }) => matter >= best * LIST_SHARE);
  const [first] = near;
  if (!first || near.length >= FEW) return near;
  const alike = possible.filter(
    ({ document, matter, score }) =>
      matter >= best * FEW_SHARE &&
      score >= FEW_SCORE_MIN &&
      document.themes.some((theme) => first.document.themes.includes(theme)),
  );
  return [...near, ...alike.filter((candidate) => !near.includes(candidate))].slice(0, FEW);
}

const FEW = 4;
const FEW_SHARE = 0.004;
const FEW_SCORE_MIN = 0.15;

/**
 * What stands first: the words that fit, weighed against how surely the programme is for the people who were told of.
 * What runs goes before what was reported or planned, and money to live on before the rest.
 */
function worthOf({ matter, trace: { features }, document }: Candidate, understanding: Understanding): number {
  const { situation, focuses, topicWords } = understanding;
  const { lifeStages, targetGroups, themes } = situation;
  const told = lifeStages.size + targetGroups.size > 0;
  return (
    Math.log(Math.max(matter, MATTER_MIN)) +
    (told && isOnlyFor(document, stagesAhead(situation)) ? 1 : 0) +
    (topicWords.some((word) => squeezedTitle(document).includes(word)) ? 1 : 0) +
    features.targetGroup +
    THEME_WORTH * features.theme +
    features.ageInside +
    (themes.size === 0 && document.themes.includes('소득·생계') ? 1 : 0) +
    (focuses.includes('contact') && document.kind === 'contact' ? 2 : 0) -
    (isOnlyAhead(document, situation) ? 1 : 0) -
    (document.source.trust === 'press' ? 2 : 0) -
    (document.status === '시행' ? 0 : 2) -
    (document.kind === 'policy' ? 2 : 0)
  );
}

/** For the time that is to come, and not yet for the one they are in. */
function isOnlyAhead({ lifeStages }: KnowledgeDocument, situation: Understanding['situation']): boolean {
  const now: ReadonlySet<string> = situation.lifeStages;
  return stagesAhead(situation).size > now.size && !lifeStages.some((stage) => stage === '전생애' || now.has(stage));
}

const MATTER_MIN = 0.01;
const THEME_WORTH = 0.7;

/** Who expects a child will soon have one. */
function stagesAhead({ lifeStages }: Understanding['situation']): ReadonlySet<string> {
  return lifeStages.has('임신·출산') ? new Set<string>([...lifeStages, '영유아']) : lifeStages;
}

/** What has ended cannot be received, and a plan cannot yet. */
export function runs({ status }: KnowledgeDocument, { query }: Understanding): boolean {
  return status === '시행' || (status === '추진' ? true : status === '계획' && ASKS_PLAN.test(query));
}

/** No time that one lives in unasked: who does not speak of it is not in it. */
const BIRTH = '임신·출산';

/** Of a told time of life or matter: a programme for everyone about something else only shares words of asking. */
function isOfTheirs({ lifeStages, targetGroups, themes }: KnowledgeDocument, { situation }: Understanding): boolean {
  if (situation.lifeStages.size === 0 || situation.themes.size === 0) return true;
  const stages = stagesAhead(situation);
  return (
    themes.some((theme) => (situation.themes as ReadonlySet<string>).has(theme)) ||
    targetGroups.some((group) => situation.targetGroups.has(group)) ||
    lifeStages.some((stage) => stages.has(stage))
  );
}

/** In a list nothing stands that is plainly for another time of life or for a group the person did not name. */
export function isForThem(
  { title, lifeStages, targetGroups }: KnowledgeDocument,
  { situation }: Understanding,
): boolean {
  const stages = stagesAhead(situation);
  const fitsStage = stages.size === 0 || lifeStages.includes('전생애') || lifeStages.some((stage) => stages.has(stage));
  const closed = targetGroups.filter((group) => CLOSED_GROUPS.has(group));
  const isClosed = closed.length > 0 && closed.length === targetGroups.length;
  const named = TITLE_GROUPS.find(([pattern]) => pattern.test(title))?.[1];
  const isNamedFor = named === undefined || [...situation.targetGroups].some((group) => group === named);
  const isOfBirth = lifeStages.every((stage) => stage === BIRTH);
  if (isOfBirth && stages.size + situation.targetGroups.size > 0 && !stages.has(BIRTH)) return false;
  return fitsStage && isNamedFor && (!isClosed || closed.some((group) => situation.targetGroups.has(group)));
}

/** The record is for a group that was told, for the told time of life alone, or about the one thing that was told. */
function isMadeFor({ trace: { features }, document }: Candidate, { situation }: Understanding): boolean {
  const stages = stagesAhead(situation);
  const saysMore = situation.themes.size + stages.size > 0;
  const isOfGroup = features.targetGroup > 0 && (!saysMore || features.theme > 0 || features.lifeStage > 0);
  if (situation.targetGroups.size + stages.size > 0) return isOfGroup || isOnlyFor(document, stages);
  return features.theme > 0 && features.glossaryTheme > 0;
}

const GIVINGS = ['cash', 'voucher', 'medical', 'care', 'housing', 'discount', 'saving', 'work', 'other'] as const;
export type Giving = (typeof GIVINGS)[number];

const BY_TITLE: readonly (readonly [RegExp, Giving])[] = [
  [/통장|저축|적금|계좌|대출|융자|이자/, 'saving'],
  [/바우처|이용권|카드|쿠폰|상품권/, 'voucher'],
  [/할인|감면|면제|경감/, 'discount'],
  [/의료비|진료비|검진|치료|접종|검사|건강/, 'medical'],
  [/주택|임대|월세|전세|주거/, 'housing'],
  [/돌봄|보육|도우미|요양|어린이집|센터|방문/, 'care'],
  [/수당|급여|연금|지원금|장려금|축하금|양육비|생계|보험금|위로금|산후조리비/, 'cash'],
];
const BY_THEME: readonly (readonly [KnowledgeDocument['themes'][number], Giving])[] = [
  ['의료·건강', 'medical'],
  ['돌봄', 'care'],
  ['주거', 'housing'],
  ['일자리', 'work'],
  ['교육', 'work'],
  ['소득·생계', 'cash'],
];

/** What a programme gives, by its name and else by what it is about. */
export function givingOf({ title, themes }: KnowledgeDocument): Giving {
  return (
    BY_TITLE.find(([pattern]) => pattern.test(title))?.[1] ??
    BY_THEME.find(([theme]) => themes.includes(theme))?.[1] ??
    'other'
  );
}

function grouped(
  chosen: readonly Candidate[],
  understanding: Understanding,
  { wording, ...tools }: ExtractTools,
): DraftStatement[] {
  const blocks = new Map<string, DraftStatement[]>();
  for (const { document } of chosen) {
    const where = document.region === '전국' ? wording.nationwide : document.region;
    const heading = `${where} · ${wording.givings[givingOf(document)]}`;
    const line = oneLine(document, ['list'], understanding, { wording, ...tools });
    // A line that begins with the programme's name needs no label.
    const label = line.text.startsWith(document.title) ? undefined : document.title;
    blocks.set(heading, [...(blocks.get(heading) ?? []), { ...line, title: undefined, label }]);
  }
  // Blocks of one place stay together, in the order of their best lines.
  const places = [...new Set(chosen.map(({ document: { region } }) => region))];
  const placeOf = (lines: readonly DraftStatement[]): number =>
    places.indexOf(lines[0]?.evidence[0]?.document.region ?? '');
  return [...blocks]
    .sort(([, one], [, other]) => placeOf(one) - placeOf(other))
    .flatMap(([heading, lines]) => lines.map((line, index) => (index === 0 ? { ...line, heading } : line)));
}
