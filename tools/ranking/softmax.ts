/**
 * A choice among candidates as a softmax over weighted sums: fitting its weights.
 *
 * A sample lists its candidates as rows of numbers, of which some are right. The fit maximises the probability of a
 * right choice (Adagrad, full passes in a fixed order: the same data give the same weights).
 */
export interface Sample {
  /** One row of features per candidate. */
  readonly rows: readonly ArrayLike<number>[];
  /** Indexes of the rows that are right. */
  readonly right: readonly number[];
  readonly weight: number;
}

export interface FitOptions {
  /** Weights that stay as given; `undefined` is fitted. */
  readonly fixed: readonly (number | undefined)[];
  readonly passes: number;
  readonly ridge: number;
}

const RATE = 0.15;
/** A candidate whose chance is off by less teaches nothing that is worth the time. */
const ERROR_MIN = 1e-6;

export function fitWeights(samples: readonly Sample[], { fixed, passes, ridge }: FitOptions): number[] {
  const size = fixed.length;
  const scale = spreads(samples, size);
  const weights = Float64Array.from(fixed, (value, at) => (value ?? 0) * at0(scale, at));
  const slopes = new Float64Array(size).fill(1e-6);
  const taught = samples.filter(({ right, rows }) => right.length > 0 && right.length < rows.length);
  for (let pass = 0; pass < passes; pass += 1) {
    for (const sample of taught) {
      const gradient = gradientOf(sample, weights, scale);
      for (let at = 0; at < size; at += 1) {
        if (fixed[at] !== undefined) continue;
        const slope = at0(gradient, at) * sample.weight + ridge * at0(weights, at);
        slopes[at] = at0(slopes, at) + slope * slope;
        weights[at] = at0(weights, at) - (RATE * slope) / Math.sqrt(at0(slopes, at));
      }
    }
  }
  return Array.from(weights, (weight, at) => weight / at0(scale, at));
}

function gradientOf({ rows, right }: Sample, weights: Float64Array, scale: Float64Array): Float64Array {
  const utilities = rows.map((row) => {
    let sum = 0;
    for (let at = 0; at < weights.length; at += 1) sum += (at0(weights, at) * at0(row, at)) / at0(scale, at);
    return sum;
  });
  const highest = Math.max(...utilities);
  const masses = utilities.map((utility) => Math.exp(utility - highest));
  const all = masses.reduce((sum, mass) => sum + mass, 0);
  const rightMass = right.reduce((sum, at) => sum + (masses[at] ?? 0), 0);
  const gradient = new Float64Array(weights.length);
  rows.forEach((row, index) => {
    const mass = masses[index] ?? 0;
    const error = mass / all - (right.includes(index) ? mass / rightMass : 0);
    if (Math.abs(error) < ERROR_MIN) return;
    for (let at = 0; at < gradient.length; at += 1)
      gradient[at] = at0(gradient, at) + (error * at0(row, at)) / at0(scale, at);
  });
  return gradient;
}

/** Standard deviation of each feature, so that the ridge weighs on all alike; 1 where a feature never varies. */
function spreads(samples: readonly Sample[], size: number): Float64Array {
  const sums = new Float64Array(size);
  const squares = new Float64Array(size);
  let count = 0;
  for (const { rows } of samples) {
    for (const row of rows) {
      count += 1;
      for (let at = 0; at < size; at += 1) {
        sums[at] = at0(sums, at) + at0(row, at);
        squares[at] = at0(squares, at) + at0(row, at) ** 2;
      }
    }
  }
  return sums.map((sum, at) => Math.sqrt(Math.max(0, at0(squares, at) / count - (sum / count) ** 2)) || 1);
}

/** The number at a place that is known to exist. */
function at0(numbers: ArrayLike<number>, at: number): number {
  return numbers[at] as number;
}
