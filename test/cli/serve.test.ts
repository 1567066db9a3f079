/** `bokji serve` as a process: says where it is, answers, and ends in order when told to. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { listenWith } from '../fixtures/listening.js';

const BIN = fileURLToPath(new URL('../../bin/bokji.mjs', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'bokji-serve-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

function start(settings: Record<string, string>, ...flags: readonly string[]) {
  const child = spawn(process.execPath, [BIN, 'serve', '--data', data, ...flags], {
    env: { PATH: process.env.PATH, BOKJI_PORT: '0', ...settings },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return { child, said: () => said, exit: once(child, 'exit') };
}

it('says its address, answers there, and ends with 0 on SIGTERM', { timeout: 90_000 }, async () => {
  const { child, said, exit } = start({});
  await expect.poll(said, { timeout: 60_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said())?.[0];
  const response = await fetch(`${url}/v1/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: '기초연금이 뭐예요?' }),
  });
  expect(await response.json()).toMatchObject({ outcome: 'answered' });
  child.kill('SIGTERM');
  const [code] = await exit;
  expect(code).toBe(0);
  expect(said()).not.toContain('기초연금');
});

it('says who to look for where the port is taken', { timeout: 90_000 }, async () => {
  const other = await listenWith(() => {});
  const { port } = new URL(other.url);
  const { said, exit } = start({ BOKJI_PORT: port });
  const [code] = await exit;
  await other.close();
  expect(code).toBe(3);
  expect(said()).toContain(`포트 ${port}`);
  expect(said()).toContain('BOKJI_PORT');
});

it('listens where the command line says, on IPv6 too, and names settings that are none', {
  timeout: 90_000,
}, async () => {
  const { said } = start({ BOKJI_HOST: '192.0.2.1', BOKJI_PROT: '1' }, '--host', '::', '--port', '0');
  await expect.poll(said, { timeout: 60_000 }).toMatch(/http:\/\/\[::1\]:\d+/);
  const url = /http:\/\/\[::1\]:\d+/.exec(said())?.[0];
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(said()).toContain('BOKJI_PROT');
});

it('ends with its reason where the store cannot be made', { timeout: 90_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bokji-blocked-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'store.sqlite.lock'));
  const { said, exit } = start({}, '--data', folder);
  const [code] = await exit;
  expect(code).toBe(3);
  expect(said()).toContain('store.sqlite');
  expect(said()).toContain('권한');
});
