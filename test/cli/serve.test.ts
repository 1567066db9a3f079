/** `bokji serve` as a process: says where it is, answers, and ends in order when told to. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { listenWith } from '../fixtures/listening.js';

const BIN = fileURLToPath(new URL('../../bin/bokji.mjs', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'bokji-serve-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

function start(settings: Record<string, string>) {
  const child = spawn(process.execPath, [BIN, 'serve', '--data', data], {
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
