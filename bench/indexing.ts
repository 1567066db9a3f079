/**
 * `npm run bench:indexing -- --shared DIR [--documents 10000] [--repeat 5] [--only size]`: the time and memory of `bokji
 * index` over real Korean texts as ballast (from nothing; nothing changed and one document changed, medians), and what a re-index does to the answers of a
 * service beside it. Processor seconds stand beside wall seconds, for other work on the machine moves only the latter.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const { values } = parseArgs({
  options: {
    shared: { type: 'string' },
    documents: { type: 'string', default: '10000' },
    repeat: { type: 'string', default: '5' },
    only: { type: 'string' },
  },
});
const BOKJI = join(import.meta.dirname, '..', 'bin', 'bokji.mjs');
/** Tells at its end what the process used. */
const USAGE = `data:text/javascript,process.on('exit',()=>process.stderr.write('USAGE '+JSON.stringify(process.resourceUsage())+'\\n'))`;
const usageSchema = z.object({ maxRSS: z.number(), userCPUTime: z.number(), systemCPUTime: z.number() });
const row = z.looseObject({ id: z.string(), title: z.string(), text: z.string() });

interface Run {
  readonly wallSeconds: number;
  readonly processorSeconds: number;
  readonly memoryMb: number;
  readonly end: string;
}

async function index(...flags: readonly string[]): Promise<Run> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', USAGE, BOKJI, 'index', '--json', ...flags]);
  let [out, said] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(child, 'close');
  const wallSeconds = rounded((performance.now() - started) / 1000);
  const usage = usageSchema.parse(JSON.parse(/^USAGE (.*)$/m.exec(said)?.[1] ?? ''));
  const { end } = z.object({ end: z.string() }).parse(JSON.parse(out));
  return {
    wallSeconds,
    processorSeconds: rounded((usage.userCPUTime + usage.systemCPUTime) / 1e6),
    memoryMb: Math.round(usage.maxRSS / 1024),
    end,
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

async function ballast(shared: string, folder: string, count: number): Promise<number> {
  const corpora = join(shared, 'corpora');
  let written = 0;
  for (const name of (await readdir(corpora)).filter((file) => file.endsWith('.jsonl')).sort()) {
    const into = join(folder, name.replace('.jsonl', ''));
    await mkdir(into, { recursive: true });
    for (const line of (await readFile(join(corpora, name), 'utf8')).split('\n')) {
      if (line === '' || written === count) continue;
      const { id, title, text } = row.parse(JSON.parse(line));
      await writeFile(join(into, `${id.replace(/[^\w가-힣-]/g, '_')}.md`), `# ${title}\n\n${text}\n`);
      written += 1;
    }
  }
  return written;
}

/** From nothing once; the two others so often, each change another one. */
async function measureSize(folder: string, shared: string, repeat: number) {
  const knowledge = join(folder, 'knowledge');
  const documents = await ballast(shared, knowledge, Number(values.documents));
  const flags = ['--allow-faults', '--knowledge', knowledge, '--data', join(folder, 'data')];
  const fromNothing = await index(...flags);
  const files = (await readdir(knowledge, { recursive: true })).filter((file) => file.endsWith('.md')).sort();
  const some = join(knowledge, files[files.length >> 1] ?? '');
  const [unchanged, oneChanged]: [Run[], Run[]] = [[], []];
  for (let round = 1; round <= repeat; round += 1) {
    unchanged.push(await index(...flags));
    await writeFile(some, `# 바뀐 안내\n\n바뀐 안내는 월 ${round}만원입니다.\n`);
    oneChanged.push(await index(...flags));
  }
  return { documents, fromNothing, unchanged: medianOf(unchanged), oneChanged: medianOf(oneChanged) };
}

/** Of each number by itself, and what every run took on the wall. */
function medianOf(runs: readonly Run[]) {
  const middle = (numbers: readonly number[]): number =>
    numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
  return {
    wallSeconds: middle(runs.map(({ wallSeconds }) => wallSeconds)),
    processorSeconds: middle(runs.map(({ processorSeconds }) => processorSeconds)),
    memoryMb: middle(runs.map(({ memoryMb }) => memoryMb)),
    ends: [...new Set(runs.map(({ end }) => end))],
    walls: runs.map(({ wallSeconds }) => wallSeconds),
    load: loadavg()[0],
  };
}

/** Latencies in milliseconds of questions asked one after another by a few askers, for so long. */
async function ask(url: string, seconds: number): Promise<readonly number[]> {
  const questions = [
    '기초연금 얼마예요?',
    '부모급여가 뭐예요',
    '청년월세 어디서 신청해요?',
    '장애인연금 대상이 누구예요?',
  ];
  const until = performance.now() + seconds * 1000;
  const latencies: number[] = [];
  const asker = async (first: number): Promise<void> => {
    for (let turn = first; performance.now() < until; turn += 1) {
      const begun = performance.now();
      const response = await fetch(`${url}/v1/answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question: questions[turn % questions.length] }),
      });
      if (!response.ok) throw new Error(`answered ${response.status}`);
      await response.arrayBuffer();
      latencies.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all([0, 1, 2, 3].map(asker));
  return latencies;
}

function summary(latencies: readonly number[]) {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { answers: sorted.length, medianMs: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

/** A service on the shipped knowledge; every few seconds a record changes and is indexed, and the service switches. */
async function measureBeside(folder: string) {
  const knowledge = join(folder, 'own');
  const data = join(folder, 'own-data');
  await cp(join(import.meta.dirname, '..', 'knowledge'), knowledge, { recursive: true });
  const flags = ['--knowledge', knowledge, '--data', data];
  await index(...flags);
  const settings = { BOKJI_PORT: '0', BOKJI_PERSON_PER_MINUTE: '0', BOKJI_ADDRESS_PER_MINUTE: '0' };
  const child = spawn(process.execPath, [BOKJI, 'serve', ...flags], { env: { PATH: process.env.PATH, ...settings } });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  while (!/http:\/\/\S+:\d+/.test(said)) await new Promise((resolve) => setTimeout(resolve, 50));
  const url = /http:\/\/\S+:\d+/.exec(said)?.[0] ?? '';
  try {
    await ask(url, 5);
    const quiet = await ask(url, 15);
    let runs = 0;
    let done = false;
    const indexing = (async () => {
      while (!done) {
        runs += 1;
        await writeFile(join(knowledge, 'bench.md'), `# 회차 안내\n회차 안내는 ${runs}회입니다.\n`);
        await index(...flags);
      }
    })();
    const beside = await ask(url, 15);
    done = true;
    await indexing;
    const again = await ask(url, 15);
    const switches = said.match(/판으로 바꾸었습니다/g)?.length ?? 0;
    const [calm, busy] = [summary([...quiet, ...again]), summary(beside)];
    return { quiet: calm, reindexing: busy, ratio: rounded(busy.p99Ms / calm.p99Ms), runs, switches };
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

const folder = await mkdtemp(join(tmpdir(), 'bokji-indexing-'));
try {
  const load = loadavg()[0];
  const size =
    values.shared === undefined ? undefined : await measureSize(folder, values.shared, Number(values.repeat));
  const beside = values.only === 'size' ? undefined : await measureBeside(folder);
  process.stdout.write(`${JSON.stringify({ load, size, beside }, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
