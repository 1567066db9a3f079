/**
 * Features of a candidate: how well a document fits a question, as named numbers. Their weights (`weights.ts`) are
 * fitted by `tools/ranking`; the weighted sum of a candidate's features is its utility.
 *
 * In: a document with its word and vector scores, and what was understood. Out: one number per name, in the order of
 * `FEATURES`, 0 where nothing is to be said; hundreds of documents are compared for a question, so they are written
 * into one array.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { squeezedTitle } from '../knowledge/titles.js';
import type { NamedDocument } from '../understanding/names.js';
import { agesIn } from '../understanding/quantities.js';
import { servesPlace } from '../understanding/regions.js';
import type { Understanding } from '../understanding/understand.js';
import type { RankedDocument } from './rank.js';

export const FEATURES = [
  /** Logarithms of the word scores, so that weights act as exponents: half the score costs the same everywhere. */
  'card',
  /** What is asked of it; a document of which no questions are known is taken to be asked about in its own words. */
  'asked',
  'passage',
  /** Cosine of the nearest passage, from 0. */
  'dense',
  'titleNamed',
  'aliasNamed',
  /** The title holds a name that was said ("돌봄터" in "돌봄터 확대"). */
  'nameInTitle',
  /** Named as what is not meant ("기초연금 말고"). */
  'refused',
  /** A local document where the person lives; more so where the place was said in the question. */
  'localHere',
  'localSaid',
  /** A local document though no place is known. */
  'localUnasked',
  'targetGroup',
  'lifeStage',
  'theme',
  /** The same again where everything that exists is asked for: there the situation is most of the question. */
  'listGroup',
  'listStage',
  'listTheme',
  /** Made for the told time of life and no other. */
  'listStageOnly',
  'glossaryTheme',
  'glossaryStage',
  'ageInside',
  'ageOutside',
  'notRunning',
  'press',
  'notice',
  /** How near the question comes to one that no record answers; the records that were at hand then. */
  'unanswered',
  /** The programme that the conversation is about. */
  'carriedMain',
  'carriedWeakly',
  'carriedOther',
] as const;
export type Feature = (typeof FEATURES)[number];
export type Features = Readonly<Record<Feature, number>>;

/** Place of each feature in a row of numbers. */
const AT = Object.fromEntries(FEATURES.map((feature, at) => [feature, at])) as Readonly<Record<Feature, number>>;

/** The numbers of the row that begins at `start`, by name. */
export function namedFeatures(values: Float64Array, start: number): Features {
  return Object.fromEntries(FEATURES.map((feature, at) => [feature, values[start + at] ?? 0])) as Features;
}

/** What was said by name or carried over, as against how well the matter itself fits. */
export const NAMING: ReadonlySet<Feature> = new Set([
  'refused',
  'titleNamed',
  'aliasNamed',
  'nameInTitle',
  'carriedMain',
  'carriedWeakly',
  'carriedOther',
]);

/**
 * What a document of which no questions are known would score for them: of both scores of its words so much that, with
 * their own weights, the two stand to one another as was measured for plain documents (bench/README.md).
 */
const UNASKED = { card: 0.44, passage: 0.71 } as const;
const LOG_FLOOR = 0.01;
const logOf = (score: number): number => Math.log((LOG_FLOOR + score) / LOG_FLOOR);

/** What every document of one question is compared with; computed once per question. */
export interface Asked {
  readonly understanding: Understanding;
  readonly ages: readonly number[];
  readonly glossaryThemes: ReadonlySet<string>;
  readonly glossaryStages: ReadonlySet<string>;
  /** Names long enough to be looked for in other titles. */
  readonly longNames: readonly string[];
  /** Score of the nearest question that no document answers. */
  readonly unanswered: number;
}

const LONG_NAME_MIN = 4;

export function askedOf(understanding: Understanding, unanswered: number): Asked {
  return {
    understanding,
    ages: agesIn(understanding.query),
    glossaryThemes: new Set(understanding.glossary.flatMap(({ themes }) => themes)),
    glossaryStages: new Set(understanding.glossary.flatMap(({ lifeStages }) => lifeStages)),
    unanswered,
    longNames: understanding.named.map(({ name }) => name).filter((name) => name.length >= LONG_NAME_MIN),
  };
}

/** Writes the features of one document into `values` from `start`, which holds zeros. */
export function writeFeatures(
  values: Float64Array,
  start: number,
  document: KnowledgeDocument,
  { unit, scores }: RankedDocument,
  name: NamedDocument | undefined,
  { understanding, ages, glossaryThemes, glossaryStages, longNames, unanswered }: Asked,
): void {
  const put = (feature: Feature, value: number | boolean): void => {
    if (value !== 0 && value !== false) values[start + AT[feature]] = Number(value);
  };
  const { place, placeSaid, situation, carried, carry, focuses, refused } = understanding;
  put('dense', Math.max(0, scores.dense));
  const hasQuestions = document.questions.length > 0;
  const [card, passage] = [logOf(scores.card), logOf(scores.passage)];
  put('asked', hasQuestions ? logOf(scores.asked) : UNASKED.card * card + UNASKED.passage * passage);
  put('card', card);
  put('passage', passage);
  if (hasQuestions) put('unanswered', logOf(unanswered));
  if (name) put(name.isTitle ? 'titleNamed' : 'aliasNamed', 1);
  else {
    if (longNames.length > 0) {
      const title = squeezedTitle(document);
      put(
        'nameInTitle',
        longNames.some((other) => title.includes(other)),
      );
    }
    if (refused.length > 0) put('refused', refused.includes(unit));
  }
  if (document.region !== '전국') {
    const isHere = place !== undefined && servesPlace(document.region, place);
    put('localHere', isHere);
    put('localSaid', isHere && placeSaid);
    put('localUnasked', place === undefined);
  }
  const sharesGroup = hasAny(document.targetGroups, situation.targetGroups);
  const sharesStage = hasAny(document.lifeStages, situation.lifeStages);
  const sharesTheme = hasAny(document.themes, situation.themes);
  put('targetGroup', sharesGroup);
  put('lifeStage', sharesStage);
  put('theme', sharesTheme);
  if (focuses.includes('list')) {
    put('listGroup', sharesGroup);
    put('listStage', sharesStage);
    put('listTheme', sharesTheme);
    put('listStageOnly', isOnlyFor(document, situation.lifeStages));
  }
  put('glossaryTheme', hasAny(document.themes, glossaryThemes));
  put('glossaryStage', hasAny(document.lifeStages, glossaryStages));
  const ageFit = ages.length === 0 ? undefined : fitsAges(document, ages);
  put('ageInside', ageFit === true);
  put('ageOutside', ageFit === false);
  put('notRunning', document.status !== '시행');
  put('press', document.source.trust === 'press');
  put('notice', document.kind === 'notice');
  if (carry !== 'none') {
    const rank = carried.indexOf(document.id);
    put('carriedMain', carry === 'strong' && rank === 0);
    put('carriedWeakly', carry === 'weak' && rank === 0);
    put('carriedOther', carry === 'strong' && rank > 0);
  }
}

function hasAny(own: readonly string[], asked: ReadonlySet<string>): boolean {
  return asked.size > 0 && own.some((one) => asked.has(one));
}

/** Whether one of the ages told lies inside the limits; undefined where the document tells none. */
function fitsAges({ eligibility }: KnowledgeDocument, ages: readonly number[]): boolean | undefined {
  const limits = (eligibility?.all ?? []).filter((limit) => 'ageMin' in limit || 'ageMax' in limit);
  if (limits.length === 0) return undefined;
  const isOutside = (age: number): boolean =>
    limits.some((limit) => ('ageMin' in limit && age < limit.ageMin) || ('ageMax' in limit && age > limit.ageMax));
  return !ages.every(isOutside);
}

/** Every time of life that the document is for is one that was told. */
export function isOnlyFor({ lifeStages }: KnowledgeDocument, told: ReadonlySet<string>): boolean {
  return told.size > 0 && lifeStages.every((stage) => told.has(stage));
}
