/** `bokji serve` killed in the midst of a conversation: the next one goes on with it, and nothing stands in its way. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { answerSchema } from '../../src/core/types.js';

const BIN = fileURLToPath(new URL('../../bin/bokji.mjs', import.meta.url));
const STAFF = 'a-token-of-twenty-four-letters';
const data = mkdtempSync(join(tmpdir(), 'bokji-restart-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

function start(environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [BIN, 'serve', '--data', data], {
    env: { PATH: process.env.PATH, BOKJI_PORT: '0', BOKJI_STAFF_TOKEN: STAFF, ...environment },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const url = async () => {
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    return /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
  };
  return { child, url, exit, said: () => said };
}

async function ask(url: string, question: string, conversationId: string) {
  const response = await fetch(`${url}/v1/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question, conversationId }),
  });
  return answerSchema.parse(await response.json());
}

it('answers "그럼 서류는요?" after a kill as it would have before', async () => {
  const first = start();
  const before = await first.url();
  await ask(before, '긴급복지 생계지원이 뭐예요?', 'conversation-without-a-kill');
  const uncut = await ask(before, '그럼 서류는요?', 'conversation-without-a-kill');
  const opening = await ask(before, '긴급복지 생계지원이 뭐예요?', 'conversation-with-one-kill');
  first.child.kill('SIGKILL');
  await first.exit;
  const second = start();
  const after = await second.url();
  const followed = await ask(after, '그럼 서류는요?', 'conversation-with-one-kill');
  expect(followed.text).toBe(uncut.text);
  const kept = await fetch(`${after}/v1/answers/${opening.id}`, { headers: { authorization: `Bearer ${STAFF}` } });
  expect(z.object({ text: z.string() }).parse(await kept.json()).text).toBe(opening.text);
  const third = start();
  expect([await third.exit, third.said()]).toEqual([3, expect.stringContaining(`프로세스 ${second.child.pid}`)]);
  second.child.kill('SIGTERM');
  expect(await second.exit).toBe(0);
}, 180_000);
