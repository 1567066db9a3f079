/**
 * `npx tsx tools/declining/learn-answers.ts [--write]`: learns from the open voices whether a record's first sentence
 * answers the very question, and prints for each voice, itself left out, how many missing answers are seen at which
 * price in answers wrongly taken for missing; the same for `neighbours` and `strangers`, from which nothing is learnt.
 * With `--write` the table goes to `models/answers-it.json`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Boosted, chanceOf } from '../../src/answering/boosted.js';
import { ANSWERS_TABLE, SUFFICIENT_SIGNS } from '../../src/answering/sufficient.js';
import { buildIndex, loadKnowledge, openIndex, PACKAGE_FOLDER } from '../../src/compose.js';
import { KEPT_VOICE, LATE_VOICE, OPEN_VOICES } from '../voices/read.js';
import { type AnswerSample, answerSamples } from './answer-samples.js';
import { boost } from './boost.js';

const GROWTH = { trees: 140, depth: 4, rate: 0.08 };
const SHARES = [0.01, 0.02, 0.03, 0.05, 0.1];
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const learn = (samples: readonly AnswerSample[]): Boosted =>
  boost(
    samples.map(({ values, answers }) => ({ values, yes: answers, weight: 1 })),
    SUFFICIENT_SIGNS,
    GROWTH,
  );

function curve(name: string, table: Boosted, samples: readonly AnswerSample[]): void {
  const chancesOf = (answers: boolean): number[] =>
    samples
      .filter((sample) => sample.answers === answers)
      .map(({ values }) => chanceOf(table, values))
      .sort((one, other) => one - other);
  const [right, missing] = [chancesOf(true), chancesOf(false)];
  for (const share of SHARES) {
    const least = right[Math.floor(share * right.length)] ?? 0;
    const seen = missing.filter((chance) => chance < least).length / missing.length;
    print(`| ${name} | ${least.toFixed(3)} | ${(100 * share).toFixed(0)} % | ${(100 * seen).toFixed(0)} % |`);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'bokji-answers-'));
try {
  const folders = { knowledge: join(PACKAGE_FOLDER, 'knowledge'), data: folder, knowledgeNamed: false };
  await buildIndex(folders, await loadKnowledge(folders.knowledge), new Date(0));
  const { index } = await openIndex(folders);
  const samples = new Map<string, readonly AnswerSample[]>();
  for (const voice of [...OPEN_VOICES, KEPT_VOICE, LATE_VOICE]) samples.set(voice, await answerSamples(voice, index));
  const of = (voices: readonly string[]): AnswerSample[] => voices.flatMap((voice) => samples.get(voice) ?? []);
  print('| voice | least chance | answers taken for missing | missing answers seen |\n|---|---|---|---|');
  for (const voice of process.argv.includes('--write') ? [] : OPEN_VOICES)
    curve(`${voice}, left out`, learn(of(OPEN_VOICES.filter((other) => other !== voice))), of([voice]));
  const table = learn(of(OPEN_VOICES));
  for (const voice of [KEPT_VOICE, LATE_VOICE]) curve(voice, table, of([voice]));
  if (process.argv.includes('--write'))
    await writeFile(join(PACKAGE_FOLDER, 'models', ANSWERS_TABLE), `${JSON.stringify(table)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
