/**
 * Retrieve: an understood question → the documents that may answer it, best first.
 *
 * Filters stand inside the search: audience always, region where it is known. Elsewhere's best document is kept
 * beside, so that a benefit of another city can be recognised and refused instead of promised.
 */
import type { Embedder } from '../core/ports.js';
import type { OpenIndex } from '../indexing/store.js';
import type { Passage } from '../knowledge/passages.js';
import type { Audience, KnowledgeDocument } from '../knowledge/schema.js';
import { squeeze } from '../korean/normalise.js';
import type { NamedDocument } from '../understanding/names.js';
import type { Place } from '../understanding/regions.js';
import { agesIn } from '../understanding/situation.js';
import type { Understanding } from '../understanding/understand.js';
import { type RankedDocument, type Ranking, rankDocuments, type Searchable, WEIGHTS } from './rank.js';

export interface Candidate {
  readonly document: KnowledgeDocument;
  readonly score: number;
  readonly parts: RankedDocument['parts'] & { readonly feature: number };
  /** Passages that matched, best first. */
  readonly passages: readonly { readonly passage: Passage; readonly score: number }[];
  readonly isNamed: boolean;
  /** The score without what naming or an earlier turn lifts: how well the matter itself fits. */
  readonly matter: number;
}

export interface Retrieval {
  readonly candidates: readonly Candidate[];
  /** The best document of a region that is not the person's, when a region is known. */
  readonly elsewhere?: Candidate | undefined;
}

export interface Retriever {
  retrieve(understanding: Understanding, audience: Audience): Promise<Retrieval>;
}

/**
 * Features that multiply or lift the word score. Set by hand on the development questions; a change by about a third
 * moves at most three answers in 148 (bench/README.md). The next step is to fit them.
 */
const FEATURES = {
  titleNamed: 0.5,
  aliasNamed: 0.3,
  nameInTitle: 0.2,
  carriedMain: 0.3,
  carriedWeakly: 0.05,
  carriedOther: 0.05,
  ownRegion: 1.15,
  unaskedRegion: 0.7,
  unaskedNamed: 0.8,
  theme: 1.08,
  situationGroup: 1.1,
  situationStage: 1.1,
  situationTheme: 1.05,
  /** The age that is told lies outside what the record states as its limits. */
  otherAge: 0.6,
  /** In lists the situation is most of what is asked. */
  situationInList: 1.2,
  notRunning: 0.92,
  notice: 0.85,
} as const;

export function createRetriever(index: OpenIndex, embedder: Embedder, ranking: Ranking = 'fused'): Retriever {
  const rowOf = new Map(index.documents.map((document, row) => [document.id, row]));
  const owners = index.passages.map((passage) => rowOf.get(passage.documentId) ?? 0);
  const searchable: Searchable = {
    cards: index.cards,
    words: index.words,
    vectors: index.vectors,
    documentOf: (passage) => owners[passage] ?? 0,
  };
  const toCandidate = (
    ranked: RankedDocument,
    feature: number,
    matter: number,
    isNamed: boolean,
  ): Candidate | undefined => {
    const document = index.documents[ranked.unit];
    if (!document) return undefined;
    const passages = ranked.passages.flatMap(({ unit, score }) => {
      const passage = index.passages[unit];
      return passage ? [{ passage, score }] : [];
    });
    return { document, score: ranked.score, parts: { ...ranked.parts, feature }, passages, isNamed, matter };
  };

  return {
    async retrieve(understanding, audience) {
      const [vector = new Float32Array(embedder.dimension)] = await embedder.embed([understanding.query]);
      const mayRead = (row: number): boolean => audience === 'staff' || index.documents[row]?.audience === 'public';
      const ranked = rankDocuments(
        searchable,
        { terms: understanding.terms, vector, acceptsDocument: mayRead },
        WEIGHTS[ranking],
      );
      const named = new Map(understanding.named.map((name) => [name.unit, name]));
      for (const row of [...named.keys(), ...understanding.carried.map((id) => rowOf.get(id))]) {
        if (row !== undefined && mayRead(row) && !ranked.some(({ unit }) => unit === row)) {
          ranked.push({ unit: row, score: 0, parts: { card: 0, passage: 0, dense: 0 }, passages: [] });
        }
      }
      const scored = ranked.flatMap((entry) => {
        const document = index.documents[entry.unit];
        if (!document) return [];
        const name = named.get(entry.unit);
        const factor =
          regionFactor(document, understanding, name !== undefined) *
          kindFactor(document) *
          themeFactor(document, understanding) *
          situationFactor(document, understanding) *
          ageFactor(document, understanding);
        const matter = entry.score * factor;
        const score =
          matter + (nameLift(document, name, understanding) + carriedLift(document, understanding)) * factor;
        const candidate = toCandidate({ ...entry, score }, score - entry.score, matter, name !== undefined);
        return candidate ? [candidate] : [];
      });
      scored.sort((a, b) => b.score - a.score || a.document.id.localeCompare(b.document.id));
      const { place } = understanding;
      const here = scored.filter(({ document }) => !place || servesPlace(document.region, place));
      const elsewhere = place ? scored.find(({ document }) => !servesPlace(document.region, place)) : undefined;
      return { candidates: here, elsewhere };
    },
  };
}

/** National and the person's province serve everywhere in it; a city serves only itself. */
function servesPlace(region: string, place: Place): boolean {
  if (region === '전국') return true;
  if (place.city === undefined) return region === place.province || region.startsWith(`${place.province} `);
  return region === place.name || region === place.province;
}

function regionFactor(document: KnowledgeDocument, { place }: Understanding, isNamed: boolean): number {
  if (document.region === '전국') return 1;
  if (place) return servesPlace(document.region, place) ? FEATURES.ownRegion : 1;
  return isNamed ? FEATURES.unaskedNamed : FEATURES.unaskedRegion;
}

function kindFactor(document: KnowledgeDocument): number {
  const running = document.status === '시행' && document.source.trust !== 'press' ? 1 : FEATURES.notRunning;
  return document.kind === 'notice' ? running * FEATURES.notice : running;
}

function situationFactor(document: KnowledgeDocument, { situation, focuses }: Understanding): number {
  const isList = focuses.includes('list') ? FEATURES.situationInList : 1;
  const shares = <T>(own: readonly T[], asked: ReadonlySet<T>) => own.some((value) => asked.has(value));
  return (
    (shares(document.targetGroups, situation.targetGroups) ? FEATURES.situationGroup * isList : 1) *
    (shares(document.lifeStages, situation.lifeStages) ? FEATURES.situationStage * isList : 1) *
    (shares(document.themes, situation.themes) ? FEATURES.situationTheme * isList : 1)
  );
}

/** A programme for over-sixties is not for a girl of fourteen; ages told of others in the house keep it in. */
function ageFactor({ eligibility }: KnowledgeDocument, { query }: Understanding): number {
  const ages = agesIn(query);
  if (ages.length === 0) return 1;
  const conditions = eligibility?.all ?? [];
  const isOutside = (age: number): boolean =>
    conditions.some(
      (condition) =>
        ('ageMin' in condition && age < condition.ageMin) || ('ageMax' in condition && age > condition.ageMax),
    );
  return ages.every(isOutside) ? FEATURES.otherAge : 1;
}

function themeFactor(document: KnowledgeDocument, { glossary }: Understanding): number {
  const hit = glossary.some(
    ({ themes, lifeStages }) =>
      themes.some((theme) => document.themes.some((own) => own === theme)) ||
      lifeStages.some((stage) => document.lifeStages.some((own) => own === stage)),
  );
  return hit ? FEATURES.theme : 1;
}

/** A name said outright lifts most; a title that holds a name said ("돌봄터" in "돌봄터 확대") a little. */
function nameLift(document: KnowledgeDocument, name: NamedDocument | undefined, { named }: Understanding): number {
  if (name) return name.isTitle ? FEATURES.titleNamed : FEATURES.aliasNamed;
  const title = squeeze(document.title);
  return named.some((other) => other.name.length >= 4 && title.includes(other.name)) ? FEATURES.nameInTitle : 0;
}

function carriedLift(document: KnowledgeDocument, { carried, carry }: Understanding): number {
  const rank = carried.indexOf(document.id);
  if (carry === 'weak') return rank === 0 ? FEATURES.carriedWeakly : 0;
  return rank === 0 ? FEATURES.carriedMain : rank > 0 ? FEATURES.carriedOther : 0;
}
