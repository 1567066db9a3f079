#!/usr/bin/env node
/**
 * `npm run bench:retrieval -- --shared DIR [--sample 300] [--sets welfare-qa,autorag,korquad] [--scale 50000] [--peers 10000]`
 *
 * One run, the same documents and questions: ours, our words alone (BM25), our vectors alone, MiniSearch as it comes
 * and with bigrams, Orama, and a LangChain vector store with our embedder. Quality on clean questions, without
 * spaces, and with one and three letters replaced; time per question; bootstrap intervals of the difference to ours.
 * `--all` asks ours every question of the sets, and the others the sample; intervals are over the sample. At the end
 * stands what was to be reached.
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
/** By set, what ours reached. */
const reached = {};
const folder = mkdtempSync(join(tmpdir(), 'bokji-retrieval-'));

try {
  if (values['scale-data']) await measureScale(values['scale-data'], questionsOf('welfare-qa'));
  else {
    for (const set of values.sets.split(',').filter(Boolean)) await measureSet(set);
    await measureOwn();
    if (Number(values.peers) > 0) await measurePeers(Number(values.peers));
    if (Number(values.scale) > 0) await scaleUp(Number(values.scale));
    printGoals();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function everyQuestionOf(set) {
  const base = join(values.shared, 'benchmarks', set);
  const dev = join(base, 'questions-dev.jsonl');
  return lines(existsSync(dev) ? dev : join(base, 'questions.jsonl'));
}

/** Every nth: the same sample in every run. */
function isSampled(row, all) {
  return row % Math.max(1, Math.floor(all.length / Number(values.sample))) === 0;
}

function questionsOf(set) {
  return everyQuestionOf(set).filter((_question, row, all) => isSampled(row, all));
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
  const clean = values.all ? everyQuestionOf(set) : questionsOf(set);
  const inSample = (_value, row, all) => !values.all || isSampled(row, all);
  const sampled = clean.filter(inSample).length;
  const random = randomFrom(20261125);
  const conditions = {
    clean,
    'no spaces': clean.map((question) => ({ ...question, query: withoutSpaces(question.query) })),
    '1 slip': clean.map((question) => ({ ...question, query: withSlips(question.query, 1, random) })),
    '3 slips': clean.map((question) => ({ ...question, query: withSlips(question.query, 3, random) })),
  };
  const data = await buildFolder(join(folder, set), documents);
  print(`\n## ${set}: ${documents.length} documents, ${clean.length} questions\n`);
  if (sampled < clean.length) print(`Others than ours are asked every nth of them, ${sampled} questions.\n`);
  print('| system | R@1 | R@5 | MRR@10 | no spaces | 1 slip | 3 slips | ms (median) | MRR to ours, 95 % |');
  print('|---|---|---|---|---|---|---|---|---|');
  let ours;
  for (const [name, create] of SYSTEMS) {
    const search = await create(documents, data);
    const times = [];
    const runs = {};
    for (const [condition, all] of Object.entries(conditions)) {
      const questions = ours === undefined ? all : all.filter(inSample);
      runs[condition] = [];
      for (const { query, documentId } of questions) {
        const start = performance.now();
        const ids = await search(query);
        if (condition === 'clean') times.push(performance.now() - start);
        runs[condition].push([...new Set(ids)].slice(0, 10).indexOf(documentId.normalize('NFC')) + 1);
      }
    }
    const gains = runs.clean.map(gainOf);
    if (ours === undefined) reached[set] = reachedBy(runs);
    ours ??= gains.filter(inSample);
    const share = (limit) => mean(runs.clean.map((rank) => Number(rank > 0 && rank <= limit))).toFixed(3);
    const noisy = ['no spaces', '1 slip', '3 slips'].map((condition) => mean(runs[condition].map(gainOf)).toFixed(3));
    const cells = [share(1), share(5), mean(gains).toFixed(3), ...noisy, median(times).toFixed(2)];
    print(`| ${name} | ${cells.join(' | ')} | ${name === SYSTEMS[0][0] ? '' : intervalOf(gains, ours)} |`);
    if (gains.length > ours.length && name === SYSTEMS[0][0]) {
      const ranks = runs.clean.filter(inSample);
      const part = (limit) => mean(ranks.map((rank) => Number(rank > 0 && rank <= limit))).toFixed(3);
      const others = ['no spaces', '1 slip', '3 slips'].map((condition) =>
        mean(runs[condition].filter(inSample).map(gainOf)).toFixed(3),
      );
      print(
        `| ours, the others' questions | ${[part(1), part(5), mean(ours).toFixed(3), ...others].join(' | ')} | | |`,
      );
    }
  }
}

function reachedBy(runs) {
  const mrr = (condition) => mean(runs[condition].map(gainOf));
  const share = (limit) => mean(runs.clean.map((rank) => Number(rank > 0 && rank <= limit)));
  return { first: share(1), inFive: share(5), mrr: mrr('clean'), spaces: mrr('no spaces'), slips: mrr('3 slips') };
}

/** The development questions of our own records, asked alone by the public: an expected document among the first. */
async function measureOwn() {
  const { buildIndex, loadKnowledge } = await import(new URL('../dist/src/compose.js', import.meta.url).href);
  const data = join(folder, 'own');
  const knowledge = fileURLToPath(new URL('../knowledge', import.meta.url));
  await buildIndex({ knowledge, data, knowledgeNamed: false }, await loadKnowledge(knowledge), new Date());
  const { search } = await assistantFor(data);
  const asked = lines(join(values.shared, 'eval', 'questions-dev.jsonl')).filter(
    ({ turns, audience = 'public', expect = [] }) => turns.length === 1 && audience === 'public' && expect.length > 0,
  );
  const ranks = [];
  for (const { turns, region, expect } of asked) {
    const ids = await search(turns[0], region);
    ranks.push(1 + ids.findIndex((id) => expect.includes(id)));
  }
  const share = (limit) => mean(ranks.map((rank) => Number(rank > 0 && rank <= limit)));
  reached.own = { first: share(1), inFive: share(5) };
  print(`\n## ${asked.length} development questions of our own records\n`);
  print(`An expected document first: ${share(1).toFixed(3)}; among five: ${share(5).toFixed(3)}`);
}

/** What the issue wants, and what this run reached. */
function printGoals() {
  const { 'welfare-qa': welfare, autorag, korquad, own, peers, scale } = reached;
  const goals = [
    ['Welfare-QA R@1', welfare?.first, '≥', 0.84],
    ['Welfare-QA R@5', welfare?.inFive, '≥', 0.96],
    ['Welfare-QA MRR@10', welfare?.mrr, '≥', 0.89],
    ['Welfare-QA without spaces, MRR lost', welfare && welfare.mrr - welfare.spaces, '≤', 0.02],
    ['Welfare-QA with three slips, MRR lost', welfare && welfare.mrr - welfare.slips, '≤', 0.06],
    ['AutoRAG MRR@10', autorag?.mrr, '≥', 0.91],
    ['KorQuAD R@1', korquad?.first, '≥', 0.91],
    ['own development questions, among five', own?.inFive, '≥', 0.98],
    ['times as fast as MiniSearch with bigrams', peers?.factor, '≥', 20],
    ['MRR against it', peers?.gain, '≥', 0],
    ['questions a second at scale', scale?.perSecond, '≥', 500],
    ['median at scale, ms', scale?.medianMs, '≤', 2],
    ['memory at scale, MB', scale?.megabytes, '≤', 400],
  ];
  print('\n## Wanted and reached\n\n| | wanted | reached | |\n|---|---|---|---|');
  for (const [name, value, sign, goal] of goals) {
    if (value === undefined) continue;
    const isMet = sign === '≥' ? value >= goal : value <= goal;
    print(`| ${name} | ${sign} ${goal} | ${value.toFixed(value < 10 ? 4 : 0)} | ${isMet ? 'yes' : 'no'} |`);
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
  const [, medianMs] = /^median ([\d.]+) ms/m.exec(run.stdout) ?? [];
  const [, perSecond] = /, (\d+) questions a second of one core/.exec(run.stdout) ?? [];
  const [, megabytes] = /^memory (\d+) MB/m.exec(run.stdout) ?? [];
  reached.scale = { medianMs: Number(medianMs), perSecond: Number(perSecond), megabytes: Number(megabytes) };
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
  reached.peers = { factor: median(other.times) / median(own.times), gain: mean(own.gains) - mean(other.gains) };
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
