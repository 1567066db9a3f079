/** A real `bokji serve` on loopback with Slack and Discord of its own, and a look at its process while it works. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFakeDiscord } from '../test/fakes/discord.js';
import { SIGNING_SECRET, startFakeSlack } from '../test/fakes/slack.js';
import { freePort } from '../test/fixtures/listening.js';

export interface Sample {
  readonly atSeconds: number;
  readonly residentMb: number;
  readonly heapMb: number;
  readonly descriptors: number;
  readonly openQuestions: number;
  /** Of the process since its start, all threads. */
  readonly processorSeconds: number;
}

const BIN = fileURLToPath(new URL('../bin/bokji.mjs', import.meta.url));
const READY_WITHIN_MS = 120_000;

export async function startService() {
  const data = mkdtempSync(join(tmpdir(), 'bokji-load-'));
  const [slack, discord] = [await startFakeSlack(), await startFakeDiscord()];
  const [port, slackPort] = [await freePort(), await freePort()];
  slack.users.set('UMEMBER', { id: 'UMEMBER', team_id: 'T1' });
  const child = spawn(process.execPath, [BIN, 'serve', '--data', data], {
    env: {
      PATH: process.env.PATH,
      BOKJI_PORT: String(port),
      BOKJI_PERSON_PER_MINUTE: '0',
      BOKJI_ADDRESS_PER_MINUTE: '0',
      BOKJI_LOG_LEVEL: 'error',
      BOKJI_SLACK_BOT_TOKEN: 'xoxb-loopback',
      BOKJI_SLACK_SIGNING_SECRET: SIGNING_SECRET,
      BOKJI_SLACK_PORT: String(slackPort),
      BOKJI_SLACK_API_URL: slack.apiUrl,
      BOKJI_DISCORD_TOKEN: 'loopback',
      BOKJI_DISCORD_API_URL: discord.apiUrl,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${url}/readyz?parts=all`)).ok, child);
  const begun = performance.now();
  return {
    url,
    slack,
    slackPort,
    discord,
    sample: async (): Promise<Sample> => sampleOf(child, url, (performance.now() - begun) / 1000),
    /** How many answers the service has counted, by channel. */
    async answers(): Promise<Readonly<Record<string, number>>> {
      const counted: Record<string, number> = {};
      const text = await (await fetch(`${url}/metrics`)).text();
      for (const [, channel = '', count] of text.matchAll(/^bokji_answers_total\{channel="(\w+)".*\} (\d+)$/gm))
        counted[channel] = (counted[channel] ?? 0) + Number(count);
      return counted;
    },
    /** Its exit code: 0 where it finished what was under way. */
    async stop(): Promise<number | null> {
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      await Promise.all([slack.close(), discord.close()]);
      rmSync(data, { recursive: true, force: true });
      return code;
    },
  };
}

async function sampleOf(child: ChildProcess, url: string, atSeconds: number): Promise<Sample> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'gm'))].reduce((all, [, n]) => all + Number(n), 0);
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const mb = (bytes: number) => Math.round(bytes / 10_486) / 100;
  return {
    atSeconds: Math.round(atSeconds),
    residentMb: mb(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024),
    heapMb: mb(sum('nodejs_heap_size_used_bytes')),
    descriptors: readdirSync(`/proc/${child.pid}/fd`).length,
    openQuestions: sum('bokji_questions_open'),
    processorSeconds: sum('process_cpu_seconds_total'),
  };
}

/** Change of a value for each hour, by least squares over the samples. */
export function slopePerHour(samples: readonly Sample[], read: (sample: Sample) => number): number {
  const meanX = samples.reduce((sum, { atSeconds }) => sum + atSeconds, 0) / samples.length;
  const meanY = samples.reduce((sum, sample) => sum + read(sample), 0) / samples.length;
  const top = samples.reduce((sum, sample) => sum + (sample.atSeconds - meanX) * (read(sample) - meanY), 0);
  const bottom = samples.reduce((sum, { atSeconds }) => sum + (atSeconds - meanX) ** 2, 0);
  return bottom === 0 ? 0 : (top / bottom) * 3_600;
}

/** Of each of so many parts of the time the sample with the least. */
export function leastOfParts(
  samples: readonly Sample[],
  parts: number,
  read: (sample: Sample) => number,
): readonly Sample[] {
  const size = Math.max(1, Math.ceil(samples.length / parts));
  return Array.from({ length: Math.ceil(samples.length / size) }, (_, part) =>
    samples.slice(part * size, (part + 1) * size).reduce((least, one) => (read(one) < read(least) ? one : least)),
  );
}

async function until(holds: () => Promise<boolean>, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the service did not become ready');
}
