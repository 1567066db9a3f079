/** The store a command works with, by the settings: PostgreSQL where DATABASE_URL is set, else the data folder's file. */
import { join } from 'node:path';
import { createDatabase } from '../../adapters/postgres/pool.js';
import { openPostgres } from '../../adapters/postgres/store.js';
import type { SqlBackend } from '../../adapters/sql/backend.js';
import { createSqlStore } from '../../adapters/sql/store.js';
import { openSqlite, type SqliteRole } from '../../adapters/sqlite/index.js';
import { foldersOf } from '../compose.js';
import type { Config } from '../config.js';
import { createLog } from '../operations/log.js';
import type { Store } from '../store/ports.js';
import type { Flags } from './arguments.js';

const STORE_FILE = 'store.sqlite';

export const storeFileOf = (config: Config, flags: Flags): string => join(foldersOf(config, flags).data, STORE_FILE);

export async function openBackend(config: Config, flags: Flags, role: SqliteRole): Promise<SqlBackend> {
  const { database } = config;
  return database ? openPostgresAt(database.url, config) : openSqlite(storeFileOf(config, flags), role);
}

export async function openPostgresAt(url: string, config: Config): Promise<SqlBackend> {
  const log = createLog(config.logLevel);
  const database = createDatabase({ url, log });
  try {
    const backend = await openPostgres(database);
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

export function storeOver(backend: SqlBackend, { store }: Config): Store {
  return createSqlStore(backend, { clock: () => new Date(), conversationIdleMs: store.conversationIdleMs });
}
