/** What people ask most, as the store knows it: several people's words, masked, and only while their conversations are kept. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ASKERS_MIN, createMostAsked } from '../../../adapters/sql/most-asked.js';
import { createSqlStore } from '../../../adapters/sql/store.js';
import { openSqlite } from '../../../adapters/sqlite/index.js';
import { folderWith } from '../../fixtures/folders.js';

const KEPT_MS = 60_000;
const turn = (question: string, region?: string) => ({
  question,
  outcome: 'answered' as const,
  topics: [],
  ...(region === undefined ? {} : { region }),
});

async function store() {
  const now = { ms: Date.UTC(2026, 10, 25) };
  const clock = () => new Date(now.ms);
  const backend = await openSqlite(join(await folderWith(), 'store.sqlite'));
  const { conversations } = createSqlStore(backend, { clock, conversationIdleMs: KEPT_MS });
  onTestFinished(() => backend.close());
  let count = 0;
  return {
    now,
    mostAsked: (limit = 10) => createMostAsked(backend, clock).mostAsked(limit),
    async ask(people: number, ...turns: readonly ReturnType<typeof turn>[]) {
      for (let person = 0; person < people; person += 1) {
        count += 1;
        await conversations.save(`web:${count}`, turns);
      }
    },
  };
}

it('is what several people asked, the most frequent first', async () => {
  const { ask, mostAsked } = await store();
  await ask(ASKERS_MIN, turn('청년월세 언제까지예요?'));
  await ask(ASKERS_MIN + 1, turn('기초연금 얼마예요?'));
  expect((await mostAsked()).map(({ text, times }) => [text, times])).toEqual([
    ['기초연금 얼마예요?', ASKERS_MIN + 1],
    ['청년월세 언제까지예요?', ASKERS_MIN],
  ]);
});

it('never holds what few people asked', async () => {
  const { ask, mostAsked } = await store();
  await ask(ASKERS_MIN - 1, turn('우리 아들이 아픈데 어떡하죠'));
  expect(await mostAsked()).toEqual([]);
});

it('counts a person once, however often they ask', async () => {
  const { ask, mostAsked } = await store();
  await ask(1, ...Array.from({ length: ASKERS_MIN }, () => turn('기초연금 얼마예요?')));
  expect(await mostAsked()).toEqual([]);
});

it('takes spaces and marks for nothing, and a region for something else', async () => {
  const { ask, mostAsked } = await store();
  await ask(ASKERS_MIN - 1, turn('기초연금 얼마예요?'));
  await ask(1, turn('기초연금얼마예요'));
  await ask(ASKERS_MIN, turn('출산 지원금', '경기도 고양시'));
  await ask(ASKERS_MIN - 1, turn('출산 지원금', '경기도 수원시'));
  expect((await mostAsked()).map(({ region, times }) => [region, times])).toEqual([
    [undefined, ASKERS_MIN],
    ['경기도 고양시', ASKERS_MIN],
  ]);
});

it('leaves out words that were not kept, as those said in danger', async () => {
  const { ask, mostAsked } = await store();
  await ask(ASKERS_MIN, turn(''));
  expect(await mostAsked()).toEqual([]);
});

it('forgets with the conversations', async () => {
  const { ask, mostAsked, now } = await store();
  await ask(ASKERS_MIN, turn('기초연금 얼마예요?'));
  now.ms += KEPT_MS;
  expect(await mostAsked()).toEqual([]);
});

it('gives no more than it is asked for', async () => {
  const { ask, mostAsked } = await store();
  await ask(ASKERS_MIN, turn('하나'));
  await ask(ASKERS_MIN, turn('둘'));
  expect(await mostAsked(1)).toHaveLength(1);
});
