/** The store a command works with, by the settings: PostgreSQL where DATABASE_URL is set, else the data folder's file. */
import { createDatabase } from '../../adapters/postgres/pool.js';
import { openPostgres } from '../../adapters/postgres/store.js';
import type { SqlBackend } from '../../adapters/sql/backend.js';
import { createSqlStore } from '../../adapters/sql/store.js';
import { openSqlite, type SqliteRole } from '../../adapters/sqlite/index.js';
import type { Config, DatabaseConfig } from '../config.js';
import { createLog } from '../operations/log.js';
import { createLateStore } from '../store/late.js';
import { type Store, StoreAwayError } from '../store/ports.js';
import type { Flags } from './arguments.js';
import { storeFileOf } from './store-file.js';

export async function openBackend(config: Config, flags: Flags, role: SqliteRole): Promise<SqlBackend> {
  const { database } = config;
  return database ? openPostgresAt(database.url, config) : openSqlite(storeFileOf(config, flags), role);
}

export async function openPostgresAt(
  url: string,
  config: Config,
  options: { readonly asItIs?: boolean } = {},
): Promise<SqlBackend> {
  const log = createLog(config.logLevel);
  const database = createDatabase({ url, log });
  try {
    const backend = await openPostgres(database, options);
    return {
      ...backend,
      async close() {
        await backend.close();
        await database.end();
      },
    };
  } catch (error) {
    await database.end();
    throw error;
  }
}

export async function openStore(config: Config, flags: Flags, role: SqliteRole): Promise<Store> {
  return storeOver(await openBackend(config, flags, role), config);
}

/**
 * The store of a service. A database that is away is no reason to end: the store is then opened, and brought to this
 * version's schema, when the database comes. What a setting is at fault for ends the start; where that shows only later,
 * `onRefused` is told, and the service goes on without the store.
 */
export async function openServiceStore(
  config: Config,
  flags: Flags,
  onRefused: (error: unknown) => void,
): Promise<Store> {
  return config.database ? openLatePostgres(config, config.database, onRefused) : openStore(config, flags, 'service');
}

async function openLatePostgres(
  config: Config,
  { url }: DatabaseConfig,
  onRefused: (error: unknown) => void,
): Promise<Store> {
  const database = createDatabase({ url, log: createLog(config.logLevel) });
  let isStarting = true;
  const store = createLateStore({
    kind: 'postgres',
    open: async () => storeOver(await openPostgres(database), config),
    onRefused: (error) => {
      if (!isStarting) onRefused(error);
    },
    close: () => database.end(),
  });
  try {
    await store.check();
  } catch (error) {
    if (!(error instanceof StoreAwayError)) {
      await store.close();
      throw error;
    }
  }
  isStarting = false;
  return store;
}

export function storeOver(backend: SqlBackend, { store }: Config): Store {
  return createSqlStore(backend, { clock: () => new Date(), conversationIdleMs: store.conversationIdleMs });
}
