/**
 * Retrieve: an understood question → the documents that may answer it, best first.
 *
 * Filters stand inside the search: audience always, region where it is known. Elsewhere's best document is kept
 * beside, so that a benefit of another city can be recognised and refused instead of promised.
 */
import type { QueryEmbedder } from '../core/ports.js';
import type { OpenIndex } from '../indexing/store.js';
import type { Passage } from '../knowledge/passages.js';
import type { Audience, KnowledgeDocument } from '../knowledge/schema.js';
import { termsOf } from '../korean/tokens.js';
import { servesPlace } from '../understanding/regions.js';
import type { Understanding } from '../understanding/understand.js';
import { askedOf, FEATURES, type Feature, type Features, featuresOf, NAMING } from './features.js';
import { collectDocuments, type RankedDocument, type Searchable } from './rank.js';
import {
  chanceOf,
  type NothingFeatures,
  type Ranking,
  utilityOf,
  utilityOfNothing,
  WEIGHTS,
  type Weights,
} from './weights.js';

export interface Candidate {
  readonly document: KnowledgeDocument;
  /** The chance that this document answers, as against that nothing here does; 0–1, calibrated (tools/ranking). */
  readonly score: number;
  /** The same as odds: two candidates are compared by the ratio of theirs. */
  readonly odds: number;
  /** The odds without what naming or an earlier turn adds: how well the matter itself fits. */
  readonly matter: number;
  /** What each feature added to the logarithm of the odds; for `search --explain`. */
  readonly parts: Readonly<Partial<Record<Feature, number>>>;
  readonly features: Features;
  /** Passages that matched, best first. */
  readonly passages: readonly { readonly passage: Passage; readonly score: number }[];
  readonly isNamed: boolean;
}

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

export function createRetriever(
  index: OpenIndex,
  embedder: QueryEmbedder,
  ranking: Ranking = 'fused',
  server?: ServerVectors,
): Retriever {
  const weights = server && ranking === 'fused' ? { ...WEIGHTS.fused, dense: server.weight } : WEIGHTS[ranking];
  const rowOf = new Map(index.documents.map((document, row) => [document.id, row]));
  const owners = index.passages.map((passage) => rowOf.get(passage.documentId) ?? 0);
  const searchable: Searchable = {
    cards: index.cards,
    words: index.words,
    vectors: index.vectors,
    documentOf: (passage) => owners[passage] ?? 0,
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
      const mayRead = (row: number): boolean => audience === 'staff' || index.documents[row]?.audience === 'public';
      const { documents: ranked, least } = await collectDocuments(searchable, {
        terms: understanding.terms,
        vector,
        acceptsDocument: mayRead,
      });
      const named = new Map(understanding.named.map((name) => [name.unit, name]));
      // What is named, carried over or, for a list, made for these people is looked at whatever words matched.
      const seen = new Set(ranked.map(({ unit }) => unit));
      const fitting = understanding.focuses.includes('list')
        ? rowsForSituation(understanding, rowsByGroup, rowsByStage)
        : [];
      for (const row of [...named.keys(), ...understanding.carried.map((id) => rowOf.get(id)), ...fitting]) {
        if (row === undefined || seen.has(row) || !mayRead(row)) continue;
        seen.add(row);
        ranked.push({ unit: row, scores: least, passages: [] });
      }
      const asked = askedOf(understanding);
      const nothing = nothingOf(understanding, isKnown);
      const against = utilityOfNothing(nothing);
      const scored = ranked.flatMap((entry) => {
        const document = index.documents[entry.unit];
        if (!document) return [];
        const name = named.get(entry.unit);
        // Models differ in how near everything is to everything: of a server's vectors only what stands out counts.
        const scores = server ? { ...entry.scores, dense: entry.scores.dense - least.dense } : entry.scores;
        const features = featuresOf(document, entry.unit, scores, name, asked);
        const utility = utilityOf(features, weights);
        const odds = Math.exp(utility - against);
        return [{ document, entry, features, utility, odds, isNamed: name !== undefined }];
      });
      scored.sort((a, b) => weightOf(b) - weightOf(a) || a.document.id.localeCompare(b.document.id));
      // Most of what was looked at is left behind here: only what stays is told in full.
      const inFull = (one: Scored): Candidate => candidateOf(one, weights, against, index);
      const { place } = understanding;
      if (!place) return { candidates: scored.slice(0, CANDIDATES_MAX).map(inFull), nothing };
      const here = scored.filter(({ document }) => servesPlace(document.region, place));
      const elsewhere = scored.find(({ document }) => !servesPlace(document.region, place));
      return {
        candidates: here.slice(0, CANDIDATES_MAX).map(inFull),
        elsewhere: elsewhere && inFull(elsewhere),
        nothing,
      };
    },
  };
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

interface Scored extends Pick<Candidate, 'document' | 'features' | 'odds' | 'isNamed'> {
  readonly entry: RankedDocument;
  readonly utility: number;
}

function weightOf({ document, odds }: Scored): number {
  return document.source.trust === 'uploaded' ? odds * UPLOADED_WEIGHT : odds;
}

const MATTER_FEATURES = FEATURES.filter((feature) => !NAMING.has(feature));

function candidateOf(
  { document, entry, features, utility, odds, isNamed }: Scored,
  weights: Weights,
  nothing: number,
  index: OpenIndex,
): Candidate {
  return {
    document,
    score: chanceOf(utility, nothing),
    odds,
    // Only lists ask for it.
    get matter() {
      return Math.exp(utilityOf(features, weights, MATTER_FEATURES) - nothing);
    },
    get parts() {
      return contributions(features, weights);
    },
    features,
    // Only a search shows them.
    get passages() {
      return passagesOf(index, entry);
    },
    isNamed,
  };
}

function contributions(features: Features, weights: Weights): Candidate['parts'] {
  return Object.fromEntries(
    FEATURES.filter((feature) => features[feature] !== 0 && weights[feature] !== 0).map((feature) => [
      feature,
      features[feature] * weights[feature],
    ]),
  );
}

function passagesOf(index: OpenIndex, { passages }: RankedDocument): Candidate['passages'] {
  return passages.flatMap(({ unit, score }) => {
    const passage = index.passages[unit];
    return passage ? [{ passage, score }] : [];
  });
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
  { topicWords, situation, glossary, named }: Understanding,
  isKnown: (word: string) => boolean,
): NothingFeatures {
  const unknown = topicWords.filter((word) => !isKnown(word)).length;
  const signs = situation.lifeStages.size + situation.targetGroups.size + situation.themes.size;
  return {
    bias: 1,
    unknownWords: topicWords.length === 0 ? 0 : unknown / topicWords.length,
    noSign: Number(signs + glossary.length + named.length === 0),
  };
}
