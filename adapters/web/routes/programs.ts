/** The catalogue: programmes by region, life stage, target group, theme or words, and one programme whole. */
import { z } from 'zod';
import { findDocument, listDocuments, summaryOf } from '../../../src/catalogue/catalogue.js';
import { type KnowledgeDocument, STATUSES } from '../../../src/knowledge/schema.js';
import { LIFE_STAGES, TARGET_GROUPS, THEMES } from '../../../src/knowledge/vocabulary.js';
import { understand } from '../../../src/understanding/understand.js';
import type { WebParts } from '../parts.js';
import { notFound } from '../problem.js';
import { type Route, route } from '../route.js';
import { placeNameOf } from './answers.js';

const querySchema = z.strictObject({
  region: z.string().max(40).optional(),
  lifeStage: z.enum(LIFE_STAGES).optional(),
  targetGroup: z.enum(TARGET_GROUPS).optional(),
  theme: z.enum(THEMES).optional(),
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
});

const entrySchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: z.string(),
  region: z.string(),
  status: z.enum(STATUSES),
  lifeStages: z.array(z.string()),
  targetGroups: z.array(z.string()),
  themes: z.array(z.string()),
  asOf: z.string(),
  publisher: z.string(),
});

const programSchema = entrySchema.extend({
  aliases: z.array(z.string()),
  validFrom: z.string().optional(),
  validUntil: z.string().optional(),
  sections: z.array(z.object({ heading: z.string(), claims: z.array(z.string()) })),
  contacts: z.array(z.object({ name: z.string(), phone: z.string() })),
  apply: z.array(z.object({ label: z.string(), url: z.string() })),
  source: z.object({ title: z.string(), publisher: z.string(), date: z.string(), url: z.string().optional() }),
});

export type CatalogueQuery = Omit<z.infer<typeof querySchema>, 'limit' | 'offset'>;

/** Filtered; with words, those found by them, best first. */
export async function findPrograms(
  { assistant }: Pick<WebParts, 'assistant'>,
  { region, lifeStage, targetGroup, theme, q }: CatalogueQuery,
): Promise<readonly KnowledgeDocument[]> {
  const { index, gazetteer, retriever, tools } = assistant();
  const placeName = placeNameOf(gazetteer, region);
  const place = placeName === undefined ? undefined : gazetteer.resolve(placeName);
  const listed = listDocuments(index.documents, { place, lifeStage, targetGroup, theme });
  if (q === undefined || q.trim() === '') return listed;
  const { candidates } = await retriever.retrieve(understand(q, [], placeName, tools), 'public');
  const allowed = new Set(listed.map(({ id }) => id));
  return [...candidates]
    .sort((a, b) => b.score - a.score)
    .map(({ document }) => document)
    .filter(({ id }) => allowed.has(id));
}

export function programRoutes(parts: WebParts): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/programs',
      tag: '제도',
      summary: '제도 목록. 지역, 생애주기, 대상, 주제, 말(q)로 거릅니다.',
      query: querySchema,
      responses: {
        200: { description: '목록', schema: z.object({ total: z.number().int(), items: z.array(entrySchema) }) },
      },
      async handle({ query }) {
        const found = await findPrograms(parts, query);
        return {
          total: found.length,
          items: found.slice(query.offset, query.offset + query.limit).map(entryOf),
        };
      },
    }),
    route({
      method: 'GET',
      path: '/v1/programs/{id}',
      tag: '제도',
      summary: '제도 하나의 모든 내용과 출처',
      params: z.object({ id: z.string().max(120) }),
      responses: { 200: { description: '제도', schema: programSchema } },
      async handle({ params }) {
        const document = findDocument(parts.assistant().index.documents, params.id);
        if (!document) throw notFound('제도');
        return programOf(document);
      },
    }),
  ];
}

function entryOf(document: KnowledgeDocument): z.infer<typeof entrySchema> {
  const { id, title, kind, region, status, lifeStages, targetGroups, themes, asOf, source } = document;
  return {
    id,
    title,
    summary: summaryOf(document),
    kind,
    region,
    status,
    lifeStages,
    targetGroups,
    themes,
    asOf,
    publisher: source.publisher,
  };
}

function programOf(document: KnowledgeDocument): z.infer<typeof programSchema> {
  const { aliases, validFrom, validUntil, sections, contacts, apply, source } = document;
  return {
    ...entryOf(document),
    aliases,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
    sections: sections.map(({ heading, claims }) => ({ heading, claims: claims.map(({ text }) => text) })),
    contacts,
    apply,
    source: {
      title: source.title,
      publisher: source.publisher,
      date: source.date,
      ...(source.url === undefined ? {} : { url: source.url }),
    },
  };
}
