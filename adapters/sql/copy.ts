/**
 * One store into another, row by row, whichever database each is: nothing is changed in the source, and every copied
 * row is read back and compared. May be run again after it was broken off; rows that are there already are compared.
 *
 * Stops at the first row that stands in the target with other content: two stores are never mixed.
 */
import { sql } from 'kysely';
import { StoreError } from '../../src/store/ports.js';
import type { Db, SqlBackend } from './backend.js';
import { PRIMARY_KEYS, TABLES, type Table } from './schema.js';

const ROWS_AT_ONCE = 200;

type Value = string | number | null;
/** A row like any other: the copy knows columns and keys, not what they mean. */
type Row = Readonly<Record<string, Value>>;

export type Copied = Readonly<Record<string, number>>;

export async function copyStore(from: SqlBackend, to: SqlBackend): Promise<Copied> {
  const copied: Record<string, number> = {};
  for (const table of TABLES) copied[table] = await copyTable(from.db, to, table);
  return copied;
}

async function copyTable(source: Db, target: SqlBackend, table: Table): Promise<number> {
  const key = PRIMARY_KEYS[table];
  let copied = 0;
  let after: Value | undefined;
  for (;;) {
    const rows = await pageOf(source, table, key, after);
    const last = rows.at(-1);
    if (!last) return copied;
    await target.write((tables) => insert(tables, table, key, rows));
    await compare(target.db, table, key, rows);
    copied += rows.length;
    after = last[key];
  }
}

async function pageOf(db: Db, table: Table, key: string, after: Value | undefined): Promise<readonly Row[]> {
  const later = after === undefined ? sql`` : sql`where ${sql.ref(key)} > ${after}`;
  const page = sql<Row>`select * from ${sql.table(table)} ${later} order by ${sql.ref(key)} limit ${sql.lit(ROWS_AT_ONCE)}`;
  return (await page.execute(db)).rows;
}

async function insert(db: Db, table: Table, key: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(values)} on conflict (${sql.ref(key)}) do nothing`.execute(db);
}

async function compare(target: Db, table: Table, key: string, rows: readonly Row[]): Promise<void> {
  const keys = rows.map((row) => row[key] ?? null);
  const query = sql<Row>`select * from ${sql.table(table)} where ${sql.ref(key)} in (${sql.join(keys)})`;
  const found = new Map((await query.execute(target)).rows.map((row) => [row[key], row]));
  for (const row of rows) {
    const other = found.get(row[key] ?? null);
    if (other && Object.entries(row).every(([column, value]) => other[column] === value)) continue;
    throw new StoreError(
      `옮길 곳에 내용이 다른 줄이 이미 있습니다(${table}).\n  → 비어 있는 데이터베이스를 --to 로 적으세요. 원래 저장소는 바뀌지 않았습니다.`,
    );
  }
}
