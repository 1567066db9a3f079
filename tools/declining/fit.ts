/**
 * `npx tsx tools/declining/fit.ts`: fits the weights of `src/answering/trust.ts` on the open voices and prints them,
 * with the curve of questions wrongly declined against questions that no record answers and that are answered all the
 * same: on the open voices, and on the one that nothing was fitted or mended for.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TRUST, TRUST_FEATURES } from '../../src/answering/trust.js';
import { buildIndex, loadKnowledge, openIndex, PACKAGE_FOLDER } from '../../src/compose.js';
import { askedWithout } from '../../src/knowledge/asked.js';
import { readVoice } from '../voices/read.js';
import { type Sample, samplesOf } from './samples.js';

const OPEN = ['elders', 'young', 'families'];
const CLOSED = ['neighbours'];
const PASSES = 3_000;
const RATE = 0.5;
const RIDGE = 1e-3;
/** Questions that no record answers, taken together, beside those that one does. */
const NONE_SHARE = 0.3;
const SHARES = [0.01, 0.02, 0.03, 0.04, 0.06, 0.08];

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** The lines that a record answers, weighted so that they are as long as those that none does. */
function matched(samples: readonly Sample[]): number[] {
  const count = (answers: boolean, words?: number): number =>
    sum(
      samples
        .filter((sample) => sample.answers === answers && (words === undefined || sample.words === words))
        .map(({ weight }) => weight),
    );
  const all = [count(true), count(false)];
  const share = new Map(
    [...new Set(samples.map(({ words }) => words))].map((words) => [
      words,
      count(false, words) / (all[1] ?? 1) / (count(true, words) / (all[0] ?? 1) || 1),
    ]),
  );
  const noneWeight = (NONE_SHARE / (1 - NONE_SHARE)) * ((all[0] ?? 0) / (all[1] ?? 1));
  return samples.map(({ weight, answers, words }) => weight * (answers ? (share.get(words) ?? 0) : noneWeight));
}

/** Logistic regression by plain descent on standardised values. */
function fitted(samples: readonly Sample[]): number[] {
  const size = TRUST_FEATURES.length;
  const weights = matched(samples);
  const total = sum(weights);
  const columns = TRUST_FEATURES.map((_name, at) => samples.map(({ values }) => values[at] ?? 0));
  const means = columns.map((column) => sum(column.map((value, row) => value * (weights[row] ?? 0))) / total);
  const spreads = columns.map((column, at) =>
    at === 0
      ? 1
      : Math.sqrt(sum(column.map((value, row) => (weights[row] ?? 0) * (value - (means[at] ?? 0)) ** 2)) / total) || 1,
  );
  const scaled = samples.map(({ values }) =>
    values.map((value, at) => (at === 0 ? 1 : (value - (means[at] ?? 0)) / (spreads[at] ?? 1))),
  );
  const slope = new Array<number>(size).fill(0);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const gradient = new Array<number>(size).fill(0);
    scaled.forEach((row, at) => {
      const chance = 1 / (1 + Math.exp(-row.reduce((dot, value, column) => dot + value * (slope[column] ?? 0), 0)));
      const error = ((chance - Number(samples[at]?.answers)) * (weights[at] ?? 0)) / total;
      row.forEach((value, column) => {
        gradient[column] = (gradient[column] ?? 0) + error * value;
      });
    });
    gradient.forEach((value, column) => {
      slope[column] = (slope[column] ?? 0) - RATE * (value + (column === 0 ? 0 : RIDGE * (slope[column] ?? 0)));
    });
  }
  const plain = slope.map((value, at) => value / (spreads[at] ?? 1));
  plain[0] = (slope[0] ?? 0) - sum(plain.map((value, at) => (at === 0 ? 0 : value * (means[at] ?? 0))));
  return plain;
}

const scoreOf = (weights: readonly number[], { values }: Sample): number =>
  values.reduce((dot, value, at) => dot + value * (weights[at] ?? 0), 0);

function curve(name: string, samples: readonly Sample[], weights: readonly number[]): void {
  const answered = samples.filter(({ answers }) => answers).map((sample) => ({ sample, at: scoreOf(weights, sample) }));
  const none = samples.filter(({ answers }) => !answers).map((sample) => ({ sample, at: scoreOf(weights, sample) }));
  const shareBelow = (rows: typeof none, least: number): number =>
    sum(rows.filter(({ at }) => at < least).map(({ sample }) => sample.weight)) /
    sum(rows.map(({ sample }) => sample.weight));
  const sorted = [...answered].sort((one, other) => one.at - other.at);
  for (const share of SHARES) {
    const least = sorted[Math.floor(share * sorted.length)]?.at ?? 0;
    const chance = 1 / (1 + Math.exp(-least));
    print(
      `| ${name} | ${chance.toFixed(3)} | ${percent(shareBelow(answered, least))} | ${percent(1 - shareBelow(none, least))} |`,
    );
  }
}

const folder = await mkdtemp(join(tmpdir(), 'bokji-declining-'));
try {
  const knowledge = await loadKnowledge(join(PACKAGE_FOLDER, 'knowledge'));
  // No voice is asked of an index that knows its words.
  const collectOne = async (voice: string): Promise<Sample[]> => {
    const folders = { knowledge: folder, data: join(folder, voice), knowledgeNamed: false };
    const own = readVoice(voice).map(({ text }) => text);
    const support = { ...knowledge.support, asked: askedWithout(knowledge.support.asked ?? {}, own) };
    await buildIndex(folders, { ...knowledge, support }, new Date());
    const { index } = await openIndex(folders);
    return samplesOf(voice, index);
  };
  const collect = async (voices: readonly string[]): Promise<Sample[]> => {
    const samples: Sample[] = [];
    for (const voice of voices) samples.push(...(await collectOne(voice)));
    return samples;
  };
  const [open, closed] = [await collect(OPEN), await collect(CLOSED)];
  const weights = fitted(open);
  print(`export const TRUST: TrustFeatures = {`);
  for (const [at, feature] of TRUST_FEATURES.entries()) print(`  ${feature}: ${(weights[at] ?? 0).toFixed(2)},`);
  print('};\n\n| voices, weights | least chance | wrongly declined | answered though none does |\n|---|---|---|---|');
  const standing = TRUST_FEATURES.map((feature) => TRUST[feature]);
  curve('open, new', open, weights);
  curve('neighbours, new', closed, weights);
  curve('neighbours, standing', closed, standing);
} finally {
  await rm(folder, { recursive: true, force: true });
}
