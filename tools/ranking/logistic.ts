/**
 * Yes or no from a few numbers, by logistic regression: Newton's steps on a convex sum, so that the same data give the
 * same weights whatever their order.
 */
export interface Case {
  readonly row: readonly number[];
  readonly isYes: boolean;
  readonly weight: number;
}

const STEPS = 30;

export function fitLogistic(cases: readonly Case[], size: number, ridge: number): number[] {
  let weights = new Array<number>(size).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = weights.map((weight) => ridge * weight);
    const curvature = weights.map((_unused, at) => weights.map((__unused, other) => (at === other ? ridge : 0)));
    for (const { row, isYes, weight } of cases) {
      const chance = 1 / (1 + Math.exp(-dot(row, weights)));
      const slope = weight * (chance - Number(isYes));
      const bend = weight * chance * (1 - chance);
      row.forEach((value, at) => {
        gradient[at] = (gradient[at] ?? 0) + slope * value;
        const line = curvature[at];
        row.forEach((other, to) => {
          if (line) line[to] = (line[to] ?? 0) + bend * value * other;
        });
      });
    }
    const move = solve(curvature, gradient);
    weights = weights.map((weight, at) => weight - (move[at] ?? 0));
  }
  return weights;
}

export function dot(row: readonly number[], weights: readonly number[]): number {
  return row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
}

/** Gauss elimination; the ridge keeps every pivot above nothing. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, at) => [...line, right[at] ?? 0]);
  lines.forEach((line, at) => {
    const pivot = line[at] ?? 1;
    lines.forEach((other, to) => {
      if (to === at) return;
      const factor = (other[at] ?? 0) / pivot;
      line.forEach((value, column) => {
        other[column] = (other[column] ?? 0) - factor * value;
      });
    });
  });
  return lines.map((line, at) => (line[right.length] ?? 0) / (line[at] ?? 1));
}
