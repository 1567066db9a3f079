/** Connections that come back in bounded time, and dedicated ones that come back by themselves. */
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { listen } from '../../../adapters/postgres/listen.js';
import { createDatabase, type Database, DatabaseDown } from '../../../adapters/postgres/pool.js';
import { describeWithPostgres } from '../../fixtures/postgres.js';
import { until } from '../../fixtures/until.js';

const log = pino({ level: 'silent' });

describeWithPostgres('PostgreSQL connections', (postgres) => {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });
  function database(options: { statementMs?: number; connectionsMax?: number } = {}): Database {
    const one = createDatabase({ url: postgres().url, log, ...options });
    opened.push({ close: () => one.end() });
    return one;
  }

  it('have pgvector to work with', async () => {
    const one = database();
    await one.query('create extension if not exists vector');
    const { rows } = await one.query<{ distance: number }>(`select '[1,0]'::vector <=> '[0,1]'::vector as distance`);
    expect(rows).toEqual([{ distance: 1 }]);
  });

  it('give int8 as a number', async () => {
    expect(
      (await database().query('select 9007199254740991::int8 as most, count(*) from (values (1)) v')).rows,
    ).toEqual([{ most: 9007199254740991, count: 1 }]);
  });

  it('give a statement up that takes too long, and stay usable', async () => {
    const one = database({ statementMs: 100, connectionsMax: 1 });
    await expect(one.query('select pg_sleep(10)')).rejects.toMatchObject({ code: '57014' });
    expect((await one.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('are waited for where all are at work, which is no fault of the database', async () => {
    const one = database({ connectionsMax: 1 });
    const all = await Promise.all(Array.from({ length: 40 }, () => one.query('select pg_sleep(0.01)')));
    expect([all.length, one.isReachable()]).toEqual([40, true]);
  });

  it('keep nothing of a transaction that failed', async () => {
    const one = database();
    await one.query('create table kept (id int primary key)');
    const failing = one.transaction(async (client) => {
      await client.query('insert into kept values (1)');
      await client.query('insert into kept values (1)');
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect((await one.query('select * from kept')).rows).toEqual([]);
  });

  it('fail at once while the database is stopped, and work again after it has started', async () => {
    const one = database();
    await one.query('select 1');
    await postgres().stop();
    await expect(one.query('select 1')).rejects.toBeInstanceOf(DatabaseDown);
    expect(one.isReachable()).toBe(false);
    await postgres().start();
    await until(() => one.query('select 1'));
    expect(one.isReachable()).toBe(true);
  });

  it('may break between two statements: the second fails, the process lives', async () => {
    const one = database();
    const broken = one.transaction(async (client) => {
      await client.query('select 1');
      await postgres().stop();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await client.query('select 1');
    });
    await expect(broken).rejects.toBeInstanceOf(DatabaseDown);
    await postgres().start();
    await until(() => one.query('select 1'));
  });

  it('do not wait for a server that hangs, nor hand its connection on', async () => {
    const one = database({ statementMs: 200, connectionsMax: 1 });
    await one.query('select 1');
    postgres().pause();
    try {
      await expect(one.query('select 1')).rejects.toBeInstanceOf(DatabaseDown);
    } finally {
      postgres().resume();
    }
    await until(() => one.query('select 2 as two'));
    expect((await one.query('select 3 as three')).rows).toEqual([{ three: 3 }]);
  });

  it('hear what is said on a channel, also after the server was away', async () => {
    const one = database();
    const heard: string[] = [];
    let missed = 0;
    opened.push(
      listen({
        url: postgres().url,
        log,
        channel: 'bokji_test',
        onNotice: (payload) => heard.push(payload),
        onMissed: () => {
          missed += 1;
        },
      }),
    );
    await until(() => missed === 1);
    await one.query(`select pg_notify('bokji_test', 'before')`);
    await until(() => heard.length === 1);
    await postgres().stop();
    await postgres().start();
    await until(() => missed === 2);
    await until(() => one.query(`select pg_notify('bokji_test', 'after')`));
    await until(() => heard.length === 2);
    expect(heard).toEqual(['before', 'after']);
  });
});
