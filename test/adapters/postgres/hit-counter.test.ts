/** Limits over several servers: one count, and none that a fault of the database could close the door with. */
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPostgresHitCounter, type SharedHitCounter } from '../../../adapters/postgres/hit-counter.js';
import { createDatabase } from '../../../adapters/postgres/pool.js';
import { describeWithPostgres } from '../../fixtures/postgres.js';

const log = pino({ level: 'silent' });
const NOON = Date.UTC(2026, 10, 25, 12);

describeWithPostgres('hits counted in PostgreSQL', (postgres) => {
  const opened: (() => Promise<void>)[] = [];
  let url = '';
  let now = NOON;
  beforeEach(async () => {
    now = NOON;
    url = await postgres().createDatabase();
  });
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });

  /** Of one server; exchanges when told to. */
  function counter(): SharedHitCounter {
    const database = createDatabase({ url, log });
    const one = createPostgresHitCounter({ database, log, now: () => now, flushMs: 3_600_000 });
    opened.push(
      () => database.end(),
      () => one.close(),
    );
    return one;
  }

  it('are the sum over servers', async () => {
    const [here, there] = [counter(), counter()];
    for (let times = 0; times < 3; times += 1) here.hit('address:1');
    there.hit('address:1');
    await here.flush();
    await there.flush();
    expect(there.hit('address:1').count).toBe(5);
    await there.flush();
    here.hit('address:1');
    await here.flush();
    expect(here.hit('address:1').count).toBe(7);
  });

  it('are apart for each key', async () => {
    const [here, there] = [counter(), counter()];
    here.hit('address:1');
    await here.flush();
    expect(there.hit('address:2').count).toBe(1);
    await there.flush();
    expect(there.hit('address:2').count).toBe(2);
  });

  it('begin anew with the next minute, and tell when that is', async () => {
    const here = counter();
    now = NOON + 15_000;
    expect(here.hit('address:1')).toEqual({ count: 1, endsInMs: 45_000 });
    await here.flush();
    now = NOON + 60_000;
    expect(here.hit('address:1')).toEqual({ count: 1, endsInMs: 60_000 });
  });

  it('are counted by each server alone while the database is stopped, and joined when it is back', async () => {
    const [here, there] = [counter(), counter()];
    here.hit('address:1');
    await here.flush();
    await postgres().stop();
    expect(here.hit('address:1').count).toBe(2);
    await here.flush();
    expect(here.hit('address:1').count).toBe(3);
    await postgres().start();
    // Past the pause between two attempts.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await here.flush();
    expect(here.hit('address:1').count).toBe(4);
    there.hit('address:1');
    await there.flush();
    // The crash took the first with it, which only `here` remembers.
    expect(there.hit('address:1').count).toBe(4);
  });

  it('leave no address in the database, and nothing after two minutes', async () => {
    const here = counter();
    here.hit('address:192.0.2.7');
    await here.flush();
    const database = createDatabase({ url, log });
    opened.push(() => database.end());
    const { rows } = await database.query<{ key: Buffer }>('select key from rate_counts');
    expect(rows.map(({ key }) => key.toString('utf8'))).not.toContain('address:192.0.2.7');
    expect(rows).toHaveLength(1);
    now = NOON + 180_000;
    here.hit('address:1');
    await here.flush();
    expect((await database.query('select 1 from rate_counts')).rows).toHaveLength(1);
  });
});
