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
import { createEar, EAR_TABLE, type Ear, handicapOf, loudest, partsOf, writeEar } from '../../src/safety/crisis/ear.js';
import { CRISES, type CrisisKind } from '../../src/safety/crisis/kinds.js';
import { groupsOf, type Letters, lettersOf, SLOTS } from '../../src/safety/crisis/letters.js';
import { type Danger, dangerIn } from '../../src/safety/crisis.js';
import { cut, type Labelled, sumOf } from './margin.js';
import { kindsOfLine, readSamples, type Sample } from './samples.js';

const FOLDS = 5;
const WORRY_SHARE = 1 / 20;
const CRISIS_SHARE = 1 / 66;
/** So far below a crisis a rule is doubted. */
const DOUBT_DISTANCE = 0.4;
const COST = { danger: 2, looksAlike: 2, plain: 1, part: 0.5 };

const { values: options } = parseArgs({
  options: { 'leave-out': { type: 'string', multiple: true }, out: { type: 'string' }, show: { type: 'boolean' } },
});
const leftOut = options['leave-out'] ?? [];

/** Of a slot that stands in few texts each hit tells much (inverse document frequency, smoothed). */
function rarenessOf(samples: readonly Sample[]): Float64Array {
  const texts = new Float64Array(SLOTS);
  for (const { text } of samples)
    for (const slot of new Set(groupsOf(text).flatMap(({ slots }) => slots))) texts[slot] = (texts[slot] ?? 0) + 1;
  return texts.map((count) => Math.log((1 + samples.length) / (1 + count)) + 1);
}

const lettersBy = (rareness: Float64Array, text: string): Letters => lettersOf(text, (slot) => rareness[slot] ?? 0);

const costOf = ({ danger, looksAlike }: Sample): number =>
  danger ? COST.danger : looksAlike ? COST.looksAlike : COST.plain;

/** No sentence of what tells of no danger tells of danger. */
function calmParts(samples: readonly Sample[], rareness: Float64Array): Labelled[] {
  return samples
    .filter(({ danger }) => !danger)
    .flatMap(({ text }) => partsOf(text))
    .map((part) => ({ letters: lettersBy(rareness, part), hit: false, cost: COST.part }));
}

/** Scores of samples by an ear that has not seen them. */
function unseenScores(data: readonly Sample[]): readonly number[] {
  const rareness = rarenessOf(data);
  const labelled = data.map((one) => ({
    letters: lettersBy(rareness, one.text),
    hit: one.danger,
    cost: costOf(one),
  }));
  const scores = new Array<number>(data.length).fill(0);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const learnt = (_one: unknown, index: number): boolean => index % FOLDS !== fold;
    const row = cut([...labelled.filter(learnt), ...calmParts(data.filter(learnt), rareness)]);
    data.forEach(({ text }, index) => {
      if (index % FOLDS === fold) scores[index] = loudest(text, (part) => sumOf(row, lettersBy(rareness, part)));
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

/** What people would get with this ear. */
function asTheyAre(ear: Ear) {
  return ({ raw }: Sample): Danger | undefined => dangerIn(raw, false, ear);
}

function report(name: string, samples: readonly Sample[], ear: Ear): void {
  const told = samples.filter(({ danger }) => danger);
  const calm = samples.filter(({ danger }) => !danger);
  const dangerOf = asTheyAre(ear);
  const levelOf = (one: Sample) => dangerOf(one)?.level;
  const kindsOf = (one: Sample): readonly CrisisKind[] => dangerOf(one)?.kinds ?? [];
  const count = (of: readonly Sample[], fits: (one: Sample) => boolean) => percent(of.filter(fits).length, of.length);
  const lined = told.filter(({ lines }) => lines.length > 0);
  const hasLine = (one: Sample) =>
    one.lines.some((line) => kindsOf(one).some((kind) => kindsOfLine(line).includes(kind)));
  process.stdout.write(
    `${[
      name,
      `  danger: by rules ${count(told, ({ byRule }) => byRule !== undefined)}, crisis reply ${count(told, (one) => levelOf(one) === 'crisis')}, with worry ${count(told, (one) => levelOf(one) !== undefined)}`,
      `  right kind among those told ${count(lined, hasLine)}`,
      `  no danger: by rules ${count(calm, ({ byRule }) => byRule !== undefined)}, crisis reply ${count(calm, (one) => levelOf(one) === 'crisis')}, with worry ${count(calm, (one) => levelOf(one) !== undefined)}`,
    ].join('\n')}\n`,
  );
  if (!options.show) return;
  for (const one of told.filter((one) => levelOf(one) === undefined)) process.stdout.write(`  missed: ${one.text}\n`);
  for (const one of lined.filter((one) => levelOf(one) !== undefined && !hasLine(one)))
    process.stdout.write(`  ${one.lines.join(' ')} but ${kindsOf(one).join(' ')}: ${one.text}\n`);
  for (const one of calm.filter((one) => levelOf(one) === 'crisis'))
    process.stdout.write(
      `  false (${one.byRule ? 'rule' : 'ear'}, ${ear.hear(one.text)?.score.toFixed(2)}): ${one.text}\n`,
    );
}

const all = await readSamples();
const kept = all.filter(({ from }) => from === 'kept');
const data = all.filter(({ from }) => from !== 'kept' && !leftOut.includes(from));
const scores = unseenScores(data);
const scoresOf = (fits: (one: Sample) => boolean) => scores.filter((_score, index) => data[index] && fits(data[index]));
const worryAbove = exceededBy(
  WORRY_SHARE,
  scoresOf(({ from }) => from === 'voices'),
);
/** Of the look-alikes of the sets that no rule misreads: those of `plain.txt` are easier. */
const surely = data.flatMap(({ looksAlike, byRule, text, from }, index) =>
  looksAlike && byRule === undefined && from.endsWith('.jsonl') ? [(scores[index] ?? 0) - handicapOf(text)] : [],
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
for (const set of [...new Set(data.map(({ from }) => from))].filter((from) => from.endsWith('-reading.jsonl'))) {
  const told = scoresOf(({ from, danger }) => from === set && danger);
  const calm = scoresOf(({ from, looksAlike }) => from === set && looksAlike);
  const surelyCalm = data.flatMap(({ from, looksAlike, text }, index) =>
    from === set && looksAlike ? [(scores[index] ?? 0) - handicapOf(text)] : [],
  );
  process.stdout.write(
    `${set} in ${FOLDS} folds, the ear alone: danger above worry ${share(told, worryAbove)}, above crisis ${share(told, crisisAbove)}; look-alikes above worry ${share(calm, worryAbove)}, above crisis ${share(surelyCalm, crisisAbove)}\n`,
  );
}

const rareness = rarenessOf(data);
const labelled = (fits: (one: Sample) => boolean, cost: (one: Sample) => number, of: readonly Sample[]): Labelled[] =>
  of.map((one) => ({ letters: lettersBy(rareness, one.text), hit: fits(one), cost: cost(one) }));
const told = data.filter(({ danger, kind }) => danger && kind !== undefined);
const rows = [
  cut([...labelled(({ danger }) => danger, costOf, data), ...calmParts(data, rareness)]),
  ...CRISES.map((kind) =>
    cut(
      labelled(
        (one) => one.kind === kind,
        () => COST.danger,
        told,
      ),
    ),
  ),
];
const doubtBelow = crisisAbove - DOUBT_DISTANCE;
const table = writeEar({ doubtBelow, worryAbove, crisisAbove, rareness, rows });
const ear = createEar(table);
for (const set of leftOut)
  report(
    `${set}, unseen`,
    all.filter(({ from }) => from === set),
    ear,
  );
report('voices kept for measuring', kept, ear);
if (leftOut.length === 0) writeFileSync(options.out ?? `${PACKAGE_FOLDER}/models/${EAR_TABLE}`, table);
process.stdout.write(`${table.length} bytes\n`);
