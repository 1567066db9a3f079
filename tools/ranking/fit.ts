/**
 * `npx tsx tools/ranking/fit.ts [--nothing-only]`: fits the ranking weights on the knowledge folder and prints the table for
 * `src/retrieval/weights.ts`, with what it reaches on records it was not fitted on. With `--nothing-only` the weights of
 * the features stay and only those of "nothing here fits" are fitted: the confidence, not the order.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadKnowledge, PACKAGE_FOLDER } from '../../src/compose.js';
import { FEATURES, type Feature } from '../../src/retrieval/features.js';
import { chanceOf, FITTED, NOTHING, NOTHING_FEATURES } from '../../src/retrieval/weights.js';
import { collectSamples, hash, type LabelledSample } from './samples.js';
import { type Fitted, fitWeights } from './softmax.js';

const FOLDS = 5;
/**
 * What these samples cannot teach stays as set by hand on the development questions: they hold no conversations, every
 * local question comes with its city, a plain question with a name in it is found whatever the name weighs, and an age
 * told is often another person's.
 */
const BY_HAND: ReadonlySet<Feature> = new Set([
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
]);
const { values } = parseArgs({ options: { 'nothing-only': { type: 'boolean', default: false } } });
const OPTIONS = {
  fixed: FEATURES.map((feature) => (values['nothing-only'] || BY_HAND.has(feature) ? FITTED[feature] : undefined)),
  nothingSize: NOTHING_FEATURES.length,
  passes: 25,
  ridge: 1e-3,
};

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const folder = await mkdtemp(join(tmpdir(), 'bokji-ranking-'));
const knowledge = await loadKnowledge(join(PACKAGE_FOLDER, 'knowledge'));
const elsewhere = (await readFile(new URL('./other-offices.txt', import.meta.url), 'utf8'))
  .split('\n')
  .filter((line) => line.trim() !== '');
const samples = await collectSamples(knowledge, elsewhere, folder);
await rm(folder, { recursive: true, force: true });

const standing: Fitted = {
  candidate: FEATURES.map((feature) => FITTED[feature]),
  nothing: NOTHING_FEATURES.map((feature) => NOTHING[feature]),
};
print(`표본 ${samples.length}개`);
report(
  'standing weights',
  samples.map((sample) => ({ sample, fitted: standing })),
);
const crossFitted = Array.from({ length: FOLDS }, (_unused, fold) => {
  const isTest = ({ group }: LabelledSample): boolean => hash(group) % FOLDS === fold;
  const fitted = fitWeights(
    samples.filter((sample) => !isTest(sample)),
    FEATURES.length,
    OPTIONS,
  );
  return samples.filter(isTest).map((sample) => ({ sample, fitted }));
}).flat();
report('fitted on other records', crossFitted);
const final = fitWeights(samples, FEATURES.length, OPTIONS);
report(
  'fitted on all',
  samples.map((sample) => ({ sample, fitted: final })),
);
for (const [at, feature] of FEATURES.entries()) print(`  ${feature}: ${round(final.candidate[at])},`);
for (const [at, feature] of NOTHING_FEATURES.entries()) print(`  nothing.${feature}: ${round(final.nothing[at])},`);

interface Judged {
  readonly sample: LabelledSample;
  readonly fitted: Fitted;
}

function report(name: string, judged: readonly Judged[]): void {
  print(`\n## ${name}`);
  const answerable = judged.filter(({ sample }) => sample.kind === 'question');
  printRanks('questions', answerable);
  printRanks(
    '  national',
    answerable.filter(({ sample }) => sample.isNational),
  );
  printRanks(
    '  local',
    answerable.filter(({ sample }) => !sample.isNational),
  );
  printRanks(
    'named',
    judged.filter(({ sample }) => sample.kind === 'named'),
  );
  for (const threshold of [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]) {
    const share = (kind: LabelledSample['kind']): string => {
      const own = judged.filter(({ sample }) => sample.kind === kind);
      return (own.filter((entry) => confidence(entry) >= threshold).length / own.length).toFixed(3);
    };
    print(
      `answered at ${threshold}: questions ${share('question')}, named ${share('named')}, taken away ${share('taken-away')}, other offices ${share('elsewhere')}`,
    );
  }
  for (let low = 0; low < 1; low += 0.2) {
    const bin = judged.filter((entry) => {
      const value = confidence(entry);
      return entry.sample.kind === 'question' && value >= low && value < low + 0.2;
    });
    if (bin.length > 0)
      print(
        `confidence ${low.toFixed(1)}–${(low + 0.2).toFixed(1)}: ${bin.length} questions, right first ${(bin.filter((entry) => rankOf(entry) === 1).length / bin.length).toFixed(2)}`,
      );
  }
}

function printRanks(name: string, judged: readonly Judged[]): void {
  const ranks = judged.map(rankOf);
  const share = (test: (rank: number) => boolean): string => (ranks.filter(test).length / ranks.length).toFixed(4);
  const reciprocal = ranks.reduce((sum, rank) => sum + (rank > 0 && rank <= 10 ? 1 / rank : 0), 0) / ranks.length;
  print(
    `${name}: ${ranks.length}, R@1 ${share((rank) => rank === 1)}, R@5 ${share((rank) => rank > 0 && rank <= 5)}, MRR ${reciprocal.toFixed(4)}`,
  );
}

function utilities({ sample, fitted }: Judged): number[] {
  return sample.rows.map((row) => row.reduce((sum, value, at) => sum + value * (fitted.candidate[at] ?? 0), 0));
}

function confidence(entry: Judged): number {
  const nothing = entry.sample.nothing.reduce((sum, value, at) => sum + value * (entry.fitted.nothing[at] ?? 0), 0);
  return chanceOf(Math.max(...utilities(entry)), nothing);
}

/** From 1; 0 when no right one is among the candidates. */
function rankOf(entry: Judged): number {
  const order = utilities(entry)
    .map((utility, at) => ({ utility, at }))
    .sort((a, b) => b.utility - a.utility);
  return order.findIndex(({ at }) => entry.sample.right.includes(at)) + 1;
}

function round(value: number | undefined): number {
  return Math.round((value ?? 0) * 100) / 100;
}
