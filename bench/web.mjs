/**
 * How many answers a second the web API gives, client included: starts `bokji serve` on a free port of this machine,
 * asks it for ten seconds over 16 connections, and fails below the goal. Different questions in turn, no cache.
 *
 *   npm run bench:web
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { QUESTIONS } from './questions.mjs';

const SECONDS = 10;
const CONNECTIONS = 16;
const GOAL = { answersPerSecond: 400, p99Ms: 100 };

const data = mkdtempSync(join(tmpdir(), 'bokji-bench-'));
const port = 20_000 + (process.pid % 20_000);
const server = spawn(
  process.execPath,
  [fileURLToPath(new URL('../bin/bokji.mjs', import.meta.url)), 'serve', '--data', data],
  {
    env: { ...process.env, BOKJI_PORT: String(port), BOKJI_PERSON_PER_MINUTE: '0', BOKJI_ADDRESS_PER_MINUTE: '0' },
    stdio: 'ignore',
  },
);
try {
  const url = `http://127.0.0.1:${port}`;
  await ready(url);
  const options = {
    url,
    connections: CONNECTIONS,
    requests: QUESTIONS.map((question) => ({
      method: 'POST',
      path: '/v1/answers',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question }),
    })),
  };
  await autocannon({ ...options, duration: 3 });
  const before = await processorSeconds(url);
  const burst = await autocannon({ ...options, duration: SECONDS });
  const serverSeconds = (await processorSeconds(url)) - before;
  const { requests, latency, errors, non2xx, timeouts } = burst;
  const measured = {
    answersPerSecond: Math.round(requests.average),
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    errors: errors + non2xx + timeouts,
    // Processor time of the server, all its threads: what stays comparable when others use the machine.
    serverMsPerAnswer: Math.round((serverSeconds / burst['2xx']) * 100_000) / 100,
    loadAverage: loadavg()[0],
  };
  process.stdout.write(`${JSON.stringify({ ...measured, goal: GOAL, connections: CONNECTIONS, seconds: SECONDS })}\n`);
  if (measured.answersPerSecond < GOAL.answersPerSecond || measured.p99Ms > GOAL.p99Ms || measured.errors > 0)
    process.exitCode = 1;
} finally {
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(data, { recursive: true, force: true });
}

async function processorSeconds(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1]);
}

async function ready(url) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server did not become ready');
}
