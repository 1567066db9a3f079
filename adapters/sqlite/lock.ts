/**
 * One service for each file: an exclusive lock of the operating system on a file beside it, held as long as the process
 * lives and gone with it, however it ends. A note with the process id serves the message alone.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { StoreError } from '../../src/store/ports.js';

export interface FileLock {
  release(): void;
}

export function lockFor(path: string): FileLock {
  const note = `${path}.pid`;
  const lock = new BetterSqlite(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    if (!(cause instanceof BetterSqlite.SqliteError) || !cause.code.startsWith('SQLITE_BUSY')) throw cause;
    const holder = holderIn(note);
    throw new StoreError(
      `다른 복지길잡이${holder ? `(프로세스 ${holder})` : ''}가 이 데이터 폴더를 쓰고 있습니다: ${path}\n  → 그 프로그램을 먼저 멈추거나, --data 로 다른 폴더를 쓰세요. 여러 대로 나누려면 DATABASE_URL 에 PostgreSQL 주소를 적으세요.`,
      { cause },
    );
  }
  writeFileSync(note, String(process.pid));
  return {
    release() {
      rmSync(note, { force: true });
      lock.close();
    },
  };
}

function holderIn(note: string): string {
  try {
    return /^\d+/.exec(readFileSync(note, 'utf8'))?.[0] ?? '';
  } catch {
    return '';
  }
}
