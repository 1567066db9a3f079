/**
 * Three servers on one PostgreSQL while things go wrong, and how much two of them answer. Starts everything by itself, on
 * this machine, and removes it again.
 *
 *   npm run bench:replicas                      three replicas, one killed every 5 s for 2 minutes; then the database away
 *   npm run bench:replicas -- --seconds 20      the same, shorter
 *   npm run bench:replicas -- --throughput      answers a second of two replicas, and of one server without PostgreSQL
 *
 * Each question has a key of its own; who gets no answer asks another replica again with the same key. At the end the
 * database is asked what it holds: one answer for each key, the one that was given.
 */
import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import pg from 'pg';
import { answerIdOf } from '../src/conversation/once.js';
import { findPostgres, startCluster } from '../tools/postgres/cluster.js';
import { buildSharedIndex, createReplicas, type Replica, type Replicas } from './replica-processes.js';

const QUESTIONS = [
  '기초연금 얼마 받을 수 있어요?',
  '임신했는데 무엇을 받을 수 있나요',
  '광양시 출산 지원금 알려 주세요',
  '전기요금 할인 어디서 신청해요?',
  '아버지가 치매인데 어디에 물어봐야 하나요',
  '한부모 가정 지원 서류가 뭐예요',
  '고양시 청년 월세',
  '긴급복지 생계지원 조건',
];
const PATIENCE_MS = 60_000;
const GOAL_PER_SECOND = 250;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    'kill-every': { type: 'string', default: '5' },
    away: { type: 'string', default: '20' },
    rate: { type: 'string', default: '20' },
    throughput: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const ratePerSecond = Number(values.rate);

const binaries = findPostgres();
if (binaries === undefined) throw new Error('PostgreSQL with pgvector is missing: run tools/postgres/install.sh');
const cluster = await startCluster(binaries, { durable: true });
const replicas = createReplicas(cluster.url, { limited: !values.throughput });
const database = new pg.Pool({ connectionString: cluster.url, max: 2 });
database.on('error', () => undefined);
const holdsGoal: boolean[] = [];
try {
  await buildSharedIndex(cluster.url, replicas.folderOf(0));
  if (values.throughput) await measureThroughput();
  else {
    await measureKills();
    await measureAway(Number(values.away));
  }
} finally {
  await replicas.stopAll();
  await database.end();
  await cluster.remove();
}
process.exitCode = holdsGoal.every(Boolean) ? 0 : 1;

interface Told {
  readonly conversationId: string;
  readonly key: string;
  readonly answer: { readonly id: string; readonly text: string; readonly notices: readonly { kind: string }[] };
  readonly attempts: number;
  readonly ms: number;
}

/** Asks until someone answers. Undefined when nobody does in a minute. */
async function ask(all: Replicas, number: number): Promise<Told | undefined> {
  const [conversationId, key] = [`web:${randomUUID()}`, randomUUID()];
  const begun = performance.now();
  for (let attempts = 1; performance.now() - begun < PATIENCE_MS; attempts += 1) {
    const replica = all.pick(number + attempts);
    try {
      const response = await fetch(`${replica.url}/v1/answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ question: QUESTIONS[number % QUESTIONS.length], conversationId }),
        signal: AbortSignal.timeout(10_000),
      });
      if (response.ok) {
        const answer = (await response.json()) as Told['answer'];
        return { conversationId, key, answer, attempts, ms: performance.now() - begun };
      }
    } catch {
      // Killed, or not up yet: the next one.
    }
    await sleep(100);
  }
  return undefined;
}

/** Questions at an even rate, whether earlier ones are answered or not. */
async function askFor(durationMs: number): Promise<(Told | undefined)[]> {
  const asked: Promise<Told | undefined>[] = [];
  const begun = performance.now();
  for (let number = 0; performance.now() - begun < durationMs; number += 1) {
    asked.push(ask(replicas, number));
    await sleep(Math.max(0, begun + ((number + 1) * 1000) / ratePerSecond - performance.now()));
  }
  return Promise.all(asked);
}

/** What the database holds of these questions. */
async function storedOf(told: readonly (Told | undefined)[]) {
  const answered = told.filter((one) => one !== undefined);
  const conversations = answered.map(({ conversationId }) => conversationId);
  const { rows } = await database.query<{ id: string; conversation_id: string; body: string }>(
    'select id, conversation_id, body from answers where conversation_id = any($1)',
    [conversations],
  );
  const { rows: memories } = await database.query<{ turns: string }>(
    'select turns from conversations where id = any($1)',
    [conversations],
  );
  const bodies = new Map(rows.map(({ id, body }) => [id, (JSON.parse(body) as Told['answer']).text]));
  return {
    asked: told.length,
    answered: answered.length,
    answeredByIdOfKey: answered.filter((one) => one.answer.id === answerIdOf(one.conversationId, one.key)).length,
    storedOnce: answered.filter(({ answer }) => bodies.get(answer.id) === answer.text).length,
    storedBeside: rows.length - answered.filter(({ answer }) => bodies.has(answer.id)).length,
    askedAgain: answered.filter(({ attempts }) => attempts > 1).length,
    turnsDoubled: memories.filter(({ turns }) => (JSON.parse(turns) as unknown[]).length > 1).length,
    p50Ms: quantile(answered, 0.5),
    p99Ms: quantile(answered, 0.99),
  };
}

function quantile(told: readonly Told[], share: number): number {
  const sorted = told.map(({ ms }) => ms).sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

function isOnce({ asked, storedOnce, storedBeside }: Awaited<ReturnType<typeof storedOf>>): boolean {
  return storedOnce === asked && storedBeside === 0;
}

async function measureKills(): Promise<void> {
  await replicas.start(3);
  let kills = 0;
  const restarts: number[] = [];
  const killing = setInterval(() => {
    void replicas.killAndRestart(kills % 3).then((ms) => restarts.push(ms));
    kills += 1;
  }, Number(values['kill-every']) * 1000);
  const told = await askFor(seconds * 1000);
  clearInterval(killing);
  await replicas.allReady();
  const measured = await storedOf(told);
  holdsGoal.push(isOnce(measured));
  const restartMs = restarts.sort((a, b) => a - b)[Math.floor(restarts.length / 2)];
  report('kills', { seconds, kills, restartMs, ...measured, goal: 'storedOnce = asked, storedBeside = 0' });
}

async function measureAway(awaySeconds: number): Promise<void> {
  const begun = performance.now();
  const asking = askFor((awaySeconds + 10) * 1000);
  await sleep(5_000);
  await cluster.stop();
  await sleep(awaySeconds * 1000);
  await cluster.start();
  const back = performance.now();
  const told = await asking;
  let measured = await storedOf(told);
  while (!isOnce(measured) && performance.now() - back < PATIENCE_MS) {
    await sleep(250);
    measured = await storedOf(told);
  }
  const degraded = told.filter((one) => one?.answer.notices.some(({ kind }) => kind === 'degraded')).length;
  holdsGoal.push(isOnce(measured) && degraded > 0);
  report('database away', {
    awaySeconds,
    ...measured,
    toldWithoutMemory: degraded,
    caughtUpMs: Math.round(performance.now() - back),
    seconds: Math.round((performance.now() - begun) / 1000),
    goal: 'storedOnce = asked after it is back',
  });
}

async function measureThroughput(): Promise<void> {
  // The same in the same minutes without the database, as a measure of the machine.
  const alone = createReplicas(undefined, { limited: false });
  let embedded: autocannon.Result | undefined;
  for (const { url } of await alone.start(1)) {
    await autocannon(loadOf(url, 3));
    embedded = await autocannon(loadOf(url, 8));
  }
  await alone.stopAll();
  const two = await replicas.start(2);
  const run = (duration: number) => Promise.all(two.map(({ url }: Replica) => autocannon(loadOf(url, duration))));
  await run(3);
  const results = await run(10);
  const perSecond = Math.round(results.reduce((sum, { requests }) => sum + requests.average, 0));
  const faults = results.reduce((sum, { errors, non2xx, timeouts }) => sum + errors + non2xx + timeouts, 0);
  holdsGoal.push(perSecond >= GOAL_PER_SECOND && faults === 0);
  report('throughput', {
    replicas: 2,
    answersPerSecond: perSecond,
    p50Ms: Math.max(...results.map(({ latency }) => latency.p50)),
    p99Ms: Math.max(...results.map(({ latency }) => latency.p99)),
    faults,
    oneServerOnItsFile: Math.round(embedded?.requests.average ?? 0),
    goal: GOAL_PER_SECOND,
  });
}

function loadOf(url: string, duration: number): autocannon.Options {
  return {
    url,
    duration,
    connections: 8,
    requests: QUESTIONS.map((question) => ({
      method: 'POST',
      path: '/v1/answers',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question }),
    })),
  };
}

function report(measure: string, results: object): void {
  process.stdout.write(`${JSON.stringify({ measure, ...results, load: Math.round(loadavg()[0] ?? 0) })}\n`);
}
