/** A database → the store, with the queries that SQLite and PostgreSQL share. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../src/core/ports.js';
import type { Store } from '../../src/store/ports.js';
import { createAuditTable, createSettingsTable } from './audit.js';
import type { SqlBackend } from './backend.js';
import { createAnswerTable, createConversationTable } from './conversations.js';
import { createDeliveryTable, createEventTable } from './deliveries.js';
import { createJobTable } from './jobs.js';
import { appliedMigrations } from './migrations.js';
import { createRetention } from './retention.js';
import { TABLES } from './schema.js';

export interface SqlStoreOptions {
  readonly clock: Clock;
  /** A conversation untouched for this long is forgotten. */
  readonly conversationIdleMs: number;
}

export function createSqlStore(backend: SqlBackend, { clock, conversationIdleMs }: SqlStoreOptions): Store {
  const { kind, db } = backend;
  const retention = createRetention(backend, clock);
  return {
    kind,
    conversations: createConversationTable(backend, retention, { clock, idleMs: conversationIdleMs }),
    answers: createAnswerTable(backend, clock),
    events: createEventTable(backend, clock),
    deliveries: createDeliveryTable(backend, clock),
    jobs: createJobTable(backend, clock),
    audit: createAuditTable(backend, clock),
    settings: createSettingsTable(backend, clock),
    retention,
    async status() {
      const rows: Record<string, number> = {};
      for (const table of TABLES) {
        const { all } = await db
          .selectFrom(table)
          .select((select) => select.fn.countAll<number>().as('all'))
          .executeTakeFirstOrThrow();
        rows[table] = Number(all);
      }
      return { kind, schema: (await appliedMigrations(db)).at(-1) ?? '', rows, bytes: await backend.bytes() };
    },
    check: () =>
      backend.transaction(async (tables) => {
        // Written and taken back at once: a full disk shows only when something is written.
        const id = `check:${randomUUID()}`;
        await tables.insertInto('events').values({ id, created_at: 0 }).execute();
        await tables.deleteFrom('events').where('id', '=', id).execute();
      }),
    isAway: (error) => backend.isAway(error),
    close: () => backend.close(),
  };
}
