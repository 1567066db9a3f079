/**
 * A service under load for `store-crash.ts`: opens the store of the given file, takes events from stdin, and says on
 * stdout what was acknowledged. It never ends by itself; it is killed.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { z } from 'zod';
import { createSqlStore } from '../dist/adapters/sql/store.js';
import { openSqlite } from '../dist/adapters/sqlite/index.js';
import { createInOrder } from '../dist/src/messaging/in-order.js';
import { createOutbox } from '../dist/src/messaging/outbox.js';
import { storedAnswer } from './stored-answer.mjs';

const [file, platform, writersText] = process.argv.slice(2);
const WRITERS = Number(writersText);
const TEXT = '복지 '.repeat(300);
const store = createSqlStore(await openSqlite(file), { clock: () => new Date(), conversationIdleMs: 86_400_000 });
/** Waits until the line has left the process. */
const say = (line) => writeSync(1, `${line}\n`);

const call = async (path, body) => {
  const response = await fetch(`${platform}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return response.json();
};
const outbox = createOutbox({
  courier: {
    channel: 'bench',
    work: z.object({ text: z.string() }),
    piece: z.string(),
    answer: async ({ text }) => [`${text} 첫째`, `${text} 둘째`],
    send: (_work, piece, { delivery, row }) => call('/say', { key: `${delivery}:${row}`, piece }),
    wasSent: (_work, { delivery, row }) => call('/was-said', { key: `${delivery}:${row}` }),
    fail: async () => say('failed'),
    reasonOf: String,
  },
  deliveries: store.deliveries,
  order: createInOrder(),
  log: pino({ level: 'silent' }),
});

createInterface({ input: process.stdin }).on('line', async (id) => {
  const message = { eventIds: [id, `twin:${id}`], conversationId: `event:${id}`, work: { text: id } };
  const mine = await outbox.take(message);
  say(`event ${id}`);
  if (mine) await outbox.deliver(message);
});

/** One conversation after another, a few turns each; some are forgotten again. */
async function write() {
  for (;;) {
    const conversationId = `web:${randomUUID()}`;
    const turns = [];
    for (let turn = 1; turn <= 3; turn += 1) {
      turns.push({ question: `질문 ${turn}`, outcome: 'answered', topics: [] });
      const id = `ans_${randomUUID()}`;
      await Promise.all([
        store.conversations.save(conversationId, turns),
        store.answers.save(storedAnswer(id, conversationId, TEXT)),
      ]);
      say(`kept ${conversationId} ${turn} ${id}`);
    }
    if (Math.random() < 0.1) {
      say(`forgetting ${conversationId}`);
      await store.retention.forget(conversationId);
      say(`forgot ${conversationId}`);
    }
    // People pause; the loop must not starve what else goes on.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

say('ready');
await outbox.start();
for (let writer = 0; writer < WRITERS; writer += 1) void write();
