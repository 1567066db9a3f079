/**
 * Nearest neighbours in PostgreSQL with pgvector: a version that was published there → the `RemoteVectorIndex` port.
 *
 * Up to ten thousand passages every vector is compared; above, the graph is walked on until enough is accepted
 * (`hnsw.iterative_scan`). Where the database does not answer, `fallback` does: the replica's own copy.
 */
import type { Logger } from 'pino';
import type { RemoteVectorIndex, ScoredUnit, UnitFilter, VectorIndex } from '../../src/core/ports.js';
import { codeOf, type Database } from './pool.js';
import { EXACT_ROWS_MAX, passageTable, vectorText } from './version-rows.js';

export interface PgvectorIndexOptions {
  readonly database: Database;
  readonly version: string;
  readonly size: number;
  readonly dimension: number;
  readonly fallback: VectorIndex;
  readonly log: Logger;
}

const EF_SEARCH_LEAST = 100;
const EF_SEARCH_MOST = 1_000;

export function createPgvectorIndex(options: PgvectorIndexOptions): RemoteVectorIndex {
  const { database, version, size, fallback, log } = options;
  const dimension = Math.trunc(options.dimension);
  let id: number | undefined;
  const tableName = async (): Promise<string> => {
    if (id === undefined) {
      const { rows } = await database.query<{ id: number }>('select id from knowledge_versions where version = $1', [
        version,
      ]);
      id = rows[0]?.id;
      if (id === undefined) throw new Error(`version ${version} is not in the database`);
    }
    return passageTable(id);
  };
  const search = async (vector: Float32Array, limit: number, filter: Filter): Promise<ScoredUnit[]> => {
    const table = await tableName();
    const nearness = `embedding::vector(${dimension}) <#> $1::vector(${dimension})`;
    const where = filter.units.length === 0 ? '' : `where ${filter.keeps ? '' : 'not '}unit = any($3::int[])`;
    const sql = `select unit, -(${nearness}) as score from ${table} ${where} order by ${nearness}, unit limit $2`;
    const values = [vectorText(vector), limit, ...(filter.units.length === 0 ? [] : [filter.units])];
    if (size <= EXACT_ROWS_MAX) return (await database.query<ScoredUnit>(sql, values)).rows;
    return database.transaction(async (client) => {
      await client.query(
        `select set_config('hnsw.iterative_scan', 'strict_order', true), set_config('hnsw.ef_search', $1, true)`,
        [String(Math.min(EF_SEARCH_MOST, Math.max(EF_SEARCH_LEAST, limit)))],
      );
      return (await client.query<ScoredUnit>(sql, values)).rows;
    });
  };
  return {
    size,
    async search(vector, limit, accepts) {
      const filter = filterOf(size, accepts);
      if (size === 0 || limit <= 0 || (filter.keeps && filter.units.length === 0)) return [];
      try {
        return await search(vector, limit, filter);
      } catch (error) {
        log.warn({ error: codeOf(error) }, 'vectors searched in the own copy');
        return fallback.search(vector, limit, accepts);
      }
    },
  };
}

interface Filter {
  /** Whether `units` are those to keep or those to leave out. */
  readonly keeps: boolean;
  readonly units: readonly number[];
}

/** The shorter of both lists goes over the network. */
function filterOf(size: number, accepts: UnitFilter | undefined): Filter {
  if (!accepts) return { keeps: false, units: [] };
  const kept: number[] = [];
  const left: number[] = [];
  for (let unit = 0; unit < size; unit += 1) (accepts(unit) ? kept : left).push(unit);
  return kept.length < left.length ? { keeps: true, units: kept } : { keeps: false, units: left };
}
