/**
 * What keeping an answer costs on SQLite: sixteen people at once, each answer with its turn (as `serve` does), acknowledged
 * when it is on the disk. Against the same writes one commit each. Processor time is the server's share, the wait the
 * disk's; the goal is room for 400 answers a second.
 *
 *   npm run bench:store
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { createSqlStore } from '../dist/adapters/sql/store.js';
import { openSqlite } from '../dist/adapters/sqlite/index.js';
import { storedAnswer } from './stored-answer.mjs';

const SECONDS = 4;
const PEOPLE = 16;
const folder = mkdtempSync(join(tmpdir(), 'bokji-bench-store-'));
let serial = 0;
const answerOf = (conversationId) => {
  serial += 1;
  return storedAnswer(`ans_${serial}`, conversationId);
};
const turns = Array.from({ length: 3 }, () => ({
  question: '기초연금 얼마 받을 수 있어요?',
  outcome: 'answered',
  topics: ['national-basic-pension'],
}));

async function measure(keep) {
  const waits = [];
  const began = performance.now();
  const processor = process.cpuUsage();
  let longestTurnMs = 0;
  let last = performance.now();
  const pulse = setInterval(() => {
    longestTurnMs = Math.max(longestTurnMs, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  await Promise.all(
    Array.from({ length: PEOPLE }, async (_, person) => {
      while (performance.now() - began < SECONDS * 1000) {
        const start = performance.now();
        await keep(`web:${person}:${serial}`);
        waits.push(performance.now() - start);
      }
    }),
  );
  clearInterval(pulse);
  const { user, system } = process.cpuUsage(processor);
  waits.sort((a, b) => a - b);
  const seconds = (performance.now() - began) / 1000;
  return {
    keptPerSecond: Math.round(waits.length / seconds),
    waitP50Ms: round(waits[Math.floor(waits.length / 2)]),
    waitP99Ms: round(waits[Math.floor(waits.length * 0.99)]),
    processorMsPerAnswer: round((user + system) / 1000 / waits.length),
    longestTurnMs: round(longestTurnMs),
  };
}
const round = (value) => Math.round(value * 100) / 100;

try {
  const path = join(folder, 'store.sqlite');
  const store = createSqlStore(await openSqlite(path), { clock: () => new Date(), conversationIdleMs: 1_800_000 });
  const grouped = await measure(async (id) => {
    await store.conversations.load(id);
    await Promise.all([store.conversations.save(id, turns), store.answers.save(answerOf(id))]);
  });
  const { size } = statSync(path);
  await store.close();
  const file = new BetterSqlite(join(folder, 'single.sqlite'));
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.exec('create table kept (id text primary key, body text)');
  const insert = file.prepare('insert or replace into kept values (?, ?)');
  const single = await measure(async (id) => {
    insert.run(id, JSON.stringify(turns));
    insert.run(`answer:${id}`, JSON.stringify(answerOf(id)));
    await new Promise((resolve) => setImmediate(resolve));
  });
  file.close();
  process.stdout.write(`${JSON.stringify({ grouped, single, people: PEOPLE, bytes: size, load: loadavg()[0] })}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
