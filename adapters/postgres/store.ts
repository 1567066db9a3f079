/**
 * The shared store: the same tables and queries in PostgreSQL, for several replicas at once. Each write is one
 * statement that commits by itself; PostgreSQL groups the commits of its connections on its own.
 */
import { Kysely, PostgresDialect, type PostgresPoolClient, sql } from 'kysely';
import { StoreAwayError, StoreError } from '../../src/store/ports.js';
import type { SqlBackend } from '../sql/backend.js';
import { migrate } from '../sql/migrations.js';
import { type Schema, TABLES } from '../sql/schema.js';
import { connectionFault, DatabaseAway } from './check.js';
import { codeOf, type Database, DatabaseDown } from './pool.js';

/** Another replica may be migrating; the pool gives a statement that waits for it up after some seconds. */
const MIGRATION_TRIES_MAX = 5;

/**
 * The database stays open when the store closes: whoever made it ends it. Rejects with a `StoreError`; with a
 * `StoreAwayError` where the same may work later. `asItIs`: the schema is left alone, for a store that is only read.
 */
export async function openPostgres(database: Database, { asItIs = false } = {}): Promise<SqlBackend> {
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({
      // The same shape; Kysely lists the commands it knows by name.
      pool: {
        connect: () => database.connect() as Promise<unknown> as Promise<PostgresPoolClient>,
        end: async () => {},
      },
    }),
  });
  await (asItIs ? reached(database) : upToDate(db, database));
  return {
    kind: 'postgres',
    db,
    write: (work) => work(db),
    transaction: (work) => db.transaction().execute(work),
    async holdAlone(tables, name) {
      await sql`select pg_advisory_xact_lock(hashtext(${`bokji:${name}`}))`.execute(tables);
    },
    skipsLocked: true,
    // Its own vacuum takes deleted rows out; archives and backups are the operator's (docs/storage.md).
    afterDeletion: async () => undefined,
    async bytes() {
      const sizes = TABLES.map((table) => sql`pg_total_relation_size(${table}::regclass)`);
      const { rows } = await sql<{ bytes: number }>`select ${sql.join(sizes, sql` + `)} as bytes`.execute(db);
      return Number(rows[0]?.bytes ?? 0);
    },
    // 53: no memory, no disk; 58: the server's own files; 25006: it only reads.
    isAway: (error) => error instanceof DatabaseDown || /^(?:53|58|25006)/.test(codeOf(error)),
    close: () => db.destroy(),
  };
}

async function upToDate(db: Kysely<Schema>, database: Database): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await migrate(db);
    } catch (error) {
      if (!database.isReachable()) throw unreached(database.url, error);
      if (tries >= MIGRATION_TRIES_MAX) throw error;
    }
  }
}

async function reached(database: Database): Promise<void> {
  try {
    await database.query('select 1');
  } catch (error) {
    throw unreached(database.url, error);
  }
}

function unreached(url: string, error: unknown): StoreError {
  const fault = connectionFault(url, causeOf(error));
  const options = { cause: error };
  return fault instanceof DatabaseAway
    ? new StoreAwayError(fault.message, options)
    : new StoreError(fault.message, options);
}

/** What the driver said, below what was made of it since. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && (error instanceof DatabaseDown || error instanceof StoreError) && error.cause
    ? causeOf(error.cause)
    : error;
}
