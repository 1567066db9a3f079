/** The embedded store: its behaviour, and what only a file of its own has: a lock, a log, and deleted bytes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { createSqlStore } from '../../../adapters/sql/store.js';
import { openSqlite } from '../../../adapters/sqlite/index.js';
import type { Store } from '../../../src/store/ports.js';
import { behavesLikeStore, type StoreOptions } from '../../conformance/store.js';
import { comesFromEveryEarlierSchema } from '../../conformance/store-history.js';
import { answerWith } from '../../fixtures/answers.js';
import { folderWith } from '../../fixtures/folders.js';

const OPTIONS: StoreOptions = { clock: () => new Date('2026-11-25T00:00:00Z'), conversationIdleMs: 60_000 };

async function storeAt(path: string, options = OPTIONS): Promise<Store> {
  const store = createSqlStore(await openSqlite(path), options);
  onTestFinished(() => store.close());
  return store;
}

behavesLikeStore('SQLite', async (options) => {
  const path = join(await folderWith(), 'store.sqlite');
  const store = await storeAt(path, options);
  return {
    store,
    async again() {
      await store.close();
      return storeAt(path, options);
    },
  };
});

comesFromEveryEarlierSchema('SQLite', async (statements) => {
  const path = join(await folderWith(), 'store.sqlite');
  const file = new BetterSqlite(path);
  file.exec(statements);
  file.close();
  return storeAt(path);
});

it('refuses a second service on the same file, and says who has it and what to do', async () => {
  const path = join(await folderWith(), 'store.sqlite');
  await storeAt(path);
  await expect(openSqlite(path)).rejects.toThrow(new RegExp(`프로세스 ${process.pid}.+\\n {2}→ `));
});

it('is free again when the service has closed', async () => {
  const path = join(await folderWith(), 'store.sqlite');
  await (await storeAt(path)).close();
  await expect(storeAt(path)).resolves.toBeDefined();
});

it('lets a short command write beside the service, and a reader read', async () => {
  const path = join(await folderWith(), 'store.sqlite');
  const service = await storeAt(path);
  const visitor = createSqlStore(await openSqlite(path, 'visitor'), OPTIONS);
  await visitor.settings.set('switch:slack', { off: true });
  await visitor.close();
  expect(await service.settings.get('switch:slack')).toEqual({ off: true });
  const reader = createSqlStore(await openSqlite(path, 'reader'), OPTIONS);
  expect(await reader.settings.get('switch:slack')).toEqual({ off: true });
  await expect(reader.settings.set('switch:slack', { off: false })).rejects.toThrow();
  await reader.close();
});

it('says that there is no store yet, rather than make an empty one to read', async () => {
  await expect(openSqlite(join(await folderWith(), 'store.sqlite'), 'reader')).rejects.toThrow(
    /저장소가 아직 없습니다/,
  );
});

it('says what to do about a file that is no database', async () => {
  const folder = await folderWith({ 'store.sqlite': 'not a database at all, but long enough to be read as a header' });
  await expect(openSqlite(join(folder, 'store.sqlite'))).rejects.toThrow(/파일이 상했습니다/);
});

it('leaves no byte of a forgotten conversation in the file or its log', async () => {
  const folder = await folderWith();
  const store = await storeAt(join(folder, 'store.sqlite'));
  const answer = answerWith({ conversationId: 'web:1', text: '잊을 답 WORDS-OF-ANSWER' });
  await store.conversations.save('web:1', [{ question: 'WORDS-OF-QUESTION', outcome: 'answered', topics: [] }]);
  await store.answers.save(answer);
  await store.answers.addFeedback({
    answerId: answer.id,
    helpful: false,
    comment: 'WORDS-OF-COMMENT',
    at: '2026-11-25',
  });
  const bytes = () =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name)).toString('latin1'))
      .join('');
  expect(bytes()).toContain('WORDS-OF-QUESTION');
  await store.retention.forget('web:1');
  expect(bytes()).not.toMatch(/WORDS-OF/);
});

it('finds the first entry of the audit trail that was changed or taken out', async () => {
  const path = join(await folderWith(), 'store.sqlite');
  const store = await storeAt(path);
  for (let row = 1; row <= 5; row += 1)
    await store.audit.append({ actor: 'kim', action: 'a', subject: `web:${row}`, reason: 'r', details: {} });
  const tamper = (sql: string) => {
    const file = new BetterSqlite(path);
    file.exec(sql);
    file.close();
  };
  tamper(`update audit set reason = 'other' where number = 4`);
  expect(await store.audit.firstBroken()).toBe(4);
  tamper(`update audit set reason = 'r' where number = 4`);
  expect(await store.audit.firstBroken()).toBeUndefined();
  tamper('delete from audit where number = 3');
  expect(await store.audit.firstBroken()).toBe(4);
});

it('commits writes that come together as one, and loses none where one of them fails', async () => {
  const { write, close } = await openSqlite(join(await folderWith(), 'store.sqlite'));
  onTestFinished(close);
  const claim = (id: string) =>
    write((tables) => tables.insertInto('events').values({ id, created_at: 0 }).executeTakeFirst());
  const results = await Promise.allSettled(['a', 'b', 'a', 'c'].map(claim));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});
