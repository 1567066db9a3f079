/**
 * Retrieve: an understood question → the documents that may answer it, best first.
 *
 * Filters stand inside the search: audience and validity always, region where it is known. Elsewhere's best document
 * is kept beside, so that a benefit of another city can be recognised and refused instead of promised.
 */
import type { Clock, QueryEmbedder } from '../core/ports.js';
import type { OpenIndex } from '../indexing/store.js';
import type { Audience } from '../knowledge/schema.js';
import { termsOf } from '../korean/tokens.js';
import { koreanDate, koreanYear, yearAsked } from '../korean/years.js';
import type { Understanding } from '../understanding/understand.js';
import { type Candidate, candidateOf, type Weighing } from './candidates.js';
import { createEligibility } from './eligible.js';
import { askedOf, FEATURES, NAMING, namedFeatures, writeFeatures } from './features.js';
import { collectDocuments, SCORE, type Searchable } from './rank.js';
import { TRAIT, traitsOf } from './traits.js';
import { type NothingFeatures, type Ranking, rowOfWeights, utilityOf, utilityOfNothing, WEIGHTS } from './weights.js';

export type { Candidate } from './candidates.js';

export interface Retrieval {
  readonly candidates: readonly Candidate[];
  /** The best document of a region that is not the person's, when a region is known. */
  readonly elsewhere?: Candidate | undefined;
  /** What speaks for nothing here fitting; the weights' fit reads it. */
  readonly nothing: NothingFeatures;
}

export interface Retriever {
  retrieve(understanding: Understanding, audience: Audience): Promise<Retrieval>;
}

/** Vectors that a server makes: what they are worth, and who hears of a question that has to do without. */
export interface ServerVectors {
  readonly weight: number;
  onFault(error: unknown): void;
}

export interface RetrieverOptions {
  readonly ranking?: Ranking | undefined;
  readonly server?: ServerVectors | undefined;
  /** Which records are in force is judged by it. */
  readonly clock?: Clock;
  /** Where nearest vectors are searched, if not in the index itself. */
  readonly vectors?: Searchable['vectors'] | undefined;
}

export function createRetriever(
  index: OpenIndex,
  embedder: QueryEmbedder,
  { ranking = 'fused', server, clock = () => new Date(), vectors = index.vectors }: RetrieverOptions = {},
): Retriever {
  const weights = server && ranking === 'fused' ? { ...WEIGHTS.fused, dense: server.weight } : WEIGHTS[ranking];
  const weightRow = rowOfWeights(weights);
  const matterRow = rowOfWeights(weights, (feature) => !NAMING.has(feature));
  const eligibleFor = createEligibility(index.documents);
  const traits = traitsOf(index.documents);
  const isUploaded = (row: number): boolean => ((traits.flags[row] ?? 0) & TRAIT.isUploaded) !== 0;
  /** Each document's features in turn. */
  const row = new Float64Array(FEATURES.length);
  // Read now where they count: when the first question comes, the version may be gone from the disk.
  if (weights.dense !== 0) index.vectors.search(new Float32Array(index.manifest.embedder.dimension), 1);
  const rowOf = new Map(index.documents.map((document, row) => [document.id, row]));
  const searchable: Searchable = {
    cards: index.cards,
    words: index.words,
    asked: index.asked,
    documentCount: index.documents.length,
    vectors,
    documentOf: index.passages.documentOf,
  };
  const rowsByGroup = new Map<string, number[]>();
  index.documents.forEach(({ targetGroups }, row) => {
    for (const group of targetGroups) rowsByGroup.set(group, [...(rowsByGroup.get(group) ?? []), row]);
  });
  // Only what is for one time of life and no other: whatever is for all of them belongs to no one's list.
  const rowsByStage = new Map<string, number[]>();
  index.documents.forEach(({ lifeStages: [stage, ...others] }, row) => {
    if (stage !== undefined && others.length === 0) rowsByStage.set(stage, [...(rowsByStage.get(stage) ?? []), row]);
  });
  const isKnown = (word: string): boolean =>
    termsOf(word).some((term) => index.words.weightOf(term) > 0 || index.cards.weightOf(term) > 0);

  return {
    async retrieve(understanding, audience) {
      const vector = weights.dense === 0 ? undefined : await vectorOf(understanding.query, embedder, server);
      const eligible = eligibleFor(audience, dayAsked(understanding.query, clock()));
      const mayRead = (row: number): boolean => eligible[row] === 1;
      const { rows, scores, least, unanswered, passagesOf } = await collectDocuments(searchable, {
        terms: understanding.terms,
        otherWays: understanding.otherWays,
        vector,
        acceptsDocument: mayRead,
      });
      const { place: home } = understanding;
      const named = new Map(understanding.named.map((name) => [name.unit, name]));
      // What is named, carried over or, for a list, made for these people is looked at whatever words matched.
      const fitting = understanding.focuses.includes('list')
        ? rowsForSituation(understanding, rowsByGroup, rowsByStage)
        : [];
      const wanted = [...named.keys(), ...understanding.carried.map((id) => rowOf.get(id)), ...fitting];
      const seen = new Set(wanted.length === 0 ? [] : rows);
      for (const unit of wanted) {
        if (unit === undefined || seen.has(unit) || !mayRead(unit)) continue;
        seen.add(unit);
        rows.push(unit);
        scores.push(least.card, least.asked, least.passage, least.dense);
      }
      const asked = askedOf(understanding, unanswered, traits);
      const nothing = nothingOf(understanding, isKnown);
      const against = utilityOfNothing(nothing);
      // Models differ in how near everything is to everything: of a server's vectors only what stands out counts.
      const leastDense = server ? least.dense : 0;
      // One object in turn, and numbers in lists: what is made for each of 250 documents feeds the collector.
      const compared = { unit: 0, name: named.get(0), card: 0, asked: 0, passage: 0, dense: 0 };
      /** The features of the document at that place stand in `row`; true where naming is among them. */
      const compare = (place: number): boolean => {
        const from = place * SCORE.count;
        compared.unit = rows[place] ?? 0;
        compared.name = named.get(compared.unit);
        compared.card = scores[from + SCORE.card] ?? 0;
        compared.asked = scores[from + SCORE.asked] ?? 0;
        compared.passage = scores[from + SCORE.passage] ?? 0;
        compared.dense = (scores[from + SCORE.dense] ?? 0) - leastDense;
        return writeFeatures(row, compared, traits, asked);
      };
      const utilities: number[] = [];
      const matters: number[] = [];
      const worths: number[] = [];
      const here: number[] = [];
      const elsewhere: number[] = [];
      for (let place = 0; place < rows.length; place += 1) {
        const isNaming = compare(place);
        const utility = utilityOf(row, weightRow);
        utilities.push(utility);
        matters.push(isNaming ? utilityOf(row, matterRow) : utility);
        worths.push(Math.exp(utility - against) * (isUploaded(compared.unit) ? UPLOADED_WEIGHT : 1));
        const isHere = home === undefined || asked.serves(traits.regions[compared.unit] ?? 0);
        (isHere ? here : elsewhere).push(place);
      }
      const idOf = (place: number): string => index.documents[rows[place] ?? -1]?.id ?? '';
      const weighing: Weighing = {
        weights,
        nothing: against,
        featuresOf: (place) => {
          compare(place);
          return namedFeatures(row);
        },
        passagesOf: (place) =>
          passagesOf(rows[place] ?? -1).flatMap(({ unit, score }) => {
            const passage = index.passages.at(unit);
            return passage ? [{ passage, score }] : [];
          }),
      };
      const candidatesAt = (places: readonly number[]): Candidate[] =>
        places.flatMap((place) => {
          const unit = rows[place] ?? -1;
          const document = index.documents[unit];
          if (!document) return [];
          const [utility = 0, matter = 0] = [utilities[place], matters[place]];
          return candidateOf({ document, place, utility, matter, isNamed: named.has(unit) }, weighing);
        });
      return {
        candidates: candidatesAt(bestOf(here, worths, idOf, CANDIDATES_MAX)),
        elsewhere: candidatesAt(bestOf(elsewhere, worths, idOf, 1))[0],
        nothing,
      };
    },
  };
}

/** The worthiest places in order. Only those that can be among them are compared: half of what a question meets. */
function bestOf(
  places: readonly number[],
  worths: readonly number[],
  idOf: (place: number) => string,
  limit: number,
): readonly number[] {
  const worthOf = (place: number): number => worths[place] ?? 0;
  const sorted = new Float64Array(places.length);
  for (let at = 0; at < places.length; at += 1) sorted[at] = worthOf(places[at] ?? -1);
  const least = sorted.sort().at(-limit) ?? Number.NEGATIVE_INFINITY;
  return places
    .filter((place) => worthOf(place) >= least)
    .sort((a, b) => worthOf(b) - worthOf(a) || compareIds(idOf(a), idOf(b)))
    .slice(0, limit);
}

/** A server that fails or is slow costs the question its vector, never its answer. */
async function vectorOf(
  query: string,
  embedder: QueryEmbedder,
  server: ServerVectors | undefined,
): Promise<Float32Array | undefined> {
  try {
    const [vector] = await embedder.embed([query], 'query');
    return vector;
  } catch (error) {
    if (!server) throw error;
    server.onFault(error);
    return undefined;
  }
}

const CANDIDATES_MAX = 100;
/** What an office published goes before what anyone may have put in, unless the latter fits more than twice as well. */
const UPLOADED_WEIGHT = 0.5;

function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The day whose rules are asked about: today, or the end of another year that is named ("작년", "2027년"). */
function dayAsked(query: string, now: Date): string {
  const year = yearAsked(query, koreanYear(now));
  return year === undefined || year === koreanYear(now) ? koreanDate(now) : `${year}-12-31`;
}

function rowsForSituation(
  { situation }: Understanding,
  rowsByGroup: ReadonlyMap<string, readonly number[]>,
  rowsByStage: ReadonlyMap<string, readonly number[]>,
): number[] {
  return [
    ...[...situation.targetGroups].flatMap((group) => rowsByGroup.get(group) ?? []),
    ...[...situation.lifeStages].flatMap((stage) => rowsByStage.get(stage) ?? []),
  ];
}

function nothingOf(
  { topicWords, situation, glossary, named, terms }: Understanding,
  isKnown: (word: string) => boolean,
): NothingFeatures {
  const unknown = topicWords.filter((word) => !isKnown(word)).length;
  const signs = situation.lifeStages.size + situation.targetGroups.size + situation.themes.size;
  return {
    bias: 1,
    unknownWords: topicWords.length === 0 ? 0 : unknown / topicWords.length,
    noSign: Number(signs + glossary.length + named.length === 0),
    length: Math.log(1 + terms.reduce((sum, { weight }) => sum + weight, 0)),
  };
}
