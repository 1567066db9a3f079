/**
 * A choice among candidates and "nothing", as a softmax over weighted sums: fitting and reading its weights.
 *
 * A sample lists its candidates as rows of numbers, of which some are right; when none is, "nothing" is. The fit
 * maximises the probability of a right choice (Adagrad, full passes in a fixed order: the same data give the same
 * weights).
 */
export interface Sample {
  /** One row of features per candidate, best first by word score. */
  readonly rows: readonly (readonly number[])[];
  /** Indexes of the rows that are right; empty when nothing is. */
  readonly right: readonly number[];
  /** Features of "nothing": 1 for the bias, then the rest. */
  readonly nothing: readonly number[];
  readonly weight: number;
}

export interface Fitted {
  readonly candidate: readonly number[];
  readonly nothing: readonly number[];
}

export interface FitOptions {
  /** Weights that stay as given; `undefined` is fitted. */
  readonly fixed: readonly (number | undefined)[];
  readonly nothingSize: number;
  readonly passes: number;
  readonly ridge: number;
}

export function fitWeights(
  samples: readonly Sample[],
  size: number,
  { fixed, nothingSize, passes, ridge }: FitOptions,
): Fitted {
  const scale = spreads(samples, size);
  const weights = new Float64Array(size + nothingSize);
  const slopes = new Float64Array(size + nothingSize).fill(1e-6);
  const rate = 0.15;
  fixed.forEach((value, at) => {
    if (value !== undefined) weights[at] = value * (scale[at] ?? 1);
  });
  for (let pass = 0; pass < passes; pass += 1) {
    for (const sample of samples) {
      const gradient = gradientOf(sample, weights, scale, size);
      for (let at = 0; at < weights.length; at += 1) {
        if (at < size && fixed[at] !== undefined) continue;
        const slope = (gradient[at] ?? 0) * sample.weight + ridge * (weights[at] ?? 0);
        slopes[at] = (slopes[at] ?? 0) + slope * slope;
        weights[at] = (weights[at] ?? 0) - (rate * slope) / Math.sqrt(slopes[at] ?? 1);
      }
    }
  }
  return {
    candidate: Array.from(weights.slice(0, size), (weight, at) => weight / (scale[at] ?? 1)),
    nothing: Array.from(weights.slice(size)),
  };
}

function gradientOf(sample: Sample, weights: Float64Array, scale: readonly number[], size: number): Float64Array {
  const utilities = sample.rows.map((row) =>
    row.reduce((sum, value, at) => sum + ((weights[at] ?? 0) * value) / (scale[at] ?? 1), 0),
  );
  const nothing = sample.nothing.reduce((sum, value, at) => sum + (weights[size + at] ?? 0) * value, 0);
  const highest = Math.max(nothing, ...utilities);
  const masses = utilities.map((utility) => Math.exp(utility - highest));
  const nothingMass = Math.exp(nothing - highest);
  const all = masses.reduce((sum, mass) => sum + mass, nothingMass);
  const rightMass = sample.right.reduce((sum, at) => sum + (masses[at] ?? 0), 0);
  const gradient = new Float64Array(weights.length);
  sample.rows.forEach((row, index) => {
    const share = (masses[index] ?? 0) / all;
    const target = sample.right.includes(index) ? (masses[index] ?? 0) / (rightMass || 1) : 0;
    const error = share - target;
    if (Math.abs(error) < 1e-6) return;
    row.forEach((value, at) => {
      gradient[at] = (gradient[at] ?? 0) + (error * value) / (scale[at] ?? 1);
    });
  });
  const error = nothingMass / all - (sample.right.length === 0 ? 1 : 0);
  sample.nothing.forEach((value, at) => {
    gradient[size + at] = (gradient[size + at] ?? 0) + error * value;
  });
  return gradient;
}

/** Standard deviation of each feature, so that the ridge weighs on all alike; 1 where a feature never varies. */
function spreads(samples: readonly Sample[], size: number): number[] {
  return Array.from({ length: size }, (_unused, at) => {
    let count = 0;
    let sum = 0;
    let squares = 0;
    for (const { rows } of samples) {
      for (const row of rows) {
        const value = row[at] ?? 0;
        count += 1;
        sum += value;
        squares += value * value;
      }
    }
    return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)) || 1;
  });
}
