/** Work for later, given to one worker at a time. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from '../../src/core/ports.js';
import type { Jobs } from '../../src/store/ports.js';
import type { SqlBackend } from './backend.js';

export function createJobTable({ write, skipsLocked }: SqlBackend, clock: Clock): Jobs {
  return {
    async add({ kind, payload = null, key, runAt }) {
      const now = clock().getTime();
      const job = { id: randomUUID(), kind, payload: JSON.stringify(payload), key: key ?? null };
      await write((tables) =>
        tables
          .insertInto('jobs')
          .values({ ...job, run_at: runAt?.getTime() ?? now, lease_until: 0, attempts: 0, created_at: now })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .execute(),
      );
    },
    async claim(kinds, leaseMs) {
      if (kinds.length === 0) return undefined;
      const now = clock().getTime();
      const row = await write((tables) =>
        tables
          .updateTable('jobs')
          .set({ lease_until: now + leaseMs, attempts: sql<number>`attempts + 1` })
          .where('id', '=', (from) =>
            from
              .selectFrom('jobs')
              .select('id')
              .where('kind', 'in', kinds)
              .where('run_at', '<=', now)
              .where('lease_until', '<=', now)
              .orderBy('run_at')
              .orderBy('id')
              .limit(1)
              .$if(skipsLocked, (query) => query.forUpdate().skipLocked()),
          )
          .returningAll()
          .executeTakeFirst(),
      );
      return row && { id: row.id, kind: row.kind, payload: JSON.parse(row.payload), attempts: row.attempts };
    },
    async finish(id, runAgainAt) {
      await write<unknown>((tables) =>
        runAgainAt === undefined
          ? tables.deleteFrom('jobs').where('id', '=', id).execute()
          : tables
              .updateTable('jobs')
              .set({ run_at: runAgainAt.getTime(), lease_until: 0 })
              .where('id', '=', id)
              .execute(),
      );
    },
  };
}
