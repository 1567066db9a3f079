/**
 * The schema's history, forward only. A migration that has been released is never changed; a new one is added at the
 * end, with a database of the version before it in `test/fixtures/store/`.
 *
 * Kysely's migrator applies them in one transaction, under an advisory lock on PostgreSQL and under the file's lock on
 * SQLite, so that of several processes starting together one migrates and the others find it done.
 */
import { type Kysely, type Migration, Migrator } from 'kysely';
import { StoreError } from '../../src/store/ports.js';
import type { Schema } from './schema.js';

/** A migration knows the tables of its own time, not today's. */
type AnySchema = Kysely<unknown>;

const MIGRATIONS = {
  '001-conversations-and-answers': {
    async up(db: AnySchema) {
      await db.schema
        .createTable('conversations')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('turns', 'text', (column) => column.notNull())
        .addColumn('touched_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('answers')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('outcome', 'text', (column) => column.notNull())
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('feedback')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('answer_id', 'text', (column) => column.notNull())
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('helpful', 'integer', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('comment', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('events')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('settings')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('value', 'text', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('conversations_expires').on('conversations').column('expires_at').execute();
      await db.schema.createIndex('answers_conversation').on('answers').column('conversation_id').execute();
      await db.schema.createIndex('answers_created').on('answers').column('created_at').execute();
      await db.schema.createIndex('feedback_conversation').on('feedback').column('conversation_id').execute();
      await db.schema.createIndex('events_created').on('events').column('created_at').execute();
    },
  },
  '002-outbox-jobs-and-audit': {
    async up(db: AnySchema) {
      await db.schema
        .createTable('deliveries')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('work', 'text')
        .addColumn('outgoing', 'text')
        .addColumn('sent', 'integer', (column) => column.notNull())
        .addColumn('owner', 'text', (column) => column.notNull())
        .addColumn('lease_until', 'bigint', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('finished_at', 'bigint')
        .execute();
      await db.schema
        .createTable('jobs')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('payload', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.unique())
        .addColumn('run_at', 'bigint', (column) => column.notNull())
        .addColumn('lease_until', 'bigint', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('audit')
        .addColumn('number', 'integer', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('actor', 'text', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('reason', 'text', (column) => column.notNull())
        .addColumn('details', 'text', (column) => column.notNull())
        .addColumn('hash', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('deliveries_finished').on('deliveries').columns(['finished_at', 'channel']).execute();
      await db.schema.createIndex('deliveries_conversation').on('deliveries').column('conversation_id').execute();
      await db.schema.createIndex('jobs_run').on('jobs').column('run_at').execute();
      await db.schema.createIndex('feedback_created').on('feedback').column('created_at').execute();
    },
  },
} as const satisfies Readonly<Record<string, Migration>>;

export const MIGRATION_NAMES = Object.keys(MIGRATIONS).sort();
export const LATEST = MIGRATION_NAMES.at(-1) ?? '';

/** Brings a database to `target`, by default the newest. Refuses one that a newer program made. */
export async function migrate(db: Kysely<Schema>, target: string = LATEST): Promise<void> {
  const known: Readonly<Record<string, Migration>> = MIGRATIONS;
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...known }) },
    migrationTableName: 'store_migrations',
    migrationLockTableName: 'store_migration_lock',
  });
  const applied = await appliedMigrations(db);
  const newer = applied.find((name) => !(name in known));
  if (newer !== undefined)
    throw new StoreError(
      `이 저장소는 더 새로운 판의 복지길잡이가 만들었습니다(${newer}).\n  → 프로그램을 그 판 이상으로 올리세요. 옛 판으로 돌아가려면 그때의 백업을 되살리세요.`,
    );
  if (applied.includes(target)) return;
  const { error } = await migrator.migrateTo(target);
  if (error !== undefined)
    throw new StoreError(
      '저장소를 새 판에 맞게 바꾸지 못했습니다. 바뀐 것은 없습니다.\n  → 디스크의 빈 자리와 쓰기 권한을 확인하고 다시 시작하세요.',
      { cause: error },
    );
}

/** In the order they were applied; none where the database is new. */
export async function appliedMigrations(db: Kysely<Schema>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'store_migrations')) return [];
  const rows = await (db as unknown as Kysely<{ store_migrations: { name: string } }>)
    .selectFrom('store_migrations')
    .select('name')
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}
