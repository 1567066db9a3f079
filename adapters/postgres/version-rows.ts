/**
 * A version's documents, passages and vectors as rows: what a search in PostgreSQL reads, and whoever looks with SQL.
 * Units are rows of the saved files, so that both kinds of search name the same passage by the same number.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '../../src/indexing/manifest.js';
import { passagesOf } from '../../src/knowledge/passages.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';
import type { DatabaseClient } from './pool.js';

const BATCH_ROWS = 500;
/** Up to here every vector is compared, which is exact and takes less than ten milliseconds. */
export const EXACT_ROWS_MAX = 10_000;
/** What a graph of pgvector can hold. */
const GRAPH_DIMENSION_MAX = 2_000;

export function passageTable(versionId: number): string {
  return `knowledge_passages_${Math.trunc(versionId)}`;
}

export async function writeKnowledge(
  client: DatabaseClient,
  id: number,
  folder: string,
  { embedder }: Manifest,
): Promise<void> {
  const lines = (await readFile(join(folder, 'documents.jsonl'), 'utf8')).split('\n').filter((line) => line !== '');
  // Written by this program a moment ago, so the lines are taken at their word.
  const documents = lines.map((line): KnowledgeDocument => JSON.parse(line));
  for (const { start, batch } of batches(documents)) {
    await client.query(
      `insert into knowledge_documents (version_id, unit, document_id, title, region, audience, document)
       select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[])`,
      [
        id,
        batch.map((_, row) => start + row),
        batch.map((document) => document.id),
        batch.map(({ title }) => title),
        batch.map(({ region }) => region),
        batch.map(({ audience }) => audience),
        batch.map((document) => JSON.stringify(document)),
      ],
    );
  }
  const bytes = await readFile(join(folder, 'vectors.f32'));
  const vectors = new Float32Array(new Uint8Array(bytes).buffer);
  await writePassages(
    client,
    id,
    documents.flatMap(passagesOf).map((passage) => ({
      id: passage.id,
      documentId: passage.documentId,
      section: passage.heading,
      content: passage.claims.map(({ text }) => text).join('\n'),
    })),
    vectors,
    embedder.dimension,
  );
}

export interface PassageRow {
  readonly id: string;
  readonly documentId: string;
  readonly section: string;
  readonly content: string;
}

export async function writePassages(
  client: DatabaseClient,
  id: number,
  passages: readonly PassageRow[],
  vectors: Float32Array,
  dimension: number,
): Promise<void> {
  const table = passageTable(id);
  await client.query(`create table ${table} partition of knowledge_passages for values in (${Math.trunc(id)})`);
  for (const { start, batch } of batches(passages)) {
    await client.query(
      `insert into ${table} (version_id, unit, passage_id, document_id, section, content, embedding)
       select $1, unit, passage_id, document_id, section, content, embedding::vector
       from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
         as row (unit, passage_id, document_id, section, content, embedding)`,
      [
        id,
        batch.map((_, row) => start + row),
        batch.map((passage) => passage.id),
        batch.map(({ documentId }) => documentId),
        batch.map(({ section }) => section),
        batch.map(({ content }) => content),
        batch.map((_, row) => vectorText(vectors.subarray((start + row) * dimension, (start + row + 1) * dimension))),
      ],
    );
  }
  if (passages.length > EXACT_ROWS_MAX && dimension <= GRAPH_DIMENSION_MAX)
    await client.query(
      `create index on ${table} using hnsw ((embedding::vector(${Math.trunc(dimension)})) vector_ip_ops)`,
    );
  await client.query(`analyze ${table}`);
}

/** Nine digits bring a 32-bit number back exactly. */
export function vectorText(vector: Float32Array): string {
  return `[${Array.from(vector, (value) => Number(value.toPrecision(9))).join(',')}]`;
}

function* batches<T>(rows: readonly T[]): Generator<{ readonly start: number; readonly batch: readonly T[] }> {
  for (let start = 0; start < rows.length; start += BATCH_ROWS)
    yield { start, batch: rows.slice(start, start + BATCH_ROWS) };
}
