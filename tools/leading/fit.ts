/**
 * `npx tsx tools/leading/fit.ts`: fits the weights of the first sentence (`src/answering/lead-signs.ts`) and writes
 * `src/answering/lead-weights.ts`. Before, it prints how often the first sentence is right on a voice, and on records,
 * that the weights were not fitted on, beside the weights that stand. Deterministic; a minute.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sign } from '../../src/answering/lead-signs.js';
import { LEAD_WEIGHTS } from '../../src/answering/lead-weights.js';
import { PACKAGE_FOLDER } from '../../src/package-folder.js';
import { hash } from '../ranking/samples.js';
import { fitWeights } from '../ranking/softmax.js';
import { OPEN_VOICES } from '../voices/read.js';
import { collectLeads, type LeadSample } from './samples.js';

/** A line read by hand says which sentence; one judged by its section only says where. */
const HAND_WEIGHT = 5;
const FOLDS = 4;
const SAMPLES_MIN = 40;
/** Sections alone teach little of this: the official word for what was said ("쌍둥이" → "다태아") is worth as much as it. */
const BY_HAND: Readonly<Record<string, number>> = {
  meant: 5,
  // Papers never tell who may apply; a label by section cannot say so.
  'eligibility in documents': -3,
  // Too few or none of these lines show it: a sentence about other people, or about 1종 where 2종 is asked.
  others: -1,
  'other class': -3,
};
const OPTIONS = { passes: 12, ridge: 1e-2 };

type Weights = Readonly<Record<string, number>>;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const samples = await collectLeads();
const names = namesOf(samples);

print('| left out | asked | right section | read by hand | right sentence |');
print('|---|---|---|---|---|');
report('standing weights, nothing left out', samples, () => LEAD_WEIGHTS);
for (const voice of OPEN_VOICES) {
  const fitted = weightsOf(samples.filter((sample) => sample.voice !== voice));
  report(
    voice,
    samples.filter((sample) => sample.voice === voice),
    () => fitted,
  );
}
const parts = Array.from({ length: FOLDS }, (_unused, fold) =>
  weightsOf(samples.filter(({ recordId }) => hash(recordId) % FOLDS !== fold)),
);
report('records, a quarter at a time', samples, ({ recordId }) => parts[hash(recordId) % FOLDS] ?? {});

const final = weightsOf(samples);
const table = names
  .map((name) => ({ name, weight: Number((final[name] ?? 0).toFixed(2)) }))
  .filter(({ weight }) => weight !== 0)
  .map(({ name, weight }) => `  ${/^[a-z]+$/.test(name) ? name : `'${name}'`}: ${weight},`);
await writeFile(
  join(PACKAGE_FOLDER, 'src', 'answering', 'lead-weights.ts'),
  `/**
 * How much each sign (\`lead-signs.ts\`) counts for a sentence as the first one of an answer. Written by
 * \`tools/leading/fit.ts\`, which also says how often the first sentence is right on voices and records left out.
 */
export const LEAD_WEIGHTS: Readonly<Record<string, number>> = {
${table.join('\n')}
};
`,
);

/** Signs that stand in enough samples to be learnt from. */
function namesOf(all: readonly LeadSample[]): string[] {
  const counts = new Map<string, number>();
  for (const { rows } of all) {
    for (const name of new Set(rows.flatMap((row) => row.map(([sign]) => sign))))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].flatMap(([name, count]) => (count >= SAMPLES_MIN || name in BY_HAND ? [name] : [])).sort();
}

function weightsOf(some: readonly LeadSample[]): Weights {
  const rows = some.map(({ rows: signs, right, byHand }) => ({
    rows: signs.map((row) => {
      const values = new Map(row);
      return names.map((name) => values.get(name) ?? 0);
    }),
    right,
    weight: byHand ? HAND_WEIGHT : 1,
  }));
  const fitted = fitWeights(rows, { ...OPTIONS, fixed: names.map((name) => BY_HAND[name]) });
  return Object.fromEntries(names.map((name, at) => [name, fitted[at] ?? 0]));
}

function report(name: string, some: readonly LeadSample[], weightsFor: (sample: LeadSample) => Weights): void {
  const isRight = (sample: LeadSample): boolean => {
    const weights = weightsFor(sample);
    const worthOf = (row: readonly Sign[]): number =>
      row.reduce((sum, [sign, strength]) => sum + (weights[sign] ?? 0) * strength, 0);
    const worths = sample.rows.map(worthOf);
    return sample.right.includes(worths.indexOf(Math.max(...worths)));
  };
  const share = (part: readonly LeadSample[]): string => ((100 * part.filter(isRight).length) / part.length).toFixed(1);
  const hand = some.filter(({ byHand }) => byHand);
  const others = some.filter(({ byHand }) => !byHand);
  print(`| ${name} | ${others.length} | ${share(others)} | ${hand.length} | ${share(hand)} |`);
}
