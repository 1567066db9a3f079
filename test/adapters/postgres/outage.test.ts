/** PostgreSQL goes away while people ask: answers go on, say that they remember nothing, and are written afterwards. */
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createDatabase } from '../../../adapters/postgres/pool.js';
import { openPostgres } from '../../../adapters/postgres/store.js';
import { createSqlStore } from '../../../adapters/sql/store.js';
import { createConversations } from '../../../src/conversation/conversations.js';
import type { Question } from '../../../src/core/types.js';
import { createSteadyStore } from '../../../src/store/steady.js';
import { createGazetteer } from '../../../src/understanding/regions.js';
import { answerWith } from '../../fixtures/answers.js';
import { describeWithPostgres } from '../../fixtures/postgres.js';

/** Longer for a measure: BOKJI_OUTAGE_MS=20000. */
const OUTAGE_MS = Number(process.env.BOKJI_OUTAGE_MS ?? 1_500);
const log = pino({ level: 'silent' });
const DEGRADED = '앞 이야기를 모르고 답했습니다.';

describeWithPostgres('answers while PostgreSQL is away', (postgres) => {
  const setUp = async () => {
    const url = await postgres().createDatabase();
    // The throw-away server does not wait for the disk; what this counts is acknowledged.
    const admin = createDatabase({ url, log });
    await admin.query(
      `do $$ begin execute format('alter database %I set synchronous_commit = on', current_database()); end $$`,
    );
    await admin.end();
    const database = createDatabase({ url, log });
    const real = createSqlStore(await openPostgres(database), { clock: () => new Date(), conversationIdleMs: 600_000 });
    const store = createSteadyStore(real, { log, retryMs: 100 });
    onTestFinished(async () => {
      await store.close();
      await database.end();
    });
    const heard: Question[] = [];
    const engine = {
      async answer(question: Question) {
        heard.push(question);
        return answerWith({ conversationId: question.conversationId, text: `${question.history.length}번째 뒤의 답` });
      },
    };
    const conversations = createConversations({
      assistant: () => ({ engine, gazetteer: createGazetteer(undefined) }),
      store: store.conversations,
      answers: store.answers,
      withoutMemory: { text: DEGRADED, isNow: () => !store.health().ok },
      log,
    });
    const ask = (conversationId: string, text = '질문') =>
      conversations.ask({ conversationId, text, audience: 'public' });
    return { store, real, ask, heard };
  };

  it.each(['stopped', 'hanging'] as const)(
    'go on without memory where it is %s, then everything is there',
    async (how) => {
      const { store, real, ask, heard } = await setUp();
      await ask('web:before', '앞선 질문');
      if (how === 'stopped') await postgres().stop();
      else postgres().pause();
      const until = Date.now() + OUTAGE_MS;
      const given = [];
      let slowestMs = 0;
      while (Date.now() < until || given.length < 20) {
        const began = performance.now();
        given.push(await ask('web:before'), await ask(`web:${given.length}`));
        slowestMs = Math.max(slowestMs, performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(given.every(({ notices }) => notices.some(({ text }) => text === DEGRADED))).toBe(true);
      // What was said before the outage is not known; what is said in it is.
      expect(heard.at(1)?.history).toEqual([]);
      expect(heard.at(-2)?.history.length).toBeGreaterThan(0);
      expect(store.health()).toMatchObject({ ok: false, dropped: 0 });
      const returned = performance.now();
      if (how === 'stopped') await postgres().start();
      else postgres().resume();
      await expect.poll(() => store.health(), { timeout: 15_000 }).toMatchObject({ ok: true, waiting: 0, dropped: 0 });
      if (process.env.BOKJI_OUTAGE_MS)
        process.stderr.write(
          `${JSON.stringify({ how, answers: given.length, slowestMs: Math.round(slowestMs), caughtUpMs: Math.round(performance.now() - returned) })}\n`,
        );
      const missing = [];
      for (const { id } of given) if ((await real.answers.find(id)) === undefined) missing.push(id);
      expect(missing).toEqual([]);
      expect((await ask('web:before')).notices.some(({ text }) => text === DEGRADED)).toBe(false);
      expect(heard.at(-1)?.history.length).toBeGreaterThan(0);
    },
    OUTAGE_MS + 60_000,
  );

  /** Two servers, each with its own memory, over one database. */
  const servers = async () => {
    const url = await postgres().createDatabase();
    const open = async () => {
      const database = createDatabase({ url, log });
      const real = createSqlStore(await openPostgres(database), { clock: () => new Date(), conversationIdleMs: 1 });
      const store = createSteadyStore(real, { log, retryMs: 50 });
      onTestFinished(async () => {
        await store.close();
        await database.end();
      });
      return store;
    };
    return [await open(), await open()] as const;
  };
  const message = (id: string) => ({
    eventIds: [id, `${id}:client`] as const,
    channel: 'slack',
    conversationId: 'slack:1',
    work: { text: '이사 지원' },
  });

  // The bound that docs/scaling.md tells: once for each server it reaches meanwhile, and never again afterwards.
  it('take a message once on each server that it is delivered to, and on none when the database is back', async () => {
    const [here, there] = await servers();
    await postgres().stop();
    const taken = [];
    for (const server of [here, there, here, there]) taken.push(await server.deliveries.take(message('EvTwice')));
    expect(taken).toEqual([true, true, false, false]);
    expect(await here.deliveries.take(message('EvOnce'))).toBe(true);
    await postgres().start();
    for (const server of [here, there])
      await expect.poll(() => server.health(), { timeout: 15_000 }).toMatchObject({ ok: true, waiting: 0 });
    for (const server of [here, there])
      for (const id of ['EvTwice', 'EvOnce']) expect(await server.deliveries.take(message(id))).toBe(false);
    // Nothing is left that another server would take up and say again.
    expect([await here.deliveries.resume('slack', 10), await there.deliveries.resume('slack', 10)]).toEqual([[], []]);
  }, 60_000);

  it('take a message that came in the moment the database began to hang, without waiting for it', async () => {
    const [here] = await servers();
    postgres().pause();
    onTestFinished(() => postgres().resume());
    expect(await here.deliveries.take(message('EvHang'))).toBe(true);
    expect(here.health().ok).toBe(false);
    postgres().resume();
    await expect.poll(() => here.health(), { timeout: 15_000 }).toMatchObject({ ok: true, waiting: 0 });
    expect(await here.deliveries.take(message('EvHang'))).toBe(false);
  }, 60_000);
});
