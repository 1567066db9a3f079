/**
 * January: last year's knowledge answers; the new guidelines come in (one HWPX, one PDF, one changed record, one
 * withdrawn); plan, comparison, a gate that stops a wrong figure; mended, switched under a running service, rolled back.
 * The same story as docs/reindexing.md tells.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CARE_GUIDE } from '../fixtures/documents/guide.js';
import { hwpxOf } from '../fixtures/documents/hwpx.js';

const BOKJI = new URL('../../bin/bokji.mjs', import.meta.url).pathname;
const WAIT = { timeout: 60_000 };

function record(id: string, title: string, benefit: string): string {
  return `---
id: ${id}
title: ${title}
aliases: []
kind: program
region: 전국
audience: public
status: 시행
lifeStages: [전생애]
targetGroups: []
themes: [교통]
asOf: 2025-01-01
source: { title: ${title} 안내, publisher: 한빛시, date: 2025-01-02, trust: official }
contacts: [{ name: 복지과, phone: 031-000-0000 }]
apply: []
questions: [${title} 있나요, ${title} 어디서 신청해요, ${title} 얼마나 받나요, ${title} 누가 받아요, ${title} 알려 주세요]
---
## 지원 내용
- ${title}은 ${benefit}을 지원합니다.
## 신청 방법
- ${title}은 동 행정복지센터에서 신청합니다.
`;
}

const golden = (...questions: readonly Readonly<Record<string, unknown>>[]) =>
  questions.map((question) => `${JSON.stringify(question)}\n`).join('');
const BUS = { id: 'bus', turns: ['마을버스 요금 지원은 얼마예요?'], expect: ['bus-fare'] };
const BATH = { id: 'bath', turns: ['목욕비 지원은 얼마예요?'] };

let folder = '';
let knowledge = '';
let data = '';
let now = '2025-12-20T09:00:00+09:00';
const seen = { last: '', stopped: '', next: '' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bokji-january-'));
  [knowledge, data] = [join(folder, 'knowledge'), join(folder, 'data')];
  await mkdir(knowledge);
  const unchanged = ['급식비 지원', '교복비 지원', '난방비 지원', '안경 지원'];
  for (const [index, title] of unchanged.entries())
    await put(`other-${index}.md`, record(`other-${index}`, title, `월 ${index + 5}만원`));
  await put('bus-fare.md', record('bus-fare', '마을버스 요금 지원', '월 2만원'));
  await put('bath-cost.md', record('bath-cost', '목욕비 지원', '10만원'));
  await put('golden.jsonl', golden({ ...BUS, must: ['2만원'] }, { ...BATH, must: ['10만원'] }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const put = (file: string, content: string | Uint8Array) => writeFile(join(knowledge, file), content);
const live = async () => (await readFile(join(data, 'current'), 'utf8')).trim();

async function bokji(...args: readonly string[]) {
  return new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const env = { PATH: process.env.PATH, BOKJI_NOW: now };
    const all = [BOKJI, ...args, '--knowledge', knowledge, '--data', data];
    execFile(process.execPath, all, { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}
const json = async (...args: readonly string[]) => JSON.parse((await bokji(...args, '--json')).stdout);

it('in December: last year’s knowledge is indexed and answers', async () => {
  expect((await bokji('index')).code).toBe(0);
  seen.last = await live();
  expect((await json('ask', '마을버스 요금 지원은 얼마예요?')).text).toContain('2만원');
});

it('in January: the plan names the new files, the changed record and the withdrawn one', async () => {
  now = '2026-01-05T09:00:00+09:00';
  await put('care-guide.hwpx', await hwpxOf(CARE_GUIDE));
  await copyFile('test/fixtures/documents/home-guide.pdf', join(knowledge, 'home-guide.pdf'));
  // A slip of the hand: 30 for 3.
  await put('bus-fare.md', record('bus-fare', '마을버스 요금 지원', '월 30만원'));
  await rm(join(knowledge, 'bath-cost.md'));
  await put('golden.jsonl', golden({ ...BUS, must: ['3만원'] }, { ...BATH, must: ['10만원'] }));
  const { plan } = await json('index', '--plan');
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  expect([ids(plan.added), ids(plan.changed), ids(plan.removed), plan.unchanged]).toEqual([
    ['care-guide', 'home-guide'],
    ['bus-fare'],
    ['bath-cost'],
    4,
  ]);
  expect(await live()).toBe(seen.last);
});

it('the gate stops the wrong figure and the lost answer, and tells figures, documents and questions', async () => {
  const result = await json('index');
  seen.stopped = result.version;
  expect(result.end).toBe('stopped');
  expect(
    result.review.broken.map(({ rule, questions }: { rule: string; questions: unknown }) => [rule, questions]),
  ).toEqual([
    ['lost', ['bath']],
    ['wrong', ['bus']],
  ]);
  const bus = result.review.changes.find((change: { question: { id: string } }) => change.question.id === 'bus');
  expect(bus).toMatchObject({
    figures: { gone: ['2만원'], come: ['30만원'] },
    causes: [{ change: 'changed', documentId: 'bus-fare' }],
  });
  const [markdown = '', html = ''] = await Promise.all(result.reports.map((path: string) => readFile(path, 'utf8')));
  for (const words of ['마을버스 요금 지원은 얼마예요?', '30만원', '목욕비 지원', '검사에서 멈췄습니다'])
    expect([markdown.includes(words), html.includes(words)]).toEqual([true, true]);
});

it('nobody is told the wrong figure: last year’s version goes on answering', async () => {
  expect(await live()).toBe(seen.last);
  expect((await json('ask', '마을버스 요금 지원은 얼마예요?')).text).toContain('2만원');
  expect(await json('versions')).toMatchObject([{ version: seen.stopped, state: 'candidate' }, { state: 'live' }]);
});

it('mended, it is switched under a running service without a restart, and rolled back the same way', async () => {
  const service = spawn(process.execPath, [BOKJI, 'serve', '--knowledge', knowledge, '--data', data], {
    env: { PATH: process.env.PATH, BOKJI_PORT: '0', BOKJI_NOW: now },
  });
  let said = '';
  service.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const exit = once(service, 'exit');
  try {
    await expect.poll(() => said, WAIT).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    const ask = async (question: string) => {
      const response = await fetch(`${url}/v1/answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question }),
      });
      const answer: { text: string; index: { version: string } } = JSON.parse(await response.text());
      return answer;
    };
    const version = async () => (await ask('마을버스 요금 지원은 얼마예요?')).index.version;
    expect((await ask('마을버스 요금 지원은 얼마예요?')).text).toContain('2만원');

    await put('bus-fare.md', record('bus-fare', '마을버스 요금 지원', '월 3만원'));
    await put('golden.jsonl', golden({ ...BUS, must: ['3만원'] }, { ...BATH, outcome: 'abstained' }));
    const result = await json('index');
    seen.next = result.version;
    expect([result.end, result.review.broken]).toEqual(['switched', []]);
    await expect.poll(version, WAIT).toBe(seen.next);
    expect((await ask('마을버스 요금 지원은 얼마예요?')).text).toContain('3만원');

    expect((await bokji('rollback')).code).toBe(0);
    await expect.poll(version, WAIT).toBe(seen.last);
    expect((await ask('마을버스 요금 지원은 얼마예요?')).text).toContain('2만원');

    expect((await bokji('switch', seen.next)).code).toBe(0);
    await expect.poll(version, WAIT).toBe(seen.next);
  } finally {
    service.kill('SIGTERM');
    await exit;
  }
}, 180_000);

it('the new guidelines answer, with the page they stand on', async () => {
  const care = await json('ask', '농어촌에 사는 2인 가구는 새빛 돌봄 소득인정액 기준이 얼마예요?');
  expect(care.text).toContain('1,874,000');
  expect(care.citations[0]).toMatchObject({ documentId: 'care-guide', page: 3 });
  const home = await json('ask', '한울 주거안심 3급지 아파트 월세 한도 알려주세요');
  expect(home.text).toContain('48만원');
  expect(home.citations[0]).toMatchObject({ documentId: 'home-guide', page: 4 });
});

it('what was withdrawn is no longer promised', async () => {
  const { outcome, text } = await json('ask', '목욕비 지원은 얼마예요?');
  expect(outcome).not.toBe('answered');
  expect(text).not.toContain('10만원');
});
