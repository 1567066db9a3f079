/**
 * Kysely over one better-sqlite3 connection: statements are prepared once and kept, and a migration is one transaction
 * (SQLite can, Kysely does not count on it).
 */
import type BetterSqlite from 'better-sqlite3';
import { type Dialect, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';

const STATEMENTS_MAX = 500;

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

export function sqliteDialect(file: BetterSqlite.Database): Dialect {
  const statements = new Map<string, BetterSqlite.Statement>();
  const database = {
    close: () => void file.close(),
    prepare(sql: string): BetterSqlite.Statement {
      const kept = statements.get(sql);
      if (kept) return kept;
      if (statements.size >= STATEMENTS_MAX) statements.clear();
      const statement = file.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
  };
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new SqliteDriver({ database }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
