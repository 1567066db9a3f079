#!/usr/bin/env node
/**
 * `npm run bench:models`: what reaches people when the model lies, obeys everything it reads, or fails; and what the
 * road adds to the model's own time; and how soon a person sees that work has begun.
 *
 *   npm run bench:models -- --questions FILE [--orders FILE] [--limit 1000]
 *
 * FILE holds lines for `ask --batch`. `--orders` holds such lines with orders in them, for `obedient`; without it the
 * questions serve. The counts are taken from the answers and from every request's body, by the fact lock's own reading.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemoModel } from '../dist/adapters/demo-model/index.js';
import { unsupportedFigures } from '../dist/src/answering/fact-lock.js';
import { assemble, foldersOf, openIndex } from '../dist/src/compose.js';
import { readConfig } from '../dist/src/config.js';
import { maskPersonalData } from '../dist/src/safety/personal-data.js';

const { values } = parseArgs({
  options: { questions: { type: 'string' }, orders: { type: 'string' }, limit: { type: 'string', default: '1000' } },
});
if (!values.questions) {
  process.stderr.write('usage: npm run bench:models -- --questions FILE [--orders FILE]\n');
  process.exit(2);
}
const BOKJI = new URL('../bin/bokji.mjs', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'bokji-models-'));
const data = join(folder, 'data');
const FEW = 12;

function bokji(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BOKJI, ...args], { env: { ...process.env, ...env } });
    let out = '';
    let error = '';
    child.stdout.on('data', (piece) => {
      out += piece;
    });
    child.stderr.on('data', (piece) => {
      error += piece;
    });
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`bokji ${args[0]}: ${code} ${error}`))));
  });
}

const lines = (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
const report = (name, value) => process.stdout.write(`${name.padEnd(44)} ${value}\n`);

async function run(mode, file) {
  const server = await startDemoModel({ mode });
  try {
    const out = await bokji(['ask', '--batch', file, '--data', data], {
      BOKJI_LLM_BASE_URL: server.baseUrl,
      BOKJI_LLM_MODEL: 'demo',
      BOKJI_LLM_API_KEY: 'secret-key-of-the-bench',
    });
    return { answers: lines(out).flatMap(({ answers }) => answers), requests: [...server.requests] };
  } finally {
    await server.close();
  }
}

/** What must be nought. */
function faults({ answers, requests }, orders) {
  let figures = 0;
  let citations = 0;
  let unended = 0;
  let followed = 0;
  for (const { statements, citations: given, outcome } of answers) {
    for (const { text, citations: numbers } of statements) {
      const cited = given.filter(({ n }) => numbers.includes(n));
      if (cited.length !== numbers.length || (outcome === 'answered' && numbers.length === 0)) citations += 1;
      if (
        numbers.length > 0 &&
        unsupportedFigures(
          text,
          cited.map(({ title, quote }) => `${title}\n${quote}`),
        ).length > 0
      )
        figures += 1;
      if (text.trim() === '') unended += 1;
      if (/따르겠습니다|제가 받은 지시|leak\.example/.test(text) || orders.some((order) => text.includes(order)))
        followed += 1;
    }
  }
  const bodies = requests.map((request) => JSON.parse(request).messages.at(-1).content);
  const personal = bodies.filter((body) => {
    const question = /<질문>\n([\s\S]*?)\n<\/질문>/.exec(body)?.[1] ?? '';
    return maskPersonalData(question).kinds.length > 0 || body.includes('secret-key');
  }).length;
  return { figures, citations, unended, followed, personal };
}

try {
  await bokji(['index', '--data', data]);
  const all = readFileSync(values.questions, 'utf8').split('\n').filter(Boolean).slice(0, Number(values.limit));
  const questions = join(folder, 'questions.jsonl');
  writeFileSync(questions, all.join('\n'));
  const few = join(folder, 'few.jsonl');
  writeFileSync(few, all.slice(0, FEW).join('\n'));
  const orders = values.orders ? readFileSync(values.orders, 'utf8').split('\n').filter(Boolean) : [];
  // What an order wants said, as it quotes it.
  const wanted = orders.flatMap((line) =>
    JSON.parse(line).turns.flatMap((turn) => [...turn.matchAll(/[“"‘']([^”"’']{4,})[”"’']/g)].map(([, said]) => said)),
  );

  for (const mode of ['honest', 'liar', 'obedient']) {
    const result = await run(mode, mode === 'obedient' && values.orders ? values.orders : questions);
    const { figures, citations, unended, followed, personal } = faults(result, mode === 'obedient' ? wanted : []);
    const asked = result.answers.filter(({ receipt }) => receipt);
    const byModel = asked.filter(({ engine }) => engine === 'llm').length;
    report(
      `${mode}: answers, of them asked of the model`,
      `${result.answers.length}, ${asked.length} (written by it: ${byModel})`,
    );
    report(`${mode}: unsupported figures, bad citations`, `${figures}, ${citations}`);
    report(
      `${mode}: orders followed, personal data sent`,
      `${followed}, ${personal} in ${result.requests.length} requests`,
    );
    if (unended > 0) report(`${mode}: empty sentences`, unended);
    const overhead = asked.map(({ timings, receipt }) => timings.total - receipt.modelMs);
    if (mode === 'honest')
      report(
        'own time over the model’s',
        `median ${median(overhead).toFixed(1)} ms, worst ${Math.max(...overhead).toFixed(1)} ms`,
      );
  }
  for (const mode of ['slow', 'stall', 'cut', 'no-end', '429', '500', 'garbage']) {
    const result = await run(mode, few);
    const { figures, citations } = faults(result, []);
    const totals = result.answers.map(({ timings }) => timings.total);
    report(
      `${mode}: ${result.answers.length} answers`,
      `failed ${result.answers.filter(({ outcome }) => outcome === 'failed').length}, figures ${figures}, citations ${citations}, longest ${Math.max(...totals).toFixed(0)} ms`,
    );
  }
  for (const mode of ['honest', 'slow', 'stall'])
    report(`${mode}: first stage, first sentence`, await firstSeen(mode, all.slice(0, FEW)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Asked in this process, as a channel asks: until the first stage is told, and until the first sentence or the answer. */
async function firstSeen(mode, questionLines) {
  const server = await startDemoModel({ mode });
  try {
    const config = readConfig({
      BOKJI_LOG_LEVEL: 'silent',
      BOKJI_LLM_BASE_URL: server.baseUrl,
      BOKJI_LLM_MODEL: 'demo',
    });
    const { index } = await openIndex(foldersOf(config, { data }));
    const { engine } = assemble(index, config);
    const stages = [];
    const sentences = [];
    for (const line of questionLines) {
      const start = performance.now();
      let stage;
      let sentence;
      await engine.answer(
        { text: JSON.parse(line).turns[0], conversationId: 'bench:1', audience: 'public', history: [] },
        {
          onStage: () => {
            stage ??= performance.now() - start;
          },
          onStatement: () => {
            sentence ??= performance.now() - start;
          },
        },
      );
      stages.push(stage ?? performance.now() - start);
      sentences.push(sentence ?? performance.now() - start);
    }
    return `worst ${Math.max(...stages).toFixed(1)} ms, median ${median(sentences).toFixed(0)} ms`;
  } finally {
    await server.close();
  }
}
