#!/usr/bin/env node
/**
 * `npm run bench`: what the road costs and how well it finds, as ratios and medians of several runs.
 *
 *   npm run bench -- [--benchmark DIR] [--questions FILE --score FILE] [--runs 5]
 *
 * DIR holds `documents/` and `questions-dev.jsonl` ({"id","query","documentId"}); FILE holds lines for `ask --batch`
 * and `score` the program that scores them. Without them only the costs on the shipped knowledge are measured.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';

const { values } = parseArgs({
  options: {
    benchmark: { type: 'string' },
    questions: { type: 'string' },
    score: { type: 'string' },
    runs: { type: 'string', default: '5' },
  },
});
const BOKJI = new URL('../bin/bokji.mjs', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'bokji-bench-'));
const runs = Number(values.runs);

function bokji(...args) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [BOKJI, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`bokji ${args.join(' ')} ended with ${status}: ${stderr}`);
  return { stdout, ms: performance.now() - start };
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function report(name, value) {
  process.stdout.write(`${name.padEnd(52)} ${value}\n`);
}

const spread = (numbers) =>
  `${median(numbers).toFixed(0)} ms (${Math.min(...numbers).toFixed(0)}–${Math.max(...numbers).toFixed(0)}, ${numbers.length} runs)`;
const lines = (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

try {
  const data = join(folder, 'data');
  report('bare node start (baseline)', spread(Array.from({ length: runs }, () => nodeStart())));
  report(
    'index of the shipped knowledge',
    // A folder of its own each time: a second run over the same one finds nothing to do.
    spread(Array.from({ length: runs }, (_, run) => bokji('index', '--data', join(folder, `built-${run}`)).ms)),
  );
  bokji('index', '--data', data);
  const question = '기초연금은 얼마 받나요?';
  report(
    'cold start to first answer',
    spread(Array.from({ length: runs }, () => bokji('ask', question, '--data', data).ms)),
  );
  measureAnswers(data);
  if (values.benchmark) measureRetrieval(values.benchmark);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function nodeStart() {
  const start = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - start;
}

/** Milliseconds inside one process over the given questions, or over the knowledge's own. */
function measureAnswers(data) {
  const file = values.questions ?? ownQuestions();
  const { stdout } = bokji('ask', '--batch', file, '--data', data);
  const totals = lines(stdout).flatMap(({ answers }) => answers.map(({ timings }) => timings.total));
  const sorted = [...totals].sort((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)];
  report(`answers in process (${totals.length})`, `median ${median(totals).toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
  if (!values.questions || !values.score) return;
  const answers = join(folder, 'answers.jsonl');
  writeFileSync(answers, stdout);
  const scored = spawnSync(process.execPath, [values.score, values.questions, answers], { encoding: 'utf8' });
  process.stdout.write(scored.stdout);
}

function ownQuestions() {
  const file = join(folder, 'own.jsonl');
  const knowledge = new URL('../knowledge/', import.meta.url).pathname;
  const turns = readdirSync(knowledge, { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => parse(readFileSync(join(knowledge, name), 'utf8').split('\n---\n')[0].slice(4)).questions)
    .map((question, row) => JSON.stringify({ id: String(row), turns: [question] }));
  writeFileSync(file, turns.join('\n'));
  return file;
}

/** Rank of the one right document, beside two baselines in the same run: words alone in documents, and in passages. */
function measureRetrieval(benchmark) {
  const data = join(folder, 'benchmark');
  const questions = join(benchmark, 'questions-dev.jsonl');
  bokji('index', '--knowledge', join(benchmark, 'documents'), '--data', data);
  const expected = new Map(lines(readFileSync(questions, 'utf8')).map(({ id, documentId }) => [id, documentId]));
  for (const ranking of ['fused', 'cards', 'passages']) {
    const { stdout } = bokji('search', '--batch', questions, '--by-document', '--data', data, '--ranking', ranking);
    const ranks = lines(stdout).map(({ id, hits }) =>
      hits.findIndex(({ documentId }) => documentId === expected.get(id)),
    );
    const share = (limit) => ranks.filter((rank) => rank >= 0 && rank < limit).length / ranks.length;
    const mrr = ranks.reduce((sum, rank) => sum + (rank >= 0 && rank < 10 ? 1 / (rank + 1) : 0), 0) / ranks.length;
    report(
      `${ranking}: ${ranks.length} questions`,
      `R@1 ${share(1).toFixed(3)}  R@5 ${share(5).toFixed(3)}  MRR@10 ${mrr.toFixed(3)}`,
    );
  }
}
