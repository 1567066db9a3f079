/**
 * The catalogue: the public records as a list a person can walk through, and one record as a page. Staff records are
 * not in it; neither are bare facts and announcements, which answer questions but offer nothing to apply for.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { type Place, servesPlace } from '../understanding/regions.js';

export interface CatalogueFilter {
  readonly place?: Place | undefined;
  readonly lifeStage?: string | undefined;
  readonly targetGroup?: string | undefined;
  readonly theme?: string | undefined;
}

const LISTED_KINDS: readonly string[] = ['program', 'facility', 'guide', 'contact'];
const STATUS_ORDER: readonly string[] = ['시행', '추진', '계획', '종료'];

/** Nearest first: the person's city, its province, the nation; what runs before what is planned. */
export function listDocuments(
  documents: readonly KnowledgeDocument[],
  { place, lifeStage, targetGroup, theme }: CatalogueFilter,
): readonly KnowledgeDocument[] {
  const has = (values: readonly string[], wanted: string | undefined) =>
    wanted === undefined || values.includes(wanted);
  return documents
    .filter(
      ({ audience, kind, region, lifeStages, targetGroups, themes }) =>
        audience === 'public' &&
        LISTED_KINDS.includes(kind) &&
        (place === undefined || servesPlace(region, place)) &&
        has(lifeStages, lifeStage) &&
        has(targetGroups, targetGroup) &&
        has(themes, theme),
    )
    .sort(
      (a, b) =>
        distance(a.region) - distance(b.region) ||
        STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) ||
        a.title.localeCompare(b.title, 'ko'),
    );
}

export function findDocument(documents: readonly KnowledgeDocument[], id: string): KnowledgeDocument | undefined {
  return documents.find((document) => document.audience === 'public' && document.id === id);
}

/** Regions that have something of their own, besides the nation. */
export function regionsOf(documents: readonly KnowledgeDocument[]): readonly string[] {
  const regions = documents.filter(({ audience }) => audience === 'public').map(({ region }) => region);
  return [...new Set(regions)].filter((region) => region !== '전국').sort((a, b) => a.localeCompare(b, 'ko'));
}

/** One sentence that tells what it gives: the first of the benefit, else the first of all. */
export function summaryOf({ sections }: KnowledgeDocument): string {
  const section = sections.find(({ slug }) => slug === 'benefit') ?? sections[0];
  return section?.claims[0]?.text ?? '';
}

/** A city before its province before the nation. */
function distance(region: string): number {
  if (region === '전국') return 2;
  return region.includes(' ') ? 0 : 1;
}
