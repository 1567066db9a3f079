/**
 * `npm run rehearse:proxy`: the Caddyfile of the replicas in front of three services on this machine, without Docker. The
 * replicas have addresses of their own (127.0.0.1, .2, .3) and their names in the file stand for these; nothing else of it
 * is changed but the ports. Needs Caddy (`apt install caddy`).
 *
 * Shown: pages and answers come through, events one by one; what is for operators does not; Slack's deliveries go to
 * their port; of questions asked all the while none fails when a replica is stopped, and few when one is killed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../postgres/cluster.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ADDRESSES = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
const WELL_WITHIN_MS = 60_000;
const ASKED_MS = 12_000;
const [, leaveSeconds = '0'] =
  /BOKJI_LEAVE_SECONDS: "(\d+)"/.exec(readFileSync(join(ROOT, 'compose.replicas.yaml'), 'utf8')) ?? [];
const say = (words: string): void => void process.stderr.write(`${words}\n`);

const folder = mkdtempSync(join(tmpdir(), 'bokji-proxy-'));
const children: ReturnType<typeof spawn>[] = [];
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const [web, slack, proxy] = [await freePort(), await freePort(), await freePort()];

function start(program: string, words: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  const child = spawn(program, [...words], { cwd: ROOT, env: { PATH: process.env.PATH, ...env }, stdio: 'ignore' });
  children.push(child);
  return child;
}

const replicas = ADDRESSES.map((host, row) =>
  start(process.execPath, ['bin/bokji.mjs', 'serve', '--data', join(folder, `data-${row}`)], {
    BOKJI_HOST: host,
    BOKJI_PORT: String(web),
    BOKJI_TRUST_PROXY: '127.0.0.0/8',
    BOKJI_LEAVE_SECONDS: leaveSeconds,
    BOKJI_PERSON_PER_MINUTE: '0',
    BOKJI_ADDRESS_PER_MINUTE: '0',
  }),
);
/** In place of Slack's door of each replica: says which one it is. */
const doors = ADDRESSES.map((host) =>
  createServer((_request, response) => response.end(`slack at ${host}`)).listen(slack, host),
);

const caddyfile = ADDRESSES.reduce(
  (text, host, row) => text.replaceAll(`assistant-${row + 1}:`, `${host}:`),
  readFileSync(join(ROOT, 'deploy/Caddyfile'), 'utf8'),
)
  .replaceAll(':3000', `:${web}`)
  .replaceAll('health_port 3000', `health_port ${web}`)
  .replaceAll(':3001', `:${slack}`)
  .replace(/^:8080 /m, `http://127.0.0.1:${proxy} `);
writeFileSync(join(folder, 'Caddyfile'), `{\n\tadmin off\n}\n${caddyfile}`);

const url = `http://127.0.0.1:${proxy}`;
const ask = (headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/v1/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ question: '기초연금은 누가 받나요?' }),
  });
const holds = async (what: string, test: () => Promise<boolean>, withinMs = 0): Promise<void> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (await test().catch(() => false)) return say(`ok  ${what}`);
    if (Date.now() >= deadline) throw new Error(`does not hold: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};
const isWell = (host: string) => async () => (await fetch(`http://${host}:${web}/readyz`)).ok;

for (const host of ADDRESSES) await holds(`a replica is ready at ${host}`, isWell(host), WELL_WITHIN_MS);
start('caddy', ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')], { HOME: folder });
await holds('the page comes through', async () => (await fetch(url)).ok, WELL_WITHIN_MS);
for (const path of ['/metrics', '/readyz', '/healthz', '/readyz?parts=all'])
  await holds(`${path} is not for the world`, async () => (await fetch(url + path)).status === 404);
await holds('a delivery of Slack goes to its own port', async () =>
  (await (await fetch(`${url}/slack/events`, { method: 'POST', body: '{}' })).text()).startsWith('slack at'),
);
await holds('an answer comes as events, one by one', async () => {
  const response = await ask({ accept: 'text/event-stream' });
  let pieces = 0;
  let text = '';
  for await (const piece of response.body ?? []) {
    pieces += 1;
    text += Buffer.from(piece).toString();
  }
  return pieces > 1 && /\nevent: answer\n/.test(text);
});

/** Which of these has counted most answers. */
async function askedOf(rows: readonly number[]): Promise<{ answered: number }> {
  const counts = await Promise.all(
    rows.map(async (row) => {
      const text = await fetch(`http://${ADDRESSES[row]}:${web}/metrics`).then(
        (response) => response.text(),
        () => '',
      );
      return [...text.matchAll(/^bokji_answers_total\{.*\} (\d+)$/gm)].reduce(
        (sum, [, count]) => sum + Number(count),
        0,
      );
    }),
  );
  return { answered: rows[counts.indexOf(Math.max(...counts))] ?? 0 };
}

/** Asks without a pause while `happens` goes on; how many were answered and how many were not. */
async function askedWhile(happens: () => Promise<void>) {
  const counted = { answered: 0, failed: 0 };
  const until = Date.now() + ASKED_MS;
  const person = async (): Promise<void> => {
    while (Date.now() < until) {
      // A proxy that lost its replica replies without a body.
      const isAnswered = await ask()
        .then(async (response) => ((await response.json()) as { outcome?: string }).outcome === 'answered')
        .catch(() => false);
      counted[isAnswered ? 'answered' : 'failed'] += 1;
    }
  };
  await Promise.all([happens(), person(), person()]);
  return counted;
}

const told = async (signal: NodeJS.Signals, row: number): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, ASKED_MS / 6));
  const child = replicas[row];
  if (!child) throw new Error('no such replica');
  child.kill(signal);
  await once(child, 'exit');
};
/** The replica that the proxy sends this machine's questions to. */
const chosen = async (): Promise<number> => {
  const { answered } = await askedOf(replicas.map((_replica, row) => row));
  return answered;
};
const stopped = await askedWhile(async () => told('SIGTERM', await chosen()));
say(`the replica in use stopped: ${JSON.stringify(stopped)}`);
const killed = await askedWhile(async () => told('SIGKILL', await chosen()));
say(`the next one killed: ${JSON.stringify(killed)}`);
if (stopped.failed > 0 || stopped.answered === 0 || killed.answered === 0)
  throw new Error('questions were lost where a replica was stopped in order');
await holds('the last one answers alone', async () => (await ask()).ok, 5_000);
for (const door of doors) door.close();
process.exit(0);
