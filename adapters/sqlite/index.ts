/**
 * The embedded store: one SQLite file in the data folder, with a write-ahead log.
 *
 * Durable: SQLite writes the log without waiting (`synchronous = NORMAL`, safe against corruption), and the log is
 * synced in a thread beside before a write resolves, so that the loop that answers never waits for the disk. What is
 * deleted is overwritten (`secure_delete`), and the log is emptied after a deletion.
 *
 * `service` holds the file's lock; `visitor` is a short command beside it (a switch, an export): its writes are
 * ordinary SQLite transactions, which wait for each other. `reader` changes nothing.
 */
import { closeSync, existsSync, fsync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import BetterSqlite from 'better-sqlite3';
import { Kysely } from 'kysely';
import { StoreError } from '../../src/store/ports.js';
import type { SqlBackend } from '../sql/backend.js';
import { releaseLeases } from '../sql/deliveries.js';
import { appliedMigrations, LATEST, migrate } from '../sql/migrations.js';
import type { Schema } from '../sql/schema.js';
import { sqliteDialect } from './dialect.js';
import { createGroupCommit } from './group-commit.js';
import { type FileLock, lockFor } from './lock.js';

const BUSY_MS = 5_000;
/** Faults of what is written or of the statement; all others are of the file, the disk or the lock. */
const OF_THE_ROW = /^SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG|RANGE|ERROR)/;
const fsyncLater = promisify(fsync);

export type SqliteRole = 'service' | 'visitor' | 'reader';

export interface SqliteBackend extends SqlBackend {
  /** For what SQLite alone can: a copy while others write, a check of the file. */
  readonly file: BetterSqlite.Database;
}

export async function openSqlite(path: string, role: SqliteRole = 'service'): Promise<SqliteBackend> {
  if (role === 'reader' && !existsSync(path))
    throw new StoreError(`저장소가 아직 없습니다: ${path}\n  → bokji serve 를 한 번 시작하면 만들어집니다.`);
  let lock: FileLock | undefined;
  let file: BetterSqlite.Database | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    lock = role === 'service' ? lockFor(path) : undefined;
    file = new BetterSqlite(path, { timeout: BUSY_MS, readonly: role === 'reader' });
    return await backendOver(file, path, role, lock);
  } catch (error) {
    file?.close();
    lock?.release();
    throw explained(error, path);
  }
}

async function backendOver(
  file: BetterSqlite.Database,
  path: string,
  role: SqliteRole,
  lock: FileLock | undefined,
): Promise<SqliteBackend> {
  if (role !== 'reader') {
    file.pragma('journal_mode = WAL');
    file.pragma(`synchronous = ${role === 'service' ? 'NORMAL' : 'FULL'}`);
    file.pragma('secure_delete = ON');
  }
  const db = new Kysely<Schema>({ dialect: sqliteDialect(file) });
  await upToDate(db, path, role);
  const log = role === 'service' ? createLogSync(`${path}-wal`) : undefined;
  const write = createGroupCommit(db, log?.sync ?? (async () => undefined));
  let emptying: Promise<void> | undefined;
  let closing: Promise<void> | undefined;
  const backend: SqliteBackend = {
    kind: 'sqlite',
    file,
    db,
    write,
    transaction: write,
    holdAlone: async () => undefined,
    skipsLocked: false,
    afterDeletion() {
      // Deletions of the same moment share one emptying, begun after them.
      emptying ??= new Promise<void>((resolve, reject) =>
        setImmediate(() => {
          emptying = undefined;
          try {
            file.pragma('wal_checkpoint(TRUNCATE)');
            resolve();
          } catch (error) {
            reject(error);
          }
        }),
      );
      return emptying;
    },
    bytes: async () => sizeOf(path) + sizeOf(`${path}-wal`),
    isAway: (error) => error instanceof BetterSqlite.SqliteError && !OF_THE_ROW.test(error.code),
    close() {
      closing ??= (async () => {
        // Whatever is under way goes before.
        if (role !== 'reader') await write(async () => undefined);
        await db.destroy();
        if (file.open) file.close();
        log?.close();
        lock?.release();
      })();
      return closing;
    },
  };
  if (role === 'service') await releaseLeases(backend);
  return backend;
}

/** A visitor or a reader finds the file as the service made it; only its lock allows a change of schema. */
async function upToDate(db: Kysely<Schema>, path: string, role: SqliteRole): Promise<void> {
  if (role === 'service') return migrate(db);
  if ((await appliedMigrations(db)).includes(LATEST)) return;
  if (role === 'reader')
    throw new StoreError(`저장소가 이 판보다 오래되었습니다: ${path}\n  → bokji store migrate 로 먼저 맞추세요.`);
  const lock = lockFor(path);
  try {
    await migrate(db);
  } finally {
    lock.release();
  }
}

/** Writes of the log that came before the call are on the disk when it resolves. */
function createLogSync(path: string) {
  let descriptor: number | undefined;
  return {
    async sync(): Promise<void> {
      descriptor ??= openSync(path, 'r');
      await fsyncLater(descriptor);
    },
    close(): void {
      if (descriptor !== undefined) closeSync(descriptor);
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** SQLite's own words are for programmers; these say what to do. */
function explained(error: unknown, path: string): unknown {
  if (!(error instanceof BetterSqlite.SqliteError)) return error;
  const { code } = error;
  const because =
    code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')
      ? '파일이 상했습니다.\n  → 파일을 다른 곳에 옮겨 두고 백업을 되살리세요. 방법은 docs/storage.md에 있습니다.'
      : code === 'SQLITE_FULL'
        ? '디스크에 빈 자리가 없습니다.\n  → 자리를 비우고 다시 시작하세요.'
        : code.startsWith('SQLITE_BUSY')
          ? '다른 프로그램이 쓰고 있습니다.\n  → 잠시 뒤 다시 하세요.'
          : '파일을 열거나 쓸 수 없습니다.\n  → 폴더와 파일의 권한을 확인하세요.';
  return new StoreError(`저장소를 쓸 수 없습니다: ${path}\n  ${because}`, { cause: error });
}
