/**
 * `npx tsx tools/ranking/fit.ts [--samples FILE] [--free FEATURE,…] [--unlike FEATURE,…]`: fits the ranking weights on
 * the voices and the knowledge folder and prints the tables for `src/retrieval/weights.ts`, with what they reach on the
 * voice that was left out of the fit. The voice that is kept for measuring takes part in no fit.
 *
 * First the order: weights under which the right document comes first. Then the confidence: from the best document's
 * utility and what speaks for nothing, whether the question has an answer here at all. `--samples FILE` keeps the
 * samples for the next run; `--free` fits weights that are otherwise set by hand, `--unlike` leaves features out.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadKnowledge, PACKAGE_FOLDER } from '../../src/compose.js';
import { FEATURES, type Feature } from '../../src/retrieval/features.js';
import { FITTED, NOTHING, NOTHING_FEATURES, SHARPNESS } from '../../src/retrieval/weights.js';
import { KEPT_VOICE, VOICES } from '../voices/read.js';
import { dot, fitLogistic } from './logistic.js';
import { reportConfidence, reportRanks } from './report.js';
import { collectSamples, type LabelledSample } from './samples.js';
import { fitWeights } from './softmax.js';

/**
 * What these samples cannot teach stays as set by hand on the development questions: they hold no conversations and
 * hardly a list, every local question comes with its city, and an age told is often another person's.
 */
const BY_HAND: readonly Feature[] = [
  'dense',
  'titleNamed',
  'aliasNamed',
  'nameInTitle',
  'refused',
  'localSaid',
  'localUnasked',
  'listGroup',
  'listStage',
  'listTheme',
  'listStageOnly',
  'ageOutside',
  'notice',
  'carriedMain',
  'carriedWeakly',
  'carriedOther',
];
/** The answering stages compare odds; the fitted order is kept, at a scale at which their ratios mean what they did. */
const SCALE = 0.5;
const { values } = parseArgs({
  options: {
    samples: { type: 'string' },
    free: { type: 'string', default: '' },
    unlike: { type: 'string', default: '' },
    passes: { type: 'string', default: '6' },
    taught: { type: 'string', default: 'voice' },
  },
});
const free = new Set(values.free.split(','));
const unlike = new Set(values.unlike.split(','));
const UNANSWERED = FEATURES.indexOf('unanswered');

export interface Fitted {
  /** A weight for each feature. */
  readonly weights: readonly number[];
  readonly nothing: readonly number[];
  readonly sharpness: number;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const samples = await samplesFrom(values.samples);
print(`표본 ${samples.length}개`);

const standing: Fitted = {
  weights: FEATURES.map((feature) => FITTED[feature]),
  nothing: NOTHING_FEATURES.map((feature) => NOTHING[feature]),
  sharpness: SHARPNESS,
};
report('standing weights', () => standing);
const learnt = samples.filter(({ source }) => source !== KEPT_VOICE);
const fittedWithout = new Map(
  VOICES.map((voice) => [voice as string, fitTo(learnt.filter(({ source }) => source !== voice))]),
);
const final = fitTo(learnt);
report('fitted without the voice that asks', ({ source }) => fittedWithout.get(source) ?? final);
for (const [at, feature] of FEATURES.entries()) print(`  ${feature}: ${round(final.weights[at])},`);
for (const [at, feature] of NOTHING_FEATURES.entries()) print(`  nothing.${feature}: ${round(final.nothing[at])},`);
print(`  sharpness: ${round(final.sharpness)}`);

function fitTo(own: readonly LabelledSample[]): Fitted {
  const fixed = FEATURES.map((feature) =>
    unlike.has(feature) || feature === 'unanswered'
      ? 0
      : BY_HAND.includes(feature) && !free.has(feature)
        ? FITTED[feature] / SCALE
        : undefined,
  );
  const kinds = values.taught.split(',');
  const taught = own
    .filter(({ kind }) => kinds.includes(kind))
    .map((sample) => (sample.kind === 'voice' ? sample : { ...sample, weight: sample.weight / 2 }));
  const order = fitWeights(taught, { fixed, passes: Number(values.passes), ridge: 1e-3 }).map(
    (weight) => weight * SCALE,
  );
  // An answer that is another question's says neither that there is one here nor that there is none.
  const cases = own.flatMap((sample) => {
    const { kind, rows, right, nothing } = sample;
    if (kind !== 'voice' && kind !== 'none' && kind !== 'elsewhere') return [];
    const best = bestOf(sample, order);
    const isYes = right.includes(best);
    if (kind === 'voice' && !isYes) return [];
    const row = rows[best];
    const [utility, unanswered] = [dot(Array.from(row ?? []), order), row?.[UNANSWERED] ?? 0];
    return [{ row: [utility, -unanswered, ...nothing.map((value) => -value)], isYes, weight: 1 }];
  });
  const [sharpness = 1, unanswered = 0, ...nothing] = fitLogistic(cases, 2 + NOTHING_FEATURES.length, 1e-2);
  return {
    weights: order.map((weight, at) =>
      at === UNANSWERED && !unlike.has('unanswered') ? -unanswered / sharpness : weight,
    ),
    nothing: nothing.map((weight) => weight / sharpness),
    sharpness,
  };
}

function bestOf({ rows }: LabelledSample, weights: readonly number[]): number {
  const utilities = rows.map((row) => dot(Array.from(row), weights));
  return utilities.indexOf(Math.max(...utilities));
}

function report(name: string, fittedFor: (sample: LabelledSample) => Fitted): void {
  print(`\n## ${name}\n`);
  const judged = samples.map((sample) => {
    const { weights, nothing, sharpness } = fittedFor(sample);
    const utilities = sample.rows.map((row) => dot(Array.from(row), weights));
    const best = Math.max(...utilities);
    const rank =
      1 + utilities.filter((utility) => utility > Math.max(...sample.right.map((at) => utilities[at] ?? 0))).length;
    return {
      sample,
      rank: sample.right.length === 0 ? 0 : rank,
      chance: 1 / (1 + Math.exp(-sharpness * (best - dot(sample.nothing, nothing)))),
    };
  });
  reportRanks(judged, print);
  reportConfidence(judged, print);
}

async function samplesFrom(file: string | undefined): Promise<LabelledSample[]> {
  if (file !== undefined && existsSync(file)) {
    const kept: readonly LabelledSample[] = JSON.parse(await readFile(file, 'utf8'));
    return kept.map((sample) => ({ ...sample, rows: sample.rows.map((row) => Float64Array.from(Object.values(row))) }));
  }
  const folder = await mkdtemp(join(tmpdir(), 'bokji-ranking-'));
  const elsewhere = (await readFile(new URL('./other-offices.txt', import.meta.url), 'utf8'))
    .split('\n')
    .filter((line) => line.trim() !== '');
  const collected = await collectSamples(await loadKnowledge(join(PACKAGE_FOLDER, 'knowledge')), elsewhere, folder);
  await rm(folder, { recursive: true, force: true });
  if (file !== undefined)
    await writeFile(
      file,
      JSON.stringify(collected.map((sample) => ({ ...sample, rows: sample.rows.map((row) => Array.from(row)) }))),
    );
  return collected;
}

function round(value: number | undefined): number {
  return Math.round((value ?? 0) * 100) / 100;
}
