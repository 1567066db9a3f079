/** A message is answered once, wherever the process that took it on ended. */
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createSqlStore } from '../../adapters/sql/store.js';
import { openSqlite } from '../../adapters/sqlite/index.js';
import { createInOrder } from '../../src/messaging/in-order.js';
import { createOutbox } from '../../src/messaging/outbox.js';
import type { Deliveries, Store } from '../../src/store/ports.js';
import { folderWith } from '../fixtures/folders.js';

const workSchema = z.object({ text: z.string() });
const log = pino({ level: 'silent' });
const message = {
  eventIds: ['Ev1', 'ts1'] as const,
  conversationId: 'test:1',
  work: { text: '기초연금 900101-1234567' },
};

/** A platform that keeps what it was sent, and can be asked for a piece by its key. */
function platform() {
  const said: { readonly key: string; readonly piece: string }[] = [];
  const failed: string[] = [];
  return { said, failed, pieces: () => said.map(({ piece }) => piece) };
}

interface Process {
  readonly store: Store;
  readonly outbox: ReturnType<typeof createOutbox<{ text: string }, string>>;
  readonly asked: string[];
  readonly idle: () => Promise<void>;
}

/** `endsAt`: the call of the outbox or the platform after which this process does nothing more. */
async function processOn(path: string, to: ReturnType<typeof platform>, endsAt?: string): Promise<Process> {
  const store = createSqlStore(await openSqlite(path), { clock: () => new Date(), conversationIdleMs: 60_000 });
  const asked: string[] = [];
  const forever = new Promise<never>(() => undefined);
  const ending = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const value = await work();
    return name === endsAt ? forever : value;
  };
  const { deliveries } = store;
  const dying: Deliveries = {
    ...deliveries,
    ready: (id, outgoing) => ending('ready', () => deliveries.ready(id, outgoing)),
    sent: (id, pieces) => ending(`sent ${pieces}`, () => deliveries.sent(id, pieces)),
  };
  const order = createInOrder();
  const outbox = createOutbox<{ text: string }, string>({
    courier: {
      channel: 'test',
      work: workSchema,
      piece: z.string(),
      answer: ({ text }) =>
        ending('answer', async () => {
          asked.push(text);
          return ['첫 글', '둘째 글'];
        }),
      send: (_work, piece, { delivery, row }) =>
        ending(`send ${row + 1}`, async () => void to.said.push({ key: `${delivery}:${row}`, piece })),
      wasSent: async (_work, { delivery, row }) => to.said.some(({ key }) => key === `${delivery}:${row}`),
      fail: async () => void to.failed.push('failed'),
      reasonOf: String,
    },
    deliveries: dying,
    order,
    log,
  });
  onTestFinished(async () => {
    outbox.stop();
    await store.close();
  });
  return { store, outbox, asked, idle: order.idle };
}

it('answers once, and holds no words afterwards', async () => {
  const [path, to] = [join(await folderWith(), 'store.sqlite'), platform()];
  const { store, outbox } = await processOn(path, to);
  expect([await outbox.take(message), await outbox.take(message)]).toEqual([true, false]);
  await outbox.deliver(message);
  expect(to.pieces()).toEqual(['첫 글', '둘째 글']);
  expect((await store.retention.export('test:1')).deliveries).toEqual([{ id: 'Ev1', finished: true }]);
  const reader = await openSqlite(path, 'reader');
  expect(reader.file.prepare('select work, outgoing from deliveries').all()).toEqual([{ work: null, outgoing: null }]);
  await reader.close();
});

it.each(['take', 'answer', 'ready', 'send 1', 'sent 1', 'send 2', 'sent 2'])(
  'answers once where the process ended after: %s',
  async (endsAt) => {
    const [path, to] = [join(await folderWith(), 'store.sqlite'), platform()];
    const first = await processOn(path, to, endsAt);
    await first.outbox.take(message);
    if (endsAt !== 'take') {
      void first.outbox.deliver(message);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    await first.store.close();
    const second = await processOn(path, to);
    await second.outbox.start();
    await second.idle();
    expect(to.pieces()).toEqual(['첫 글', '둘째 글']);
    expect(await second.outbox.take(message)).toBe(false);
    const third = await second.store.deliveries.resume('test', 10);
    expect(third).toEqual([]);
  },
);

it('hands the words on masked to the process that takes a message up', async () => {
  const [path, to] = [join(await folderWith(), 'store.sqlite'), platform()];
  const first = await processOn(path, to);
  await first.outbox.take(message);
  await first.store.close();
  const second = await processOn(path, to);
  await second.outbox.start();
  await second.idle();
  expect(second.asked).toEqual(['기초연금 [주민등록번호]']);
});

it('tells the person where an answer cannot be delivered, and does not try for ever', async () => {
  const [path, to] = [join(await folderWith(), 'store.sqlite'), platform()];
  const { store, outbox } = await processOn(path, to);
  await outbox.take(message);
  await outbox.deliver(message, () => Promise.reject(new Error('no such channel')));
  expect([to.pieces(), to.failed]).toEqual([[], ['failed']]);
  expect((await store.retention.export('test:1')).deliveries).toEqual([{ id: 'Ev1', finished: true }]);
});
