/** pgvector behind the port: the suite of the embedded index, exact and through a graph, and what happens without it. */
import { pino } from 'pino';
import { afterAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '../../../adapters/postgres/pool.js';
import { ensureSchema } from '../../../adapters/postgres/schema.js';
import { createPgvectorIndex } from '../../../adapters/postgres/vector-index.js';
import { EXACT_ROWS_MAX, writePassages } from '../../../adapters/postgres/version-rows.js';
import { createExactVectorIndex } from '../../../src/retrieval/exact-vector-index.js';
import { behavesLikeVectorIndex } from '../../conformance/vector-index.js';
import { describeWithPostgres } from '../../fixtures/postgres.js';
import { randomUnitVectors } from '../../fixtures/random.js';

const log = pino({ level: 'silent' });

describeWithPostgres('vectors in PostgreSQL', (postgres) => {
  let database: Database | undefined;
  let versions = 0;
  afterAll(() => database?.end());

  /** `vectors` as the passages of a version of their own. */
  async function indexOf(vectors: Float32Array, dimension: number) {
    database ??= createDatabase({ url: postgres().url, log, statementMs: 60_000 });
    await ensureSchema(database);
    versions += 1;
    const version = `version-${versions}`;
    const size = vectors.length / dimension;
    await database.transaction(async (client) => {
      const { rows } = await client.query<{ id: number }>(
        `insert into knowledge_versions (version, manifest) values ($1, '{}') returning id`,
        [version],
      );
      const passages = Array.from({ length: size }, (_, unit) => ({
        id: `p${unit}`,
        documentId: 'd',
        section: '',
        content: '',
      }));
      await writePassages(client, rows[0]?.id ?? 0, passages, vectors, dimension);
    });
    const fallback = createExactVectorIndex(vectors, dimension);
    return createPgvectorIndex({ database, version, size, dimension, fallback, log });
  }

  behavesLikeVectorIndex('pgvector', indexOf);

  it('bring every number back exactly', async () => {
    const vector = randomUnitVectors(1, 64, 7);
    const index = await indexOf(vector, 64);
    const { rows } = (await database?.query<{ text: string }>(
      `select embedding::text as text from knowledge_passages where version_id = (select max(id) from knowledge_versions)`,
    )) ?? { rows: [] };
    expect(index.size).toBe(1);
    expect(Float32Array.from(JSON.parse(rows[0]?.text ?? '[]'))).toEqual(vector);
  });

  it('are found through the graph of a large version, also where the filter leaves few', async () => {
    const dimension = 8;
    const size = EXACT_ROWS_MAX + 1;
    const vectors = randomUnitVectors(size, dimension, 3);
    const index = await indexOf(vectors, dimension);
    const exact = createExactVectorIndex(vectors, dimension);
    const { rows } = (await database?.query(
      `select 1 from pg_indexes where indexdef like '%hnsw%' and tablename like 'knowledge_passages_%'`,
    )) ?? { rows: [] };
    expect(rows).toHaveLength(1);
    const query = randomUnitVectors(1, dimension, 4);
    const found = await index.search(query, 20);
    const nearest = new Set(exact.search(query, 20).map(({ unit }) => unit));
    expect(found.filter(({ unit }) => nearest.has(unit)).length).toBeGreaterThanOrEqual(18);
    const few = await index.search(query, 20, (unit) => unit % 200 === 0);
    expect(few.map(({ unit }) => unit % 200)).toEqual(Array.from({ length: 20 }, () => 0));
  });

  it('are searched in the own copy while the database is stopped', async () => {
    const vectors = Float32Array.of(1, 0, 0, 1);
    const index = await indexOf(vectors, 2);
    await postgres().stop();
    expect(await index.search(Float32Array.of(1, 0), 1)).toEqual([{ unit: 0, score: 1 }]);
    await postgres().start();
  });
});
