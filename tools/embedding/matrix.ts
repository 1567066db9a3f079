/** The few dense products that training needs, on row-major arrays; four columns at a time, as V8 runs them best. */

/** out[i, j] = a[i] · b[j]. */
export function multiplyTransposed(
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
  size: number,
  inner: number,
): void {
  for (let i = 0; i < size; i += 1) {
    const start = i * inner;
    for (let j = 0; j + 3 < size; j += 4) {
      const first = j * inner;
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let k = 0, at = first; k < inner; k += 1, at += 1) {
        const x = a[start + k] ?? 0;
        s0 += x * (b[at] ?? 0);
        s1 += x * (b[at + inner] ?? 0);
        s2 += x * (b[at + 2 * inner] ?? 0);
        s3 += x * (b[at + 3 * inner] ?? 0);
      }
      const to = i * size + j;
      out[to] = s0;
      out[to + 1] = s1;
      out[to + 2] = s2;
      out[to + 3] = s3;
    }
  }
}

/** out[i] = Σ_j g[i, j] · b[j], or with `isTransposed` Σ_j g[j, i] · b[j]. */
export function multiply(
  g: Float64Array,
  b: Float64Array,
  out: Float64Array,
  size: number,
  inner: number,
  isTransposed: boolean,
): void {
  out.fill(0);
  const [across, down] = isTransposed ? [size, 1] : [1, size];
  for (let i = 0; i < size; i += 1) {
    const to = i * inner;
    for (let j = 0; j + 3 < size; j += 4) {
      const g0 = g[i * down + j * across] ?? 0;
      const g1 = g[i * down + (j + 1) * across] ?? 0;
      const g2 = g[i * down + (j + 2) * across] ?? 0;
      const g3 = g[i * down + (j + 3) * across] ?? 0;
      const from = j * inner;
      for (let k = 0; k < inner; k += 1) {
        const at = from + k;
        out[to + k] =
          (out[to + k] ?? 0) +
          g0 * (b[at] ?? 0) +
          g1 * (b[at + inner] ?? 0) +
          g2 * (b[at + 2 * inner] ?? 0) +
          g3 * (b[at + 3 * inner] ?? 0);
      }
    }
  }
}

/** Makes the columns of a tall matrix orthonormal, in place (Cholesky of its Gram matrix). */
export function orthonormalise(tall: Float32Array, columns: number): void {
  const rows = tall.length / columns;
  const gram = new Float64Array(columns * columns);
  const row = new Float64Array(columns);
  for (let r = 0; r < rows; r += 1) {
    for (let i = 0; i < columns; i += 1) row[i] = tall[r * columns + i] ?? 0;
    for (let i = 0; i < columns; i += 1) {
      const x = row[i] ?? 0;
      for (let j = 0; j <= i; j += 1) gram[i * columns + j] = (gram[i * columns + j] ?? 0) + x * (row[j] ?? 0);
    }
  }
  choleskyInPlace(gram, columns);
  for (let r = 0; r < rows; r += 1) {
    // Solve L y = row.
    for (let i = 0; i < columns; i += 1) {
      let value = tall[r * columns + i] ?? 0;
      for (let j = 0; j < i; j += 1) value -= (gram[i * columns + j] ?? 0) * (row[j] ?? 0);
      row[i] = value / (gram[i * columns + i] ?? 1);
    }
    for (let i = 0; i < columns; i += 1) tall[r * columns + i] = row[i] ?? 0;
  }
}

function choleskyInPlace(gram: Float64Array, size: number): void {
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let value = gram[i * size + j] ?? 0;
      for (let k = 0; k < j; k += 1) value -= (gram[i * size + k] ?? 0) * (gram[j * size + k] ?? 0);
      gram[i * size + j] = i === j ? Math.sqrt(Math.max(value, 1e-12)) : value / (gram[j * size + j] ?? 1);
    }
  }
}
