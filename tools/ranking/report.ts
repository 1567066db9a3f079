/** What fitted weights reach: how often the right document comes first, and what a floor under the confidence declines. */
import { KEPT_VOICE } from '../voices/read.js';
import type { LabelledSample } from './samples.js';

export interface Judged {
  readonly sample: LabelledSample;
  /** From 1; 0 where nothing is right. */
  readonly rank: number;
  /** That the question has an answer here. */
  readonly chance: number;
}

type Print = (line: string) => void;

export function reportRanks(judged: readonly Judged[], print: Print): void {
  const groups: readonly (readonly [string, (sample: LabelledSample) => boolean])[] = [
    ['voices learnt from, national, a city told', (one) => isLearnt(one) && one.isNational && one.place !== undefined],
    ['voices learnt from, national, no place', (one) => isLearnt(one) && one.isNational && one.place === undefined],
    ['voices learnt from, local', (one) => isLearnt(one) && !one.isNational],
    [
      `${KEPT_VOICE}, national`,
      ({ kind, source, isNational }) => kind === 'voice' && source === KEPT_VOICE && isNational,
    ],
    [
      `${KEPT_VOICE}, local`,
      ({ kind, source, isNational }) => kind === 'voice' && source === KEPT_VOICE && !isNational,
    ],
    ["records' own questions, national", ({ kind, isNational }) => kind === 'question' && isNational],
    ["records' own questions, local", ({ kind, isNational }) => kind === 'question' && !isNational],
    ['names', ({ kind }) => kind === 'named'],
  ];
  print('| questions | number | R@1 | R@5 | MRR@10 |\n|---|---|---|---|---|');
  for (const [name, belongs] of groups) {
    const ranks = judged.filter(({ sample }) => belongs(sample)).map(({ rank }) => rank);
    const share = (most: number): string =>
      (ranks.filter((rank) => rank > 0 && rank <= most).length / ranks.length).toFixed(3);
    const reciprocal = ranks.reduce((sum, rank) => sum + (rank > 0 && rank <= 10 ? 1 / rank : 0), 0) / ranks.length;
    print(`| ${name} | ${ranks.length} | ${share(1)} | ${share(5)} | ${reciprocal.toFixed(3)} |`);
  }
}

const isLearnt = ({ kind, source }: LabelledSample): boolean => kind === 'voice' && source !== KEPT_VOICE;

const FLOORS = [0.06, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** The share declined below each floor: of right answers, and of questions that have none. */
export function reportConfidence(judged: readonly Judged[], print: Print): void {
  const groups: readonly (readonly [string, (one: Judged) => boolean])[] = [
    ['right answers, learnt voices', ({ sample, rank }) => isLearnt(sample) && rank === 1],
    [`right answers, ${KEPT_VOICE}`, ({ sample, rank }) => sample.kind === 'voice' && !isLearnt(sample) && rank === 1],
    ['none, learnt voices', ({ sample }) => sample.kind === 'none' && sample.source !== KEPT_VOICE],
    [`none, ${KEPT_VOICE}`, ({ sample }) => sample.kind === 'none' && sample.source === KEPT_VOICE],
    ["other offices' matters", ({ sample }) => sample.kind === 'elsewhere'],
  ];
  print(`\n| declined below | ${FLOORS.join(' | ')} |\n|---|${FLOORS.map(() => '---|').join('')}`);
  for (const [name, belongs] of groups) {
    const chances = judged.filter(belongs).map(({ chance }) => chance);
    const shares = FLOORS.map((floor) =>
      (chances.filter((chance) => chance < floor).length / chances.length).toFixed(3),
    );
    print(`| ${name} | ${shares.join(' | ')} |`);
  }
}
