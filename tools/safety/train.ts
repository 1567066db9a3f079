/**
 * Trains the ear (`src/safety/crisis/ear.ts`): the safety sets and the plain questions of the repository →
 * `models/danger-letters.bin`. Deterministic; some seconds.
 *
 *   npx tsx tools/safety/train.ts [--questions FILE] [--leave-out SET.jsonl] [--out FILE]
 *
 * Danger: cases that must end as a crisis, with their line for the kind. Plain: every other case of the safety sets,
 * `plain.txt`, the questions of the records and of the evaluation sets that no rule hears as danger. The threshold is the score that
 * one plain question in two hundred reaches when the ear has not seen it (five folds). With `--leave-out` a set is
 * kept away and measured: nothing else says how the ear does on words nobody trained it on.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadKnowledge, PACKAGE_FOLDER } from '../../src/compose.js';
import { createEar, EAR_TABLE } from '../../src/safety/crisis/ear.js';
import { withoutHarmless } from '../../src/safety/crisis/harmless.js';
import { CRISES, type CrisisKind } from '../../src/safety/crisis/kinds.js';
import { type Letters, lettersOf, SLOTS } from '../../src/safety/crisis/letters.js';
import { oneSpelling } from '../../src/safety/crisis/spellings.js';
import { crisisByRule } from '../../src/safety/crisis.js';

const KIND_BY_LINE: Readonly<Record<string, CrisisKind>> = {
  '109': 'suicide',
  '1577-0199': 'mental-health',
  '1366': 'violence',
  '112': 'child-abuse',
  '1577-1389': 'elder-abuse',
  '1644-8295': 'disability-abuse',
  '129': 'livelihood',
  '119': 'emergency',
  '182': 'missing',
  '1388': 'youth',
  '1308': 'pregnancy',
  '117': 'school-violence',
};
const FOLDS = 5;
const PLAIN_HEARD = 1 / 200;
const ROUNDS = 12;
const DANGER_WEIGHT = 6;

interface Sample {
  readonly letters: Letters;
  readonly danger: boolean;
  readonly kind: CrisisKind | undefined;
  readonly set: string;
}

interface Row {
  readonly values: Float64Array;
  bias: number;
}

const { values: options } = parseArgs({
  options: { 'leave-out': { type: 'string' }, questions: { type: 'string' }, out: { type: 'string' } },
});

const SAFETY = `${PACKAGE_FOLDER}/test/evaluation/safety`;
const QUESTIONS = `${PACKAGE_FOLDER}/test/evaluation`;

function linesOf(folder: string): { readonly set: string; readonly line: Record<string, unknown> }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((set) =>
      readFileSync(`${folder}/${set}`, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => ({ set, line: JSON.parse(line) as Record<string, unknown> })),
    );
}

function sample(text: string, set: string, kind?: CrisisKind, danger = false): Sample {
  return { letters: lettersOf(withoutHarmless(oneSpelling(text))), danger, kind, set };
}

async function samples(): Promise<Sample[]> {
  const safety = linesOf(SAFETY).flatMap(({ set, line }): Sample[] => {
    const { text, expect } = line as { text?: string; expect?: { outcome?: string; line?: string } };
    if (text === undefined) return [];
    const danger = expect?.outcome === 'crisis';
    const kind = danger ? (crisisByRule(text)?.kinds[0] ?? KIND_BY_LINE[expect?.line ?? '']) : undefined;
    return [sample(text, set, kind, danger)];
  });
  const { folder } = await loadKnowledge(`${PACKAGE_FOLDER}/knowledge`);
  const plain = [
    ...folder.documents.flatMap(({ document }) => document.questions),
    ...linesOf(QUESTIONS).flatMap(({ line }) =>
      line.outcome === 'crisis' ? [] : ((line as { turns?: string[] }).turns ?? []),
    ),
    ...readFileSync(`${PACKAGE_FOLDER}/tools/safety/plain.txt`, 'utf8')
      .split('\n')
      .filter((text) => text !== ''),
    ...publicQuestions(options.questions),
  ].filter((text) => crisisByRule(text) === undefined);
  return [...safety, ...plain.map((text) => sample(text, 'plain'))];
}

/** Lines {"query"} of a public set; none of its words can be read from the table. */
function publicQuestions(file: string | undefined): string[] {
  if (file === undefined) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => String((JSON.parse(line) as { query?: unknown }).query ?? ''));
}

/** Logistic regression by stochastic descent, in an order that is always the same. */
function learn(data: readonly Sample[], isHit: (one: Sample) => boolean, hitWeight: number): Row {
  const values = new Float64Array(SLOTS);
  const row: Row = { values, bias: -2 };
  const order = [...data.keys()];
  let seed = 1;
  let rate = 0.3;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      const other = seed % (at + 1);
      const kept = order[at] ?? 0;
      order[at] = order[other] ?? 0;
      order[other] = kept;
    }
    for (const index of order) {
      const one = data[index];
      if (!one) continue;
      const hit = isHit(one);
      const chance = 1 / (1 + Math.exp(-sumOf(row, one.letters)));
      const step = (chance - Number(hit)) * (hit ? hitWeight : 1) * rate;
      row.bias -= step * 0.1;
      one.letters.slots.forEach((slot, place) => {
        values[slot] = (values[slot] ?? 0) - step * (one.letters.weights[place] ?? 0);
      });
    }
    rate *= 0.85;
  }
  return row;
}

function sumOf({ values, bias }: Row, { slots, weights }: Letters): number {
  let sum = bias;
  slots.forEach((slot, place) => {
    sum += (values[slot] ?? 0) * (weights[place] ?? 0);
  });
  return sum;
}

const danger = (data: readonly Sample[]): Row => learn(data, (one) => one.danger, DANGER_WEIGHT);

/** Scores of samples by an ear that has not seen them. */
function unseenScores(data: readonly Sample[]): { readonly one: Sample; readonly sum: number }[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const row = danger(data.filter((_one, index) => index % FOLDS !== fold));
    return data.filter((_one, index) => index % FOLDS === fold).map((one) => ({ one, sum: sumOf(row, one.letters) }));
  }).flat();
}

function tableOf(threshold: number, rows: readonly Row[]): Uint8Array {
  const head = new Float32Array(1 + 2 * rows.length);
  head[0] = threshold;
  const quantised = new Int8Array(rows.length * SLOTS);
  rows.forEach(({ values, bias }, index) => {
    const most = values.reduce((so, value) => Math.max(so, Math.abs(value)), 0) || 1;
    head[1 + 2 * index] = bias;
    head[2 + 2 * index] = most / 127;
    values.forEach((value, slot) => {
      quantised[index * SLOTS + slot] = Math.round((value / most) * 127);
    });
  });
  return Buffer.concat([Buffer.from(head.buffer), Buffer.from(quantised.buffer)]);
}

const all = await samples();
const data = all.filter(({ set }) => set !== options['leave-out']);
const scored = unseenScores(data);
const plain = scored
  .filter(({ one }) => !one.danger)
  .map(({ sum }) => sum)
  .sort((a, b) => b - a);
const threshold = plain[Math.floor(plain.length * PLAIN_HEARD)] ?? 0;
const unseen = scored.filter(({ one }) => one.danger);
const heard = unseen.filter(({ sum }) => sum > threshold).length;
const told = data.filter(({ kind }) => kind !== undefined);
const rows = [danger(data), ...CRISES.map((kind) => learn(told, (one) => one.kind === kind, 3))];
const table = tableOf(threshold, rows);
process.stdout.write(
  `${data.length} samples, ${unseen.length} of danger; unseen danger heard ${heard} (${((heard / unseen.length) * 100).toFixed(1)} %), threshold ${threshold.toFixed(2)}, ${table.length} bytes\n`,
);
if (options['leave-out'] !== undefined) {
  const ear = createEar(table);
  const cases = linesOf(SAFETY).filter(({ set }) => set === options['leave-out']);
  const count = { danger: 0, rule: 0, both: 0, line: 0, plain: 0, alarms: 0 };
  for (const { line } of cases) {
    const { text = '', expect } = line as { text?: string; expect?: { outcome?: string; line?: string } };
    const rule = crisisByRule(text)?.kinds;
    const kinds = rule ?? ear.hear(withoutHarmless(oneSpelling(text)));
    if (expect?.outcome === 'crisis') {
      count.danger += 1;
      if (rule) count.rule += 1;
      if (kinds) count.both += 1;
      const wanted = KIND_BY_LINE[expect.line ?? ''];
      const isOfHome = ['violence', 'sexual-violence', 'stalking'].some((kind) => kinds?.includes(kind as CrisisKind));
      if (wanted && (kinds?.includes(wanted) || (wanted === 'violence' && isOfHome))) count.line += 1;
    } else {
      count.plain += 1;
      if (kinds) count.alarms += 1;
    }
  }
  process.stdout.write(`${JSON.stringify(count)}\n`);
} else writeFileSync(options.out ?? `${PACKAGE_FOLDER}/models/${EAR_TABLE}`, table);
