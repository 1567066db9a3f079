/**
 * Features of a candidate: how well a document fits a question, as named numbers. Their weights (`weights.ts`) are
 * fitted by `tools/ranking`; the weighted sum of a candidate's features is its utility.
 *
 * In: a document with its word and vector scores, and what was understood. Out: one number per name, 0 where nothing
 * is to be said.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { squeeze } from '../korean/normalise.js';
import type { NamedDocument } from '../understanding/names.js';
import { agesIn } from '../understanding/quantities.js';
import { servesPlace } from '../understanding/regions.js';
import type { Understanding } from '../understanding/understand.js';
import type { RankedDocument } from './rank.js';

export const FEATURES = [
  /** Logarithms of the word scores, so that weights act as exponents: half the score costs the same everywhere. */
  'card',
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
  /** The programme that the conversation is about. */
  'carriedMain',
  'carriedWeakly',
  'carriedOther',
] as const;
export type Feature = (typeof FEATURES)[number];
export type Features = Readonly<Record<Feature, number>>;

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
}

const LONG_NAME_MIN = 4;

export function askedOf(understanding: Understanding): Asked {
  return {
    understanding,
    ages: agesIn(understanding.query),
    glossaryThemes: new Set(understanding.glossary.flatMap(({ themes }) => themes)),
    glossaryStages: new Set(understanding.glossary.flatMap(({ lifeStages }) => lifeStages)),
    longNames: understanding.named.map(({ name }) => name).filter((name) => name.length >= LONG_NAME_MIN),
  };
}

export function featuresOf(
  document: KnowledgeDocument,
  unit: number,
  scores: RankedDocument['scores'],
  name: NamedDocument | undefined,
  { understanding, ages, glossaryThemes, glossaryStages, longNames }: Asked,
): Features {
  const { place, placeSaid, situation, carried, carry, focuses } = understanding;
  const isLocal = document.region !== '전국';
  const isHere = isLocal && place !== undefined && servesPlace(document.region, place);
  const limits =
    ages.length === 0
      ? []
      : (document.eligibility?.all ?? []).filter((limit) => 'ageMin' in limit || 'ageMax' in limit);
  const isOutside = (age: number): boolean =>
    limits.some((limit) => ('ageMin' in limit && age < limit.ageMin) || ('ageMax' in limit && age > limit.ageMax));
  const tellsAge = limits.length > 0;
  const allOutside = tellsAge && ages.every(isOutside);
  const carriedRank = carried.indexOf(document.id);
  const sharesGroup = document.targetGroups.some((group) => situation.targetGroups.has(group));
  const sharesStage = document.lifeStages.some((stage) => situation.lifeStages.has(stage));
  const sharesTheme = document.themes.some((theme) => situation.themes.has(theme));
  const isList = focuses.includes('list');
  return {
    card: logOf(scores.card),
    passage: logOf(scores.passage),
    dense: Math.max(0, scores.dense),
    titleNamed: Number(name?.isTitle === true),
    aliasNamed: Number(name?.isTitle === false),
    nameInTitle: Number(!name && longNames.some((other) => squeeze(document.title).includes(other))),
    refused: Number(!name && understanding.refused.includes(unit)),
    localHere: Number(isHere),
    localSaid: Number(isHere && placeSaid),
    localUnasked: Number(isLocal && place === undefined),
    targetGroup: Number(sharesGroup),
    lifeStage: Number(sharesStage),
    theme: Number(sharesTheme),
    listGroup: Number(isList && sharesGroup),
    listStage: Number(isList && sharesStage),
    listTheme: Number(isList && sharesTheme),
    listStageOnly: Number(isList && isOnlyFor(document, situation.lifeStages)),
    glossaryTheme: Number(document.themes.some((theme) => glossaryThemes.has(theme))),
    glossaryStage: Number(document.lifeStages.some((stage) => glossaryStages.has(stage))),
    ageInside: Number(tellsAge && !allOutside),
    ageOutside: Number(allOutside),
    notRunning: Number(document.status !== '시행'),
    press: Number(document.source.trust === 'press'),
    notice: Number(document.kind === 'notice'),
    carriedMain: Number(carry === 'strong' && carriedRank === 0),
    carriedWeakly: Number(carry === 'weak' && carriedRank === 0),
    carriedOther: Number(carry === 'strong' && carriedRank > 0),
  };
}

/** Every time of life that the document is for is one that was told. */
export function isOnlyFor({ lifeStages }: KnowledgeDocument, told: ReadonlySet<string>): boolean {
  return told.size > 0 && lifeStages.every((stage) => told.has(stage));
}
