/** Who did what, why: a chain of entries in which a change or a gap shows. Also what operators set. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../src/core/ports.js';
import type { AuditTrail, Settings } from '../../src/store/ports.js';
import type { SqlBackend } from './backend.js';
import type { Schema } from './schema.js';

const LISTED_AT_ONCE = 500;
const detailsSchema = z.record(z.string(), z.unknown());

/** Entries before a purge are gone; the chain is then checked from the oldest that is left. */
function hashOf(
  before: string,
  { number, at, actor, action, subject, reason, details }: Omit<Schema['audit'], 'hash'>,
) {
  const entry = JSON.stringify([before, number, at, actor, action, subject, reason, details]);
  return createHash('sha256').update(entry).digest('hex');
}

export function createAuditTable({ db, transaction, holdAlone }: SqlBackend, clock: Clock): AuditTrail {
  return {
    append: ({ actor, action, subject, reason, details }) =>
      transaction(async (tables) => {
        await holdAlone(tables, 'audit');
        const last = await tables
          .selectFrom('audit')
          .select(['number', 'hash'])
          .orderBy('number', 'desc')
          .limit(1)
          .executeTakeFirst();
        const number = (last?.number ?? 0) + 1;
        const at = clock().getTime();
        const entry = { number, at, actor, action, subject, reason, details: JSON.stringify(details) };
        await tables
          .insertInto('audit')
          .values({ ...entry, hash: hashOf(last?.hash ?? '', entry) })
          .execute();
      }),
    async list(limit) {
      const rows = await db.selectFrom('audit').selectAll().orderBy('number', 'desc').limit(limit).execute();
      return rows.map(({ number, at, actor, action, subject, reason, details }) => ({
        number,
        at: new Date(at).toISOString(),
        actor,
        action,
        subject,
        reason,
        details: detailsSchema.parse(JSON.parse(details)),
      }));
    },
    async firstBroken() {
      let before: Schema['audit'] | undefined;
      for (;;) {
        const rows = await db
          .selectFrom('audit')
          .selectAll()
          .where('number', '>', before?.number ?? 0)
          .orderBy('number')
          .limit(LISTED_AT_ONCE)
          .execute();
        for (const row of rows) {
          if (before && (row.number !== before.number + 1 || row.hash !== hashOf(before.hash, row))) return row.number;
          if (!before && row.number === 1 && row.hash !== hashOf('', row)) return row.number;
          before = row;
        }
        if (rows.length < LISTED_AT_ONCE) return undefined;
      }
    },
  };
}

export function createSettingsTable({ db, write }: SqlBackend, clock: Clock): Settings {
  return {
    async get(key) {
      const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
      return row === undefined ? undefined : JSON.parse(row.value);
    },
    async set(key, value) {
      const row = { value: JSON.stringify(value ?? null), updated_at: clock().getTime() };
      await write((tables) =>
        tables
          .insertInto('settings')
          .values({ key, ...row })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
          .execute(),
      );
    },
    async all(prefix) {
      const rows = await db
        .selectFrom('settings')
        .select(['key', 'value'])
        .where('key', '>=', prefix)
        .where('key', '<', `${prefix}\u{10FFFF}`)
        .execute();
      return new Map(
        rows.filter(({ key }) => key.startsWith(prefix)).map(({ key, value }) => [key, JSON.parse(value)]),
      );
    },
  };
}
