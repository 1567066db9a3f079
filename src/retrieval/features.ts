/**
 * Features of a candidate: how well a document fits a question, as named numbers. Their weights (`weights.ts`) are
 * fitted by `tools/ranking`; the weighted sum of a candidate's features is its utility.
 *
 * In: a document with its word and vector scores, and what was understood. Out: one number per name, in the order of
 * `FEATURES`, 0 where nothing is to be said; hundreds of documents are compared for a question, so they are written
 * into a row that is there already.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import type { NamedDocument } from '../understanding/names.js';
import { agesIn } from '../understanding/quantities.js';
import { type Place, servesPlace } from '../understanding/regions.js';
import type { Understanding } from '../understanding/understand.js';
import type { Scores } from './rank.js';
import { groupBits, isWithin, sharesAny, stageBits, TRAIT, type Traits, themeBits, type WordBits } from './traits.js';

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
  /** A local document where one asks what the city gives ("시에서"). */
  'cityAsked',
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

const NO_FEATURES = Object.fromEntries(FEATURES.map((feature) => [feature, 0])) as Features;

/** The numbers of a row by name. */
export function namedFeatures(row: Float64Array): Features {
  const named: Record<Feature, number> = { ...NO_FEATURES };
  for (const feature of FEATURES) named[feature] = row[AT[feature]] ?? 0;
  return named;
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
  readonly isList: boolean;
  readonly ages: readonly number[];
  readonly groups: WordBits;
  readonly stages: WordBits;
  readonly themes: WordBits;
  readonly glossaryThemes: WordBits;
  readonly glossaryStages: WordBits;
  /** Names long enough to be looked for in other titles. */
  readonly longNames: readonly string[];
  /** How near the nearest question comes that no document answers. */
  readonly unanswered: number;
  /** Whether a region serves the person's place, by its place in the traits; false where no place is known. */
  readonly serves: (region: number) => boolean;
}

const LONG_NAME_MIN = 4;

/** `unanswered` is the score of the nearest question that no document answers. */
export function askedOf(understanding: Understanding, unanswered: number, { regionNames }: Traits): Asked {
  const { situation, glossary, named, place } = understanding;
  return {
    understanding,
    isList: understanding.focuses.includes('list'),
    ages: agesIn(understanding.query),
    groups: groupBits(situation.targetGroups),
    stages: stageBits(situation.lifeStages),
    themes: themeBits(situation.themes),
    glossaryThemes: themeBits(glossary.flatMap(({ themes }) => themes)),
    glossaryStages: stageBits(glossary.flatMap(({ lifeStages }) => lifeStages)),
    unanswered: logOf(unanswered),
    longNames: named.map(({ name }) => name).filter((name) => name.length >= LONG_NAME_MIN),
    serves: place === undefined ? () => false : servingOf(regionNames, place),
  };
}

/** A region is many documents': each is compared with the place once. */
function servingOf(regionNames: readonly string[], place: Place): (region: number) => boolean {
  const known: (boolean | undefined)[] = [];
  return (region) => {
    const serves = known[region] ?? servesPlace(regionNames[region] ?? '', place);
    known[region] = serves;
    return serves;
  };
}

/** A document as it is compared: its row in the index, its scores, and the name by which it was said. */
export interface Compared extends Scores {
  readonly unit: number;
  readonly name: NamedDocument | undefined;
}

/** Writes the features of one document over whatever `row` held; true where any of `NAMING` is among them. */
export function writeFeatures(row: Float64Array, compared: Compared, traits: Traits, asked: Asked): boolean {
  row.fill(0);
  const { unit } = compared;
  const flags = traits.flags[unit] ?? 0;
  const [card, passage] = [logOf(compared.card), logOf(compared.passage)];
  row[AT.card] = card;
  row[AT.passage] = passage;
  row[AT.dense] = Math.max(0, compared.dense);
  if (flags & TRAIT.hasQuestions) {
    row[AT.asked] = logOf(compared.asked);
    row[AT.unanswered] = asked.unanswered;
  } else row[AT.asked] = UNASKED.card * card + UNASKED.passage * passage;
  if (flags & TRAIT.isLocal) {
    const isHere = asked.serves(traits.regions[unit] ?? 0);
    row[AT.localHere] = Number(isHere);
    row[AT.localSaid] = Number(isHere && asked.understanding.placeSaid);
    row[AT.cityAsked] = Number(isHere && asked.understanding.citySaid === true);
    row[AT.localUnasked] = Number(asked.understanding.place === undefined);
  }
  const sharesGroup = Number(sharesAny(traits.groups, unit, asked.groups));
  const sharesStage = Number(sharesAny(traits.stages, unit, asked.stages));
  const sharesTheme = Number(sharesAny(traits.themes, unit, asked.themes));
  row[AT.targetGroup] = sharesGroup;
  row[AT.lifeStage] = sharesStage;
  row[AT.theme] = sharesTheme;
  if (asked.isList) {
    row[AT.listGroup] = sharesGroup;
    row[AT.listStage] = sharesStage;
    row[AT.listTheme] = sharesTheme;
    const { lifeStages } = asked.understanding.situation;
    row[AT.listStageOnly] = Number(lifeStages.size > 0 && isWithin(traits.stages, unit, asked.stages));
  }
  row[AT.glossaryTheme] = Number(sharesAny(traits.themes, unit, asked.glossaryThemes));
  row[AT.glossaryStage] = Number(sharesAny(traits.stages, unit, asked.glossaryStages));
  if (asked.ages.length > 0) {
    const fits = fitsAges(traits.documents[unit], asked.ages);
    row[AT.ageInside] = Number(fits === true);
    row[AT.ageOutside] = Number(fits === false);
  }
  row[AT.notRunning] = Number((flags & TRAIT.isRunning) === 0);
  row[AT.press] = Number((flags & TRAIT.isPress) !== 0);
  row[AT.notice] = Number((flags & TRAIT.isNotice) !== 0);
  return writeNaming(row, compared, traits, asked);
}

function writeNaming(
  row: Float64Array,
  { unit, name }: Compared,
  traits: Traits,
  { understanding: { refused, carried, carry }, longNames }: Asked,
): boolean {
  if (name) row[name.isTitle ? AT.titleNamed : AT.aliasNamed] = 1;
  else {
    if (longNames.length > 0) {
      const title = traits.titleOf(unit);
      row[AT.nameInTitle] = Number(longNames.some((other) => title.includes(other)));
    }
    row[AT.refused] = Number(refused.includes(unit));
  }
  if (carry !== 'none') {
    const rank = carried.indexOf(traits.documents[unit]?.id ?? '');
    row[AT.carriedMain] = Number(carry === 'strong' && rank === 0);
    row[AT.carriedWeakly] = Number(carry === 'weak' && rank === 0);
    row[AT.carriedOther] = Number(carry === 'strong' && rank > 0);
  }
  return name !== undefined || carry !== 'none' || refused.length > 0 || longNames.length > 0;
}

/** Whether one of the ages told lies inside the limits; undefined where the document tells none. */
function fitsAges(document: KnowledgeDocument | undefined, ages: readonly number[]): boolean | undefined {
  const limits = (document?.eligibility?.all ?? []).filter((limit) => 'ageMin' in limit || 'ageMax' in limit);
  if (limits.length === 0) return undefined;
  const isOutside = (age: number): boolean =>
    limits.some((limit) => ('ageMin' in limit && age < limit.ageMin) || ('ageMax' in limit && age > limit.ageMax));
  return !ages.every(isOutside);
}

/** Every time of life that the document is for is one that was told. */
export function isOnlyFor({ lifeStages }: KnowledgeDocument, told: ReadonlySet<string>): boolean {
  return told.size > 0 && lifeStages.every((stage) => told.has(stage));
}
