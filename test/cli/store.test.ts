/** `bokji store` as an operator runs it: beside a service, against the clock, and after a mishap. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { createSqlStore } from '../../adapters/sql/store.js';
import { openSqlite } from '../../adapters/sqlite/index.js';
import { answerWith } from '../fixtures/answers.js';
import { folderWith } from '../fixtures/folders.js';

const BIN = fileURLToPath(new URL('../../bin/bokji.mjs', import.meta.url));
const run = promisify(execFile);
// Each test starts several processes.
vi.setConfig({ testTimeout: 90_000 });

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function bokji(data: string, ...words: string[]): Promise<Ran> {
  try {
    const done = await run(process.execPath, [BIN, 'store', ...words, '--data', data], {
      env: { PATH: process.env.PATH },
    });
    return { code: 0, ...done };
  } catch (error) {
    return error as unknown as Ran;
  }
}

/** A data folder with two conversations in its store; `during` runs while a service has it open. */
async function dataWith(during?: (data: string) => Promise<void>): Promise<string> {
  const data = await folderWith();
  const store = createSqlStore(await openSqlite(join(data, 'store.sqlite')), {
    clock: () => new Date(),
    conversationIdleMs: 3_600_000,
  });
  for (const conversationId of ['web:one', 'web:two']) {
    await store.conversations.save(conversationId, [
      { question: `${conversationId} 질문`, outcome: 'answered', topics: [] },
    ]);
    await store.answers.save(answerWith({ conversationId }));
  }
  await during?.(data);
  await store.close();
  return data;
}

it('tells the state while a service runs', async () => {
  await dataWith(async (data) => {
    const { code, stdout } = await bokji(data, 'status', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'sqlite',
      integrity: 'ok',
      auditBrokenAt: null,
      rows: { conversations: 2, answers: 2 },
    });
  });
});

it('exports one conversation for a reason, which stands in the audit trail', async () => {
  const data = await dataWith();
  const exported = await bokji(data, 'export', '--conversation', 'web:one', '--reason', '민원 2026-15');
  expect(JSON.parse(exported.stdout)).toMatchObject({
    conversationId: 'web:one',
    turns: [{ question: 'web:one 질문' }],
    answers: [{ conversationId: 'web:one' }],
  });
  const store = createSqlStore(await openSqlite(join(data, 'store.sqlite'), 'reader'), {
    clock: () => new Date(),
    conversationIdleMs: 1,
  });
  expect(await store.audit.list(10)).toMatchObject([
    { action: 'store.export', subject: 'web:one', reason: '민원 2026-15', actor: expect.stringMatching(/^terminal:/) },
  ]);
  await store.close();
});

it('exports and forgets nothing without a reason', async () => {
  const data = await dataWith();
  for (const action of ['export', 'forget'])
    expect(await bokji(data, action, '--conversation', 'web:one')).toMatchObject({ code: 2, stdout: '' });
});

it('forgets one conversation on request', async () => {
  const data = await dataWith();
  const { stdout } = await bokji(data, 'forget', '--conversation', 'web:one', '--reason', '본인 요청', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ conversations: 1, answers: 1 });
});

it('moves nothing while a service runs, and says who has the store', async () => {
  await dataWith(async (data) => {
    const { code, stderr } = await bokji(data, 'migrate', '--to', join(data, 'other.sqlite'));
    expect(code).toBe(3);
    expect(stderr).toMatch(new RegExp(`프로세스 ${process.pid}.+\\n {2}→ `));
  });
});

it('moves every row to another file', async () => {
  const data = await dataWith();
  const { stdout } = await bokji(data, 'migrate', '--to', join(data, 'other.sqlite'), '--json');
  expect(JSON.parse(stdout)).toMatchObject({ conversations: 2, answers: 2 });
});

it('takes a backup while a service writes, and restores it without what was forgotten since', async () => {
  let copy = '';
  const data = await dataWith(async (folder) => {
    copy = join(folder, 'copy.sqlite');
    expect((await bokji(folder, 'backup', copy)).code).toBe(0);
  });
  await bokji(data, 'forget', '--conversation', 'web:one', '--reason', '본인 요청');
  const { code, stderr } = await bokji(data, 'restore', copy);
  expect([code, readdirSync(data).filter((name) => name.endsWith('.replaced'))]).toEqual([0, [expect.any(String)]]);
  expect(stderr).toContain('되살렸습니다');
  const store = createSqlStore(await openSqlite(join(data, 'store.sqlite')), {
    clock: () => new Date(),
    conversationIdleMs: 1,
  });
  expect((await store.retention.export('web:one')).answers).toEqual([]);
  expect((await store.retention.export('web:two')).answers).toHaveLength(1);
  await store.close();
});

it('restores nothing that is damaged, and leaves the store as it was', async () => {
  const data = await dataWith();
  const copy = join(data, 'copy.sqlite');
  await bokji(data, 'backup', copy);
  const bytes = readFileSync(copy);
  bytes.fill(0xff, 4_096, 16_384);
  writeFileSync(copy, bytes);
  const { code, stderr } = await bokji(data, 'restore', copy);
  expect([code, stderr.includes('상했습니다')]).toEqual([3, true]);
  expect(existsSync(join(data, 'store.sqlite'))).toBe(true);
  expect(readdirSync(data).some((name) => name.endsWith('.replaced'))).toBe(false);
});
