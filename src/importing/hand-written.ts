/**
 * Records that people wrote, looked up by the service they tell about. An id counts where the record lists it in
 * `serviceIds` or its source names it; a name counts within the same region, also as an alias and with or without the
 * region's own name in front or 사업 behind.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { squeeze } from '../korean/normalise.js';
import type { OfficialSource } from './service.js';

export interface HandWritten {
  byServiceId(serviceId: string): KnowledgeDocument | undefined;
  byName(document: KnowledgeDocument): KnowledgeDocument | undefined;
  /** Hand-written records that name a service of this source. */
  namedServices(source: OfficialSource): readonly { readonly recordId: string; readonly serviceId: string }[];
}

const BOKJIRO_ID = /WLF\d{8}/g;
const GOV24_ID = /rcvfvrSvc\/dtlEx\/([A-Z0-9]+)/g;

export function createHandWritten(documents: readonly KnowledgeDocument[]): HandWritten {
  const written = documents.filter((document) => document.form === 'record' && !document.imported);
  const byId = new Map(written.flatMap((document) => serviceIdsOf(document).map((id) => [id, document] as const)));
  const byName = new Map(
    written.flatMap((document) =>
      [document.title, ...document.aliases].map((name) => [keyOf(name, document.region), document] as const),
    ),
  );
  return {
    byServiceId: (serviceId) => byId.get(serviceId),
    byName: ({ title, region }) => byName.get(keyOf(title, region)),
    namedServices: (source) =>
      [...byId]
        .filter(([serviceId, { region }]) => sourceOf(serviceId, region) === source)
        .map(([serviceId, { id }]) => ({ recordId: id, serviceId })),
  };
}

/** Only a record about this one service names it in its source; a list of sources names many. */
function serviceIdsOf({ serviceIds = [], source }: KnowledgeDocument): readonly string[] {
  const told = [...`${source.title} ${source.url ?? ''}`.matchAll(BOKJIRO_ID)].map(([id]) => id);
  const portal = [...(source.url ?? '').matchAll(GOV24_ID)].flatMap(([, id]) => id ?? []);
  return [...new Set([...serviceIds, ...told, ...portal])];
}

function sourceOf(serviceId: string, region: string): OfficialSource {
  if (!serviceId.startsWith('WLF')) return 'gov24';
  return region === '전국' ? 'bokjiro' : 'bokjiro-local';
}

function keyOf(name: string, region: string): string {
  const places = region.split(' ').flatMap((place) => [place, place.replace(/(?:특별자치)?[시군구도]$/, '')]);
  const bare = squeeze(name.replace(/\([^)]*\)/g, '')).replace(/사업$/, '');
  const place = places.sort((a, b) => b.length - a.length).find((one) => one.length > 1 && bare.startsWith(one));
  const rest = place === undefined ? bare : bare.slice(place.length);
  return `${region}|${rest.length > 1 ? rest : bare}`;
}
