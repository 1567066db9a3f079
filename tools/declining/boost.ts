/** Gradient boosting for `src/answering/boosted.ts`: samples with yes or no → small trees. The same every time. */
import type { Boosted } from '../../src/answering/boosted.js';

export interface Row {
  readonly values: readonly number[];
  readonly yes: boolean;
  readonly weight: number;
}

export interface Growth {
  readonly trees: number;
  readonly depth: number;
  readonly rate: number;
}

const BINS = 24;
const LEAF_ROWS_MIN = 15;
const SPLIT_ROWS_MIN = 40;
const RIDGE = 5;
const GAIN_MIN = 1e-3;
/** Each tree sees so much of the rows. */
const SHARE = 0.7;
const SEED = 20261125;

interface State {
  readonly row: Row;
  readonly bins: readonly number[];
  sum: number;
  slope: number;
  bend: number;
}
type Nodes = Boosted['trees'][number];

export function boost(rows: readonly Row[], names: readonly string[], { trees, depth, rate }: Growth): Boosted {
  const cuts = names.map((_name, at) => cutsOf(rows.map(({ values }) => values[at] ?? 0)));
  const states: State[] = rows.map((row) => ({
    row,
    bins: cuts.map((cut, at) => binOf(cut, row.values[at] ?? 0)),
    sum: 0,
    slope: 0,
    bend: 0,
  }));
  const random = randomFrom(SEED);
  const grown: Nodes[] = [];
  for (let tree = 0; tree < trees; tree += 1) {
    for (const state of states) {
      const chance = 1 / (1 + Math.exp(-state.sum));
      state.slope = (chance - Number(state.row.yes)) * state.row.weight;
      state.bend = chance * (1 - chance) * state.row.weight;
    }
    const nodes: Nodes = [];
    grow(
      states.filter(() => random() < SHARE),
      depth,
      cuts,
      rate,
      nodes,
    );
    for (const state of states) state.sum += leafOf(nodes, state.row.values);
    grown.push(nodes);
  }
  return { names: [...names], trees: grown };
}

/** Puts the tree for these rows behind the nodes that are there; gives its place. */
function grow(
  states: readonly State[],
  depth: number,
  cuts: readonly (readonly number[])[],
  rate: number,
  nodes: Nodes,
): number {
  const at = nodes.length;
  const slope = states.reduce((sum, state) => sum + state.slope, 0);
  const bend = states.reduce((sum, state) => sum + state.bend, 0);
  nodes.push([round((-rate * slope) / (bend + RIDGE))]);
  const split = depth === 0 || states.length < SPLIT_ROWS_MIN ? undefined : bestSplit(states, cuts, slope, bend);
  if (!split) return at;
  const { feature, bin } = split;
  const isLeft = ({ bins }: State): boolean => (bins[feature] ?? 0) <= bin;
  const left = grow(states.filter(isLeft), depth - 1, cuts, rate, nodes);
  const right = grow(
    states.filter((state) => !isLeft(state)),
    depth - 1,
    cuts,
    rate,
    nodes,
  );
  nodes[at] = [feature, cuts[feature]?.[bin] ?? 0, left, right];
  return at;
}

function bestSplit(states: readonly State[], cuts: readonly (readonly number[])[], slope: number, bend: number) {
  let best: { feature: number; bin: number } | undefined;
  let most = GAIN_MIN;
  const whole = slope ** 2 / (bend + RIDGE);
  for (const [feature, cut] of cuts.entries()) {
    const slopes = new Float64Array(cut.length + 1);
    const bends = new Float64Array(cut.length + 1);
    const counts = new Int32Array(cut.length + 1);
    for (const state of states) {
      const bin = state.bins[feature] ?? 0;
      slopes[bin] = (slopes[bin] ?? 0) + state.slope;
      bends[bin] = (bends[bin] ?? 0) + state.bend;
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    let [slopeLeft, bendLeft, left] = [0, 0, 0];
    for (let bin = 0; bin < cut.length; bin += 1) {
      slopeLeft += slopes[bin] ?? 0;
      bendLeft += bends[bin] ?? 0;
      left += counts[bin] ?? 0;
      if (left < LEAF_ROWS_MIN || states.length - left < LEAF_ROWS_MIN) continue;
      const gain = slopeLeft ** 2 / (bendLeft + RIDGE) + (slope - slopeLeft) ** 2 / (bend - bendLeft + RIDGE) - whole;
      if (gain > most) [most, best] = [gain, { feature, bin }];
    }
  }
  return best;
}

function leafOf(nodes: Nodes, values: readonly number[]): number {
  let node = nodes[0];
  while (node !== undefined && node.length === 4) node = nodes[(values[node[0]] ?? 0) <= node[1] ? node[2] : node[3]];
  return node?.[0] ?? 0;
}

function cutsOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((one, other) => one - other);
  const distinct = [...new Set(sorted)];
  if (distinct.length <= BINS)
    return distinct.slice(0, -1).map((value, at) => round((value + (distinct[at + 1] ?? value)) / 2));
  const quantiles = Array.from(
    { length: BINS - 1 },
    (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / BINS)] ?? 0,
  );
  return [...new Set(quantiles.map(round))];
}

function binOf(cut: readonly number[], value: number): number {
  const at = cut.findIndex((threshold) => value <= threshold);
  return at < 0 ? cut.length : at;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
