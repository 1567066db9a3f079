/**
 * A copy of the embedded store while it is in use, and the way back. A copy is checked before it counts as one; a
 * restored store keeps the one it replaces beside it.
 */
import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { syncFile, syncFolder } from '../../src/indexing/files.js';
import { StoreError } from '../../src/store/ports.js';
import { lockFor } from './lock.js';

/** All pages in one step: a copy in steps would begin anew whenever the service writes between two. */
const ALL_PAGES = 2_147_483_647;

export async function backupSqlite(path: string, copy: string): Promise<void> {
  if (existsSync(copy)) throw new StoreError(`이미 있는 파일입니다: ${copy}\n  → 다른 이름을 적으세요.`);
  const source = new BetterSqlite(path, { readonly: true, fileMustExist: true, timeout: 10_000 });
  const aside = `${copy}.${process.pid}.part`;
  try {
    await source.backup(aside, { progress: () => ALL_PAGES });
    const taken = new BetterSqlite(aside);
    try {
      // One file without a log beside it, which may be copied elsewhere.
      taken.pragma('journal_mode = DELETE');
    } finally {
      taken.close();
    }
    requireWhole(aside);
    chmodSync(aside, 0o600);
    await syncFile(aside);
    renameSync(aside, copy);
    await syncFolder(dirname(copy));
  } finally {
    source.close();
    rmSync(aside, { force: true });
  }
}

/** Gives the name under which the replaced store lies now, or undefined where there was none. */
export async function restoreSqlite(copy: string, path: string, now: Date): Promise<string | undefined> {
  if (!existsSync(copy)) throw new StoreError(`백업 파일이 없습니다: ${copy}\n  → 경로를 확인하세요.`);
  requireWhole(copy);
  const lock = lockFor(path);
  try {
    const aside = `${path}.restoring`;
    copyFileSync(copy, aside);
    finishDeliveries(aside, now);
    await syncFile(aside);
    const replaced = existsSync(path)
      ? `${path}.${now
          .toISOString()
          .replaceAll(/[^0-9T]/g, '')
          .slice(0, 15)}.replaced`
      : undefined;
    if (replaced !== undefined) {
      emptyLog(path);
      renameSync(path, replaced);
    }
    for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    renameSync(aside, path);
    await syncFolder(dirname(path));
    return replaced;
  } finally {
    lock.release();
  }
}

/** What was on its way when the copy was taken has long been said. */
function finishDeliveries(path: string, now: Date): void {
  const file = new BetterSqlite(path);
  try {
    if (file.prepare(`select 1 from sqlite_master where name = 'deliveries'`).get() !== undefined)
      file
        .prepare('update deliveries set work = null, outgoing = null, finished_at = ? where finished_at is null')
        .run(now.getTime());
  } finally {
    file.close();
  }
}

/** What stands in the log alone would be left behind with it. */
function emptyLog(path: string): void {
  try {
    const file = new BetterSqlite(path);
    file.pragma('wal_checkpoint(TRUNCATE)');
    file.close();
  } catch {
    // A file that is past reading is replaced all the same; it lies aside for those who want to try.
  }
}

/** Every page is read; a damaged copy is found when it is taken, not when it is needed. */
export function integrityOf(path: string): string {
  const file = new BetterSqlite(path, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    return String(file.pragma('integrity_check', { simple: true }));
  } finally {
    file.close();
  }
}

function requireWhole(path: string): void {
  let found: string;
  try {
    found = integrityOf(path);
  } catch (cause) {
    throw new StoreError(`저장소 파일이 아니거나 상했습니다: ${path}\n  → 다른 백업을 쓰세요.`, { cause });
  }
  if (found !== 'ok') throw new StoreError(`저장소 파일이 상했습니다: ${path}\n  → 다른 백업을 쓰세요.`);
}
