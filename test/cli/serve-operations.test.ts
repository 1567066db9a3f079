/** `bokji serve` as those who run it meet it: messengers that are away, kill switches, a stop with answers under way. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startDemoModel } from '../../adapters/demo-model/index.js';
import { startFakeDiscord } from '../fakes/discord.js';
import { SIGNING_SECRET, sendSigned, startFakeSlack } from '../fakes/slack.js';
import * as discord from '../fixtures/discord/payloads.js';
import { freePort } from '../fixtures/listening.js';
import * as slack from '../fixtures/slack/payloads.js';

const BIN = fileURLToPath(new URL('../../bin/bokji.mjs', import.meta.url));
const PATIENCE = { timeout: 30_000, interval: 50 };

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bokji-operations-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A started service that has said where it is. */
async function serving(data: string, settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, [BIN, 'serve', '--data', data], {
    env: { PATH: process.env.PATH, BOKJI_PORT: '0', ...settings },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const exit = once(child, 'exit');
  await expect.poll(() => said, PATIENCE).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
  const get = async (path: string) => {
    const response = await fetch(url + path);
    return { status: response.status, body: await response.text() };
  };
  const ask = async (question: string) => {
    const response = await fetch(`${url}/v1/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question }),
    });
    return (await response.json()) as { outcome: string; text: string };
  };
  return { child, said: () => said, exit, get, ask };
}

async function bokji(data: string, ...words: string[]) {
  const child = spawn(process.execPath, [BIN, ...words, '--data', data], { env: { PATH: process.env.PATH } });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
  const [code] = await once(child, 'exit');
  return { code, out };
}

it('opens the web and says what is missing while a messenger cannot connect', { timeout: 60_000 }, async () => {
  const nobody = await freePort();
  const { said, get, ask } = await serving(temporaryFolder(), {
    BOKJI_DISCORD_TOKEN: 'loopback',
    BOKJI_DISCORD_API_URL: `http://127.0.0.1:${nobody}/api`,
  });
  await expect.poll(said, PATIENCE).toMatch(/Discord에 연결하지 못했습니다.*\n.*\n.*\d+초 뒤에 다시 연결합니다/);
  expect((await ask('기초연금이 뭐예요?')).outcome).toBe('answered');
  const ready = await get('/readyz');
  expect(ready.status).toBe(200);
  expect(JSON.parse(ready.body).parts).toContainEqual({ name: 'discord', ok: false, optional: true });
  const all = await get('/readyz?parts=all');
  expect(all.status).toBe(503);
  expect(JSON.parse(all.body).detail).toContain('discord');
  expect((await get('/metrics')).body).toContain('bokji_channel_connected{channel="discord"} 0');
});

it('stops a channel by command while it runs, and starts it again', { timeout: 90_000 }, async () => {
  const data = temporaryFolder();
  const { ask, get } = await serving(data);
  expect((await ask('기초연금이 뭐예요?')).outcome).toBe('answered');
  const stopped = await bokji(data, 'channel', 'stop', 'web', '--reason', '틀린 금액', '--by', '김담당');
  expect(stopped).toMatchObject({ code: 0, out: expect.stringContaining('멈췄습니다') });
  await expect.poll(async () => (await ask('기초연금이 뭐예요?')).outcome, PATIENCE).toBe('failed');
  expect((await ask('기초연금이 뭐예요?')).text).toMatch(/잠시 쉬고 있습니다.*129/);
  expect((await ask('죽고 싶어요')).outcome).toBe('crisis');
  expect((await get('/metrics')).body).toContain('bokji_channel_stopped{channel="web"} 1');
  const status = await bokji(data, 'channel', 'status');
  expect(status.out).toMatch(/웹: 멈춤 \(20\d\d-.*김담당: 틀린 금액\)\nSlack: 답함\nDiscord: 답함/);
  expect((await bokji(data, 'channel', 'start', 'web')).code).toBe(0);
  await expect.poll(async () => (await ask('기초연금이 뭐예요?')).outcome, PATIENCE).toBe('answered');
});

it('wants a reason for stopping a channel, and a channel it knows', { timeout: 60_000 }, async () => {
  const data = temporaryFolder();
  expect(await bokji(data, 'channel', 'stop', 'web')).toMatchObject({
    code: 2,
    out: expect.stringContaining('--reason'),
  });
  expect(await bokji(data, 'channel', 'stop', 'kakao', '--reason', 'x')).toMatchObject({ code: 2 });
});

it('finishes the answers under way on every channel when it is told to stop', { timeout: 90_000 }, async () => {
  const model = await startDemoModel({ mode: 'slow', pieceMs: 250 });
  const [fakeSlack, fakeDiscord] = [await startFakeSlack(), await startFakeDiscord()];
  onTestFinished(() => Promise.all([model.close(), fakeSlack.close(), fakeDiscord.close()]).then(() => undefined));
  const slackPort = await freePort();
  const { child, said, exit, ask, get } = await serving(temporaryFolder(), {
    BOKJI_LLM_BASE_URL: model.baseUrl,
    BOKJI_LLM_MODEL: 'demo',
    BOKJI_LLM_ANSWER_SECONDS: '40',
    BOKJI_SHUTDOWN_SECONDS: '60',
    BOKJI_SLACK_BOT_TOKEN: 'xoxb-loopback',
    BOKJI_SLACK_SIGNING_SECRET: SIGNING_SECRET,
    BOKJI_SLACK_PORT: String(slackPort),
    BOKJI_SLACK_API_URL: fakeSlack.apiUrl,
    BOKJI_DISCORD_TOKEN: 'loopback',
    BOKJI_DISCORD_API_URL: fakeDiscord.apiUrl,
  });
  await expect.poll(said, PATIENCE).toContain('창구를 열었습니다: slack');
  await expect.poll(said, PATIENCE).toContain('창구를 열었습니다: discord');
  const web = ask('기초연금은 누가 받나요?');
  await sendSigned(slackPort, slack.mention('장애인연금은 누가 받나요?'));
  fakeDiscord.dispatch('INTERACTION_CREATE', discord.question('아동수당은 누가 받나요?'));
  await expect.poll(() => model.requests.length, PATIENCE).toBe(3);
  child.kill('SIGTERM');
  await expect.poll(said, PATIENCE).toContain('진행 중인 답변을 마치고');
  await expect(
    get('/readyz').then(
      ({ status }) => status,
      () => 0,
    ),
  ).resolves.not.toBe(200);
  expect((await web).outcome).toBe('answered');
  const [code] = await exit;
  expect(code).toBe(0);
  expect(JSON.stringify(fakeSlack.callsOf('chat.postMessage'))).toContain('장애인연금');
  expect(JSON.stringify(fakeDiscord.callsTo(/PATCH \/webhooks/))).toContain('아동수당');
  expect(said()).not.toMatch(/누가 받나요/);
});

it('is no longer ready for a while before it refuses questions', { timeout: 60_000 }, async () => {
  const { child, exit, get, ask } = await serving(temporaryFolder(), { BOKJI_LEAVE_SECONDS: '6' });
  expect((await get('/readyz')).status).toBe(200);
  child.kill('SIGTERM');
  await expect.poll(async () => (await get('/readyz')).status, PATIENCE).toBe(503);
  expect((await ask('기초연금이 뭐예요?')).outcome).toBe('answered');
  expect((await exit)[0]).toBe(0);
});
