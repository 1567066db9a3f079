/** A store that cannot be opened yet: every call fails at once, and what waited is written when it is open. */
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createSqlStore } from '../../adapters/sql/store.js';
import { openSqlite } from '../../adapters/sqlite/index.js';
import { createLateStore } from '../../src/store/late.js';
import { StoreAwayError, StoreError } from '../../src/store/ports.js';
import { createSteadyStore } from '../../src/store/steady.js';
import { answerWith } from '../fixtures/answers.js';
import { folderWith } from '../fixtures/folders.js';

const turn = (question: string) => ({ question, outcome: 'answered' as const, topics: [] });

async function late() {
  const real = createSqlStore(await openSqlite(join(await folderWith(), 'store.sqlite')), {
    clock: () => new Date(),
    conversationIdleMs: 60_000,
  });
  const world = { fault: new StoreAwayError('아직') as Error | undefined, openings: 0, closed: 0 };
  const refused: unknown[] = [];
  const store = createLateStore({
    kind: 'postgres',
    async open() {
      world.openings += 1;
      await Promise.resolve();
      if (world.fault) throw world.fault;
      return real;
    },
    onRefused: (error) => refused.push(error),
    close: async () => {
      world.closed += 1;
    },
  });
  return { store, real, world, refused };
}

it('fails a call at once, as one that is away, without trying to open', async () => {
  const { store, world } = await late();
  const failure = await store.conversations.load('web:1').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StoreAwayError);
  expect([store.isAway(failure), world.openings]).toEqual([true, 0]);
});

it('is opened by a check, once for all that ask meanwhile', async () => {
  const { store, real, world } = await late();
  world.fault = undefined;
  await Promise.all([store.check(), store.check(), store.check()]);
  expect(world.openings).toBe(1);
  await store.conversations.save('web:1', [turn('하나')]);
  expect(await real.conversations.load('web:1')).toEqual([turn('하나')]);
});

it('tells why it cannot be opened, each time it was tried', async () => {
  const { store, world, refused } = await late();
  world.fault = new StoreError('더 새로운 판의 저장소');
  await expect(store.check()).rejects.toThrow('더 새로운 판');
  await expect(store.check()).rejects.toThrow('더 새로운 판');
  expect(refused).toHaveLength(2);
});

it('closes what it was made of, opened or not', async () => {
  const { store, world } = await late();
  await store.close();
  expect([world.closed, world.openings]).toEqual([1, 0]);
});

it('gets what was said before it was ever open', async () => {
  const { store, real, world } = await late();
  const steady = createSteadyStore(store, { log: pino({ level: 'silent' }), retryMs: 10 });
  onTestFinished(() => steady.close());
  const answer = answerWith({ conversationId: 'web:1' });
  await steady.conversations.save('web:1', [turn('하나')]);
  await steady.answers.save(answer);
  expect(steady.health()).toMatchObject({ ok: false, waiting: 2 });
  world.fault = undefined;
  await expect.poll(() => steady.health()).toMatchObject({ ok: true, waiting: 0, dropped: 0 });
  expect([await real.conversations.load('web:1'), await real.answers.find(answer.id)]).toEqual([
    [turn('하나')],
    answer,
  ]);
});
