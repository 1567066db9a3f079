/**
 * Trains the ear (`src/safety/crisis/ear.ts`) on what `samples.ts` reads → `models/danger-letters.bin`. Deterministic;
 * under a minute.
 *
 *   npx tsx tools/safety/train.ts [--leave-out SET.jsonl …] [--out FILE] [--show]
 *
 * Both thresholds are read from scores of texts that the ear has not seen (five folds): above the first one voice in
 * `WORRY_SHARE` would get the line of a worry; above the second one look-alike in `CRISIS_SHARE` the crisis reply.
 * With `--leave-out` sets are kept away and measured, and nothing is written: nothing else says how the ear does on
 * words that nobody trained it on. `--show` prints what was missed.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PACKAGE_FOLDER } from '../../src/compose.js';
import {
  createEar,
  EAR_TABLE,
  type Ear,
  handicapOf,
  ofKinds,
  partsOf,
  ruleWorthIn,
  scoreOf,
  writeEar,
} from '../../src/safety/crisis/ear.js';
import { CRISES } from '../../src/safety/crisis/kinds.js';
import { lettersOf, SLOTS } from '../../src/safety/crisis/letters.js';
import { dangerIn } from '../../src/safety/crisis.js';
import { numbersShown } from './first-screen.js';
import { cut, type Labelled, type Row, sumOf } from './margin.js';
import { KEPT_READING, readSamples, type Sample } from './samples.js';

const FOLDS = 5;
/** Sets that somebody wrote who had not seen the others. */
const READING = /^(?:second|third|fourth|fifth|sixth|seventh|eighth)-reading|^training-|^sealed-/;
const ALL_ALIKE = new Float64Array(SLOTS).fill(1);
const NO_LETTERS = { slots: new Int32Array(0), weights: new Float64Array(0) };
const WORRY_SHARE = 1 / 20;
const CRISIS_SHARE = 1 / 75;
const COST = { danger: 2, looksAlike: 2, plain: 1, part: 0.25 };

const { values: options } = parseArgs({
  options: { 'leave-out': { type: 'string', multiple: true }, out: { type: 'string' }, show: { type: 'boolean' } },
});
const leftOut = options['leave-out'] ?? [];

/** Of a slot that stands in few texts each hit tells much (inverse document frequency, smoothed). */
function rarenessOf(samples: readonly Sample[]): Float64Array {
  const texts = new Float64Array(SLOTS);
  for (const { text } of samples)
    for (const slot of new Set(lettersOf(text, ALL_ALIKE).slots)) texts[slot] = (texts[slot] ?? 0) + 1;
  return texts.map((count) => Math.log((1 + samples.length) / (1 + count)) + 1);
}

const costOf = ({ danger, looksAlike }: Sample): number =>
  danger ? COST.danger : looksAlike ? COST.looksAlike : COST.plain;

interface Learnt {
  readonly rareness: Float64Array;
  readonly danger: Row;
  readonly kinds: readonly Row[];
}

/** Danger from all samples and from the sentences of those that tell of none; the kinds from danger alone. */
function learn(samples: readonly Sample[], withKinds: boolean): Learnt {
  const rareness = rarenessOf(samples);
  const letters = samples.map(({ text }) => lettersOf(text, rareness));
  const labelled = samples.map((one, at): Labelled => {
    return { letters: letters[at] ?? NO_LETTERS, hit: one.danger, cost: costOf(one) };
  });
  // No sentence of what tells of no danger tells of danger.
  const calmParts = samples
    .filter(({ danger }) => !danger)
    .flatMap(({ text }) => partsOf(text))
    .map((part): Labelled => ({ letters: lettersOf(part, rareness), hit: false, cost: COST.part }));
  const told = samples.flatMap(({ danger, kind }, at) =>
    danger && kind !== undefined ? [{ kind, letters: ofKinds(letters[at] ?? NO_LETTERS) }] : [],
  );
  return {
    rareness,
    danger: cut([...labelled, ...calmParts]),
    kinds: withKinds
      ? CRISES.map((one) => cut(told.map(({ kind, letters }) => ({ letters, hit: kind === one, cost: COST.danger }))))
      : [],
  };
}

/**
 * Scores of samples by an ear that has not seen them. Each reading is scored by an ear without that whole reading:
 * whoever wrote it has a manner, and an ear that knows the manner is too sure. All else is scored in folds.
 */
function unseenScores(data: readonly Sample[]): readonly number[] {
  const scores = new Array<number>(data.length).fill(0);
  const foldOf = ({ from }: Sample, index: number): string => (READING.test(from) ? from : `fold ${index % FOLDS}`);
  const folds = data.map(foldOf);
  for (const fold of new Set(folds)) {
    const { rareness, danger } = learn(
      data.filter((_one, index) => folds[index] !== fold),
      false,
    );
    data.forEach(({ text }, index) => {
      if (folds[index] === fold) scores[index] = scoreOf(text, (part) => sumOf(danger, lettersOf(part, rareness)));
    });
  }
  return scores;
}

/** The score that `share` of them exceed. */
function exceededBy(share: number, scores: readonly number[]): number {
  return [...scores].sort((a, b) => b - a)[Math.floor(scores.length * share)] ?? 0;
}

const percent = (hits: number, of: number): string =>
  `${hits} of ${of} (${((hits / Math.max(of, 1)) * 100).toFixed(1)} %)`;

function report(name: string, samples: readonly Sample[], ear: Ear): void {
  const dangerOf = new Map(samples.map((one) => [one, dangerIn(one.raw, false, ear)]));
  const levelOf = (one: Sample) => dangerOf.get(one)?.level;
  const told = samples.filter(({ danger }) => danger);
  const calm = samples.filter(({ danger }) => !danger);
  const count = (of: readonly Sample[], fits: (one: Sample) => boolean) => percent(of.filter(fits).length, of.length);
  const lined = told.filter(({ lines }) => lines.length > 0);
  const shown = new Map(lined.map((one) => [one, new Set(numbersShown(dangerOf.get(one)))]));
  const hasLine = (one: Sample) => one.lines.some((line) => shown.get(one)?.has(line) === true);
  const heard = lined.filter((one) => levelOf(one) !== undefined);
  const numbers = heard.reduce((sum, one) => sum + (shown.get(one)?.size ?? 0), 0);
  const levels = (of: readonly Sample[]): string =>
    `by rules ${count(of, ({ byRule }) => byRule !== undefined)}, crisis reply ${count(of, (one) => levelOf(one) === 'crisis')}, crisis or worry ${count(of, (one) => levelOf(one) !== undefined)}`;
  process.stdout.write(
    `${[
      name,
      `  danger: ${levels(told)}`,
      `  right line on the first screen ${count(lined, hasLine)}; ${(numbers / Math.max(heard.length, 1)).toFixed(2)} numbers on it`,
      `  no danger: ${levels(calm)}`,
    ].join('\n')}\n`,
  );
  if (!options.show) return;
  for (const one of told.filter((one) => levelOf(one) === undefined)) process.stdout.write(`  missed: ${one.text}\n`);
  for (const one of heard.filter((one) => !hasLine(one)))
    process.stdout.write(`  ${one.lines.join(' ')} but ${[...(shown.get(one) ?? [])].join(' ')}: ${one.text}\n`);
  for (const one of calm.filter((one) => levelOf(one) === 'crisis'))
    process.stdout.write(
      `  false (${one.byRule ? 'rule' : 'ear'}, ${ear.hear(one.text)?.score.toFixed(2)}): ${one.text}\n`,
    );
}

const all = await readSamples();
const kept = all.filter(({ from }) => from === 'kept');
const data = all.filter(({ from }) => from !== 'kept' && from !== KEPT_READING && !leftOut.includes(from));
const scores = unseenScores(data);
const scoresOf = (fits: (one: Sample) => boolean) => scores.filter((_score, index) => data[index] && fits(data[index]));
const worryAbove = exceededBy(
  WORRY_SHARE,
  scoresOf(({ from }) => from === 'voices'),
);
/** What the look-alikes of the sets come to with the worth of the rules; those of `plain.txt` are easier. */
const surely = data.flatMap(({ looksAlike, byRule, text, from }, index) =>
  looksAlike && from.endsWith('.jsonl')
    ? [(scores[index] ?? 0) - handicapOf(text) + (byRule === undefined ? 0 : ruleWorthIn(text))]
    : [],
);
const crisisAbove = Math.max(worryAbove, exceededBy(CRISIS_SHARE, surely));
if (options.show)
  data
    .map((one, index) => ({ one, score: scores[index] ?? 0 }))
    .filter(({ one, score }) => one.from === 'voices' && score > worryAbove)
    .sort((a, b) => b.score - a.score)
    .forEach(({ one, score }) => {
      process.stdout.write(`  voice ${score.toFixed(2)}: ${one.raw}\n`);
    });
const share = (of: readonly number[], above: number): string =>
  percent(of.filter((score) => score > above).length, of.length);
process.stdout.write(
  `${data.length} samples, ${data.filter(({ danger }) => danger).length} of danger; worry above ${worryAbove.toFixed(2)}, crisis above ${crisisAbove.toFixed(2)}\n`,
);
for (const set of [...new Set(data.map(({ from }) => from))].filter((from) => READING.test(from))) {
  const told = scoresOf(({ from, danger }) => from === set && danger);
  const calm = scoresOf(({ from, looksAlike }) => from === set && looksAlike);
  const surelyCalm = data.flatMap(({ from, looksAlike, text }, index) =>
    from === set && looksAlike ? [(scores[index] ?? 0) - handicapOf(text)] : [],
  );
  process.stdout.write(
    `${set} kept away, the ear alone: danger above worry ${share(told, worryAbove)}, above crisis ${share(told, crisisAbove)}; look-alikes above worry ${share(calm, worryAbove)}, above crisis ${share(surelyCalm, crisisAbove)}\n`,
  );
}

const { rareness, danger, kinds } = learn(data, true);
const rows = [danger, ...kinds];
const table = writeEar({ worryAbove, crisisAbove, rareness, rows });
const ear = createEar(table);
for (const set of [...leftOut, KEPT_READING])
  report(
    `${set}, unseen`,
    all.filter(({ from }) => from === set),
    ear,
  );
report('voices kept for measuring', kept, ear);
if (leftOut.length === 0) writeFileSync(options.out ?? `${PACKAGE_FOLDER}/models/${EAR_TABLE}`, table);
process.stdout.write(`${table.length} bytes\n`);
