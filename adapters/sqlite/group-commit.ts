/**
 * Writes that come in while others are made durable share the next commit: units of work → one transaction, one sync
 * of the log, then each is told. A unit that fails takes nobody with it: the others are done again without it.
 */
import { CompiledQuery } from 'kysely';
import type { Db } from '../sql/backend.js';

const UNITS_MAX = 256;
const BEGIN = CompiledQuery.raw('begin immediate');
const COMMIT = CompiledQuery.raw('commit');
const ROLLBACK = CompiledQuery.raw('rollback');

interface Unit {
  readonly work: (db: Db) => Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export type GroupCommit = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

export function createGroupCommit(db: Db, sync: () => Promise<void>): GroupCommit {
  const waiting: Unit[] = [];
  let running = false;

  const commit = (units: readonly Unit[]): Promise<unknown[]> =>
    db.connection().execute(async (connection) => {
      await connection.executeQuery(BEGIN);
      try {
        const values: unknown[] = [];
        for (const { work } of units) values.push(await work(connection));
        await connection.executeQuery(COMMIT);
        return values;
      } catch (error) {
        // SQLite has rolled back by itself where the disk is full.
        await connection.executeQuery(ROLLBACK).catch(() => undefined);
        throw error;
      }
    });

  const settle = async (units: readonly Unit[]): Promise<void> => {
    let values: unknown[];
    try {
      values = await commit(units);
    } catch (error) {
      if (units.length === 1) for (const { reject } of units) reject(error);
      else for (const unit of units) await settle([unit]);
      return;
    }
    try {
      await sync();
      units.forEach(({ resolve }, row) => {
        resolve(values[row]);
      });
    } catch (error) {
      for (const { reject } of units) reject(error);
    }
  };

  const run = async (): Promise<void> => {
    while (waiting.length > 0) await settle(waiting.splice(0, UNITS_MAX));
    running = false;
  };

  return <T>(work: (db: Db) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ work, resolve: (value) => resolve(value as T), reject });
      if (running) return;
      running = true;
      // What else is asked for in this turn of the loop comes along.
      setImmediate(() => void run());
    });
}
