#!/usr/bin/env node
/**
 * `npm run bench:retrieval -- --shared DIR [--sample 300] [--sets welfare-qa,autorag,korquad] [--scale 50000] [--peers 10000]`
 *
 * One run, the same documents and questions: ours, our words alone (BM25), our vectors alone, MiniSearch as it comes
 * and with bigrams, Orama, and a LangChain vector store with our embedder. Quality on clean questions, without
 * spaces, and with one and three letters replaced; time per question; bootstrap intervals of the difference to ours.
 * `--all` asks every question of the sets of ours alone, and nothing else.
 * `--scale N` (0 leaves it out) measures speed and memory with N passages in a process of its own; `--peers N` asks the
 * same questions of MiniSearch with bigrams over N passages and of ours, in turn, in one process.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bigrams, miniSearch, SYSTEMS } from './retrieval-systems.mjs';
import { assistantFor, buildFolder, lines, median, randomFrom, withoutSpaces, withSlips } from './retrieval-tools.mjs';

const { values } = parseArgs({
  options: {
    shared: { type: 'string' },
    sample: { type: 'string', default: '300' },
    all: { type: 'boolean', default: false },
    sets: { type: 'string', default: 'welfare-qa,autorag,korquad' },
    scale: { type: 'string', default: '50000' },
    'scale-data': { type: 'string' },
    peers: { type: 'string', default: '10000' },
  },
});
if (!values.shared) {
  process.stderr.write('usage: npm run bench:retrieval -- --shared DIR [--sample 300 | --all] [--scale 50000]\n');
  process.exit(2);
}
const print = (line) => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), 'bokji-retrieval-'));

try {
  if (values['scale-data']) await measureScale(values['scale-data'], questionsOf('welfare-qa'));
  else {
    for (const set of values.sets.split(',').filter(Boolean)) await measureSet(set);
    if (!values.all && Number(values.peers) > 0) await measurePeers(Number(values.peers));
    if (!values.all && Number(values.scale) > 0) await scaleUp(Number(values.scale));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function questionsOf(set) {
  const base = join(values.shared, 'benchmarks', set);
  const dev = join(base, 'questions-dev.jsonl');
  const all = lines(existsSync(dev) ? dev : join(base, 'questions.jsonl'));
  // Every nth: the same sample in every run.
  const step = values.all ? 1 : Math.max(1, Math.floor(all.length / Number(values.sample)));
  return all.filter((_question, row) => row % step === 0);
}

function documentsOf(set) {
  const base = join(values.shared, 'benchmarks', set);
  if (existsSync(join(base, 'documents.jsonl'))) return lines(join(base, 'documents.jsonl'));
  return readdirSync(join(base, 'documents')).map((file) => {
    const text = readFileSync(join(base, 'documents', file), 'utf8');
    return { id: file.replace(/\.[^.]+$/, '').normalize('NFC'), title: text.split('\n')[0], text };
  });
}

async function measureSet(set) {
  const documents = documentsOf(set);
  const clean = questionsOf(set);
  const random = randomFrom(20261125);
  const conditions = {
    clean,
    'no spaces': clean.map((question) => ({ ...question, query: withoutSpaces(question.query) })),
    '1 slip': clean.map((question) => ({ ...question, query: withSlips(question.query, 1, random) })),
    '3 slips': clean.map((question) => ({ ...question, query: withSlips(question.query, 3, random) })),
  };
  const data = await buildFolder(join(folder, set), documents);
  print(`\n## ${set}: ${documents.length} documents, ${clean.length} questions\n`);
  print('| system | R@1 | R@5 | MRR@10 | no spaces | 1 slip | 3 slips | ms (median) | MRR to ours, 95 % |');
  print('|---|---|---|---|---|---|---|---|---|');
  let ours;
  for (const [name, create] of values.all ? SYSTEMS.slice(0, 1) : SYSTEMS) {
    const search = await create(documents, data);
    const times = [];
    const runs = {};
    for (const [condition, questions] of Object.entries(conditions)) {
      runs[condition] = [];
      for (const { query, documentId } of questions) {
        const start = performance.now();
        const ids = await search(query);
        if (condition === 'clean') times.push(performance.now() - start);
        runs[condition].push([...new Set(ids)].slice(0, 10).indexOf(documentId.normalize('NFC')) + 1);
      }
    }
    const gains = runs.clean.map(gainOf);
    ours ??= gains;
    const share = (limit) => mean(runs.clean.map((rank) => Number(rank > 0 && rank <= limit))).toFixed(3);
    const noisy = ['no spaces', '1 slip', '3 slips'].map((condition) => mean(runs[condition].map(gainOf)).toFixed(3));
    const cells = [share(1), share(5), mean(gains).toFixed(3), ...noisy, median(times).toFixed(2)];
    print(`| ${name} | ${cells.join(' | ')} | ${gains === ours ? '' : intervalOf(gains, ours)} |`);
  }
}

function gainOf(rank) {
  return rank > 0 ? 1 / rank : 0;
}

function mean(numbers) {
  return numbers.reduce((sum, value) => sum + value, 0) / Math.max(numbers.length, 1);
}

/** Paired bootstrap of the mean difference, 1,000 resamples of the questions. */
function intervalOf(theirs, ours) {
  const random = randomFrom(7);
  const differences = theirs.map((value, row) => value - ours[row]);
  const means = Array.from({ length: 1000 }, () =>
    mean(differences.map(() => differences[Math.floor(random() * differences.length)])),
  ).sort((a, b) => a - b);
  return `${means[25].toFixed(3)} … ${means[974].toFixed(3)}`;
}

/** Documents of every corpus at hand, then the first again under other names, until there are enough passages. */
function ballast(passages) {
  const corpora = join(values.shared, 'corpora');
  const files = readdirSync(corpora).filter((file) => file.endsWith('.jsonl'));
  const all = [...documentsOf('welfare-qa'), ...files.flatMap((file) => lines(join(corpora, file)))];
  const pick = ({ id, title, text }, copy) => ({ id: copy === 0 ? id : `${id}-${copy}`, title, text });
  const documents = [];
  // About one passage for 450 characters: the builder tells the true number below.
  for (let row = 0, left = passages * 330; left > 0; row += 1) {
    const document = pick(all[row % all.length], Math.floor(row / all.length));
    documents.push(document);
    left -= document.text.length;
  }
  return documents;
}

async function scaleUp(passages) {
  const data = await buildFolder(join(folder, 'scale'), ballast(passages));
  const self = fileURLToPath(import.meta.url);
  const run = spawnSync(process.execPath, [self, '--shared', values.shared, '--scale-data', data], {
    encoding: 'utf8',
  });
  process.stdout.write(run.stdout);
  process.stderr.write(run.stderr);
}

/** Question by question in turn, so that other work on the machine weighs on both alike. */
async function measurePeers(passages) {
  const documents = ballast(passages);
  const questions = questionsOf('welfare-qa').filter((_question, row) => row % 3 === 0);
  const data = await buildFolder(join(folder, 'peers'), documents);
  const ours = await assistantFor(data);
  const systems = { ours: ours.search, 'MiniSearch, bigrams': await miniSearch(bigrams)(documents) };
  print(`\n## ${ours.passages} passages, ${questions.length} questions in turn\n`);
  print('| system | MRR@10 | processor ms (mean) | ms (median) |\n|---|---|---|---|');
  for (const { query } of questions.slice(0, 20)) for (const search of Object.values(systems)) await search(query);
  const measured = Object.fromEntries(Object.keys(systems).map((name) => [name, { times: [], cpu: [], gains: [] }]));
  for (const { query, documentId } of questions)
    for (const [name, search] of Object.entries(systems)) {
      const [from, cpuFrom] = [performance.now(), process.cpuUsage()];
      const ids = await search(query);
      const { user, system } = process.cpuUsage(cpuFrom);
      measured[name].times.push(performance.now() - from);
      measured[name].cpu.push((user + system) / 1000);
      measured[name].gains.push(gainOf([...new Set(ids)].slice(0, 10).indexOf(documentId.normalize('NFC')) + 1));
    }
  for (const [name, { times, cpu, gains }] of Object.entries(measured))
    print(`| ${name} | ${mean(gains).toFixed(3)} | ${mean(cpu).toFixed(2)} | ${median(times).toFixed(2)} |`);
  const [own, other] = Object.values(measured);
  print(`\nOurs is ${(median(other.times) / median(own.times)).toFixed(1)} × as fast at the median.`);
}

async function measureScale(data, questions) {
  const start = performance.now();
  const { search, passages } = await assistantFor(data);
  print(`\n## ${passages} passages\n\nopened in ${(performance.now() - start).toFixed(0)} ms`);
  for (const { query } of questions.slice(0, 50)) await search(query);
  const times = [];
  const cpuFrom = process.cpuUsage();
  for (const { query } of questions) {
    const from = performance.now();
    await search(query);
    times.push(performance.now() - from);
  }
  const cpu = process.cpuUsage(cpuFrom);
  const cpuMs = (cpu.user + cpu.system) / 1000 / questions.length;
  print(`median ${median(times).toFixed(2)} ms, ${(1000 / mean(times)).toFixed(0)} questions a second`);
  print(`processor ${cpuMs.toFixed(2)} ms a question, ${(1000 / cpuMs).toFixed(0)} questions a second of one core`);
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(0);
  print(`memory ${megabytes(rss)} MB resident, heap ${megabytes(heapUsed)} MB, buffers ${megabytes(arrayBuffers)} MB`);
}
