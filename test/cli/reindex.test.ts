/** `bokji index`, `versions`, `rollback` and `switch` as an admin runs them, from one year's knowledge to the next. */
import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ASKERS_MIN } from '../../adapters/sql/most-asked.js';
import { createSqlStore } from '../../adapters/sql/store.js';
import { openSqlite } from '../../adapters/sqlite/index.js';
import { folderWith } from '../fixtures/folders.js';

const BOKJI = new URL('../../bin/bokji.mjs', import.meta.url).pathname;

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function bokji(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BOKJI, ...args], { env: { PATH: process.env.PATH } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

const MOVING = (won: string) =>
  `# 이사 지원\n이사 지원은 이사비 ${won}을 드립니다.\n이사 지원은 주민센터에서 신청합니다.\n`;
const OTHERS = Object.fromEntries(
  ['돌봄', '급식', '교복', '교통'].map((name) => [
    `${name}.md`,
    `# ${name} 지원\n${name} 지원은 구청에서 신청합니다.\n`,
  ]),
);
const GOLDEN = (won: string) =>
  `${JSON.stringify({ id: 'moving', turns: ['이사 지원 얼마예요?'], expect: ['moving'], must: [won] })}\n`;

async function folders(files: Readonly<Record<string, string>> = {}) {
  const knowledge = await folderWith({ 'moving.md': MOVING('30만원'), ...OTHERS, ...files });
  const data = await folderWith();
  const flags = ['--knowledge', knowledge, '--data', data];
  const live = async () => (await readFile(join(data, 'current'), 'utf8')).trim();
  const json = async (...args: readonly string[]) => JSON.parse((await bokji(...args, '--json', ...flags)).stdout);
  return { knowledge, data, flags, live, json, run: (...args: readonly string[]) => bokji(...args, ...flags) };
}

describe('bokji index', () => {
  it('plans by document and changes nothing with --plan', async () => {
    const { knowledge, data, json, live, run } = await folders();
    await run('index');
    const before = await live();
    await writeFile(join(knowledge, 'moving.md'), MOVING('40만원'));
    await writeFile(join(knowledge, 'new.md'), '# 새 지원\n새 지원은 월 1만원입니다.\n');
    await rm(join(knowledge, '교통.md'));
    const { plan } = await json('index', '--plan');
    expect([plan.added, plan.changed, plan.removed].map((list) => list.map(({ id }: { id: string }) => id))).toEqual([
      ['new'],
      ['moving'],
      ['교통'],
    ]);
    expect([await live(), await readdir(join(data, 'versions'))]).toEqual([before, [before]]);
  });

  it('builds nothing where nothing changed', async () => {
    const { data, run, json } = await folders();
    await run('index');
    expect(await json('index')).toMatchObject({ end: 'unchanged' });
    expect(await readdir(join(data, 'versions'))).toHaveLength(1);
  });

  it('builds anew where nothing changed but the live version is damaged', async () => {
    const { data, run, json, live } = await folders();
    await run('index');
    await writeFile(join(data, 'versions', await live(), 'cards.lex'), 'damaged');
    expect(await json('index')).toMatchObject({ end: 'switched' });
  });

  it('asks for --yes before a large part of the documents goes', async () => {
    const { knowledge, run, live } = await folders();
    await run('index');
    const before = await live();
    for (const name of Object.keys(OTHERS)) await rm(join(knowledge, name));
    const { code, stderr } = await run('index');
    expect([code, await live()]).toEqual([4, before]);
    expect(stderr).toMatch(/80 %.*\n.*--yes/);
    expect((await run('index', '--yes')).code).toBe(0);
    expect(await live()).not.toBe(before);
  });

  it('keeps data on stdout and progress on stderr', async () => {
    const { run } = await folders();
    const { stdout, stderr } = await run('index', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ end: 'switched', counts: { documents: 5 } });
    expect(stderr).toContain('색인을 만들고 있습니다');
  });
});

describe('the gate', () => {
  it('stops a wrong figure, keeps the live version, and names question, figures and document', async () => {
    const { knowledge, run, live, data } = await folders({ 'golden.jsonl': GOLDEN('30만원') });
    await run('index');
    const before = await live();
    await writeFile(join(knowledge, 'golden.jsonl'), GOLDEN('40만원'));
    await writeFile(join(knowledge, 'moving.md'), MOVING('4만원'));
    const { code, stderr } = await run('index');
    expect([code, await live(), await readdir(join(data, 'versions'))]).toEqual([4, before, [before]]);
    expect(stderr).toMatch(/이사 지원 얼마예요\? \[moving\].*30만원 → 4만원.*고친 자료: 이사 지원/);
  });

  it('lets the mended figure pass, and writes what changed as Markdown and HTML', async () => {
    const { knowledge, run, json, live } = await folders({ 'golden.jsonl': GOLDEN('30만원') });
    await run('index');
    await writeFile(join(knowledge, 'golden.jsonl'), GOLDEN('40만원'));
    await writeFile(join(knowledge, 'moving.md'), MOVING('40만원'));
    const { end, version, reports } = await json('index');
    expect([end, await live()]).toEqual(['switched', version]);
    for (const path of reports) expect(await readFile(path, 'utf8')).toContain('30만원');
    expect(reports.map((path: string) => path.slice(path.lastIndexOf('.')))).toEqual(['.md', '.html']);
  });

  it('leaves the stopped version as a candidate that only its name makes live', async () => {
    const { knowledge, run, json, live } = await folders({ 'golden.jsonl': GOLDEN('30만원') });
    await run('index');
    await writeFile(join(knowledge, 'moving.md'), MOVING('40만원'));
    const { end, version } = await json('index');
    expect(end).toBe('stopped');
    expect((await run('rollback', version)).code).toBe(3);
    expect((await run('switch', version)).code).toBe(0);
    expect(await live()).toBe(version);
    expect((await json('ask', '이사 지원 얼마예요?')).text).toContain('40만원');
  });

  it('is only looked at with --hold', async () => {
    const { knowledge, run, json, live } = await folders({ 'golden.jsonl': GOLDEN('40만원') });
    await run('index');
    const before = await live();
    await writeFile(join(knowledge, 'moving.md'), MOVING('40만원'));
    expect(await json('index', '--hold')).toMatchObject({ end: 'held', review: { changes: [{ isLost: false }] } });
    expect(await live()).toBe(before);
  });

  it('stops below --fail-under, on the first build too', async () => {
    const { run } = await folders({ 'golden.jsonl': GOLDEN('99만원') });
    expect((await run('index', '--fail-under', 'right=1')).code).toBe(4);
  });

  it('names the line of a golden question that cannot be read', async () => {
    const { run } = await folders({ 'golden.jsonl': '{"id":"a"}\n' });
    const { code, stderr } = await run('index');
    expect([code, stderr.includes('golden.jsonl의 1번째 줄')]).toEqual([2, true]);
  });
});

describe('what people ask most', () => {
  it('is asked of both versions; its words stand in the report and nowhere else', async () => {
    const { knowledge, data, run, live } = await folders({ 'golden.jsonl': '' });
    await run('index');
    const backend = await openSqlite(join(data, 'store.sqlite'));
    const { conversations } = createSqlStore(backend, { clock: () => new Date(), conversationIdleMs: 600_000 });
    for (let person = 0; person < ASKERS_MIN; person += 1)
      await conversations.save(`web:${person}`, [{ question: '이사비 얼마 줘요?', outcome: 'answered', topics: [] }]);
    await writeFile(join(knowledge, 'moving.md'), MOVING('40만원'));
    const { code, stdout, stderr } = await run('index');
    await backend.close();
    const report = await readFile(join(data, 'reports', `${await live()}.md`), 'utf8');
    expect([code, stderr]).toEqual([0, expect.stringMatching(/자주 묻는 물음\(5번\).*30만원 → 40만원/)]);
    expect([stdout, stderr, report].map((text) => text.includes('이사비 얼마'))).toEqual([false, false, true]);
  });
});

describe('bokji rollback', () => {
  it('goes back to what was live before, again and again, and says where it ends', async () => {
    const { knowledge, run, live } = await folders();
    const seen: string[] = [];
    for (const won of ['30만원', '40만원', '50만원']) {
      await writeFile(join(knowledge, 'moving.md'), MOVING(won));
      await run('index');
      seen.push(await live());
    }
    await run('rollback');
    expect(await live()).toBe(seen[1]);
    await run('rollback');
    expect(await live()).toBe(seen[0]);
    const { code, stderr } = await run('rollback');
    expect([code, stderr.includes('되돌아갈 판이 없습니다')]).toEqual([3, true]);
  });

  it('goes to a version by name, and the list shows it live', async () => {
    const { knowledge, run, json, live } = await folders();
    await run('index');
    const first = await live();
    await writeFile(join(knowledge, 'moving.md'), MOVING('40만원'));
    await run('index');
    await run('rollback', first);
    const listed: readonly { version: string; state: string }[] = await json('versions');
    expect(listed.map(({ version, state }) => [version === first, state])).toEqual([
      [false, 'kept'],
      [true, 'live'],
    ]);
    expect((await json('ask', '이사 지원 얼마예요?')).text).toContain('30만원');
  });

  it('refuses a damaged version', async () => {
    const { knowledge, run, live, data } = await folders();
    await run('index');
    const first = await live();
    await writeFile(join(knowledge, 'moving.md'), MOVING('40만원'));
    await run('index');
    const second = await live();
    await writeFile(join(data, 'versions', first, 'passages.lex'), 'damaged');
    expect([(await run('rollback', first)).code, await live()]).toEqual([3, second]);
  });
});
