/** The training's parts: products against their definition, and that training brings what belongs together nearer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countRows, rowFinder } from '../../src/retrieval/static-embedder.js';
import { type Pair, train } from '../../tools/embedding/contrastive.js';
import { foldOf } from '../../tools/embedding/corpus.js';
import { latentSpace } from '../../tools/embedding/lsa.js';
import { multiply, multiplyTransposed, orthonormalise } from '../../tools/embedding/matrix.js';
import { withNoise } from '../../tools/embedding/noise.js';
import { bigramShare } from '../../tools/embedding/overlap.js';
import { randomFrom } from '../../tools/embedding/random.js';
import { chooseVocabulary } from '../../tools/embedding/vocabulary.js';

const SIZE = 8;
const INNER = 5;
const numbers = (count: number) =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: count, maxLength: count });
const at = (matrix: Float64Array, row: number, column: number, width: number): number =>
  matrix[row * width + column] ?? Number.NaN;

describe('products', () => {
  it('multiply every row by every row', () => {
    fc.assert(
      fc.property(numbers(SIZE * INNER), numbers(SIZE * INNER), (first, second) => {
        const [a, b, out] = [Float64Array.from(first), Float64Array.from(second), new Float64Array(SIZE * SIZE)];
        multiplyTransposed(a, b, out, SIZE, INNER);
        for (let i = 0; i < SIZE; i += 1)
          for (let j = 0; j < SIZE; j += 1) {
            let sum = 0;
            for (let k = 0; k < INNER; k += 1) sum += at(a, i, k, INNER) * at(b, j, k, INNER);
            expect(at(out, i, j, SIZE)).toBeCloseTo(sum, 8);
          }
      }),
    );
  });

  it.each([true, false])('sum rows by weights (weights transposed: %s)', (isTransposed) => {
    fc.assert(
      fc.property(numbers(SIZE * SIZE), numbers(SIZE * INNER), (first, second) => {
        const [g, b, out] = [Float64Array.from(first), Float64Array.from(second), new Float64Array(SIZE * INNER)];
        multiply(g, b, out, SIZE, INNER, isTransposed);
        for (let i = 0; i < SIZE; i += 1)
          for (let k = 0; k < INNER; k += 1) {
            let sum = 0;
            for (let j = 0; j < SIZE; j += 1)
              sum += (isTransposed ? at(g, j, i, SIZE) : at(g, i, j, SIZE)) * at(b, j, k, INNER);
            expect(at(out, i, k, INNER)).toBeCloseTo(sum, 8);
          }
      }),
    );
  });

  it('make columns orthonormal', () => {
    const random = randomFrom(1);
    const [rows, columns] = [40, 6];
    const tall = new Float32Array(rows * columns).map(() => random.gaussian());
    orthonormalise(tall, columns);
    for (let i = 0; i < columns; i += 1)
      for (let j = 0; j < columns; j += 1) {
        let sum = 0;
        for (let row = 0; row < rows; row += 1) sum += (tall[row * columns + i] ?? 0) * (tall[row * columns + j] ?? 0);
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 4);
      }
  });
});

describe('training', () => {
  const PAIRS: readonly (readonly [string, string])[] = [
    ['회사 잘렸어요', '실업급여 구직급여'],
    ['방세가 밀렸어요', '긴급복지 주거지원'],
    ['이가 없어요', '틀니 임플란트'],
    ['귀가 어두워요', '보청기 보조기기'],
  ];
  const DIMENSION = 16;

  function trained(steps: number): readonly number[] {
    const { hashes, idf } = chooseVocabulary(
      PAIRS.flat().map((text) => ({ text, weight: 1 })),
      200,
    );
    const rowOf = rowFinder(hashes);
    const bagOf = (text: string) => countRows(text, rowOf);
    const rows = latentSpace(PAIRS.flat().map(bagOf), idf, DIMENSION, randomFrom(3));
    const batch = PAIRS.map(([said, meant]): Pair => ({ query: bagOf(said), text: bagOf(meant), group: meant }));
    const losses: number[] = [];
    train(rows, {
      dimension: DIMENSION,
      steps,
      learningRate: 0.01,
      batchSize: batch.length,
      nextBatch: () => batch,
      onProgress: (_step, loss) => losses.push(loss),
    });
    return losses;
  }

  it('brings a citizen’s words near to the official ones that share no letter with them', () => {
    const losses = trained(200);
    expect(losses.at(-1)).toBeLessThan(0.05);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
  });

  it('repeats exactly', () => {
    expect(trained(100)).toEqual(trained(100));
  });

  it('gives rows to the n-grams of most texts, in ascending order', () => {
    const texts = ['가나', '가나', '다라'].map((text) => ({ text, weight: 1 }));
    const { hashes } = chooseVocabulary(texts, 2);
    const [only] = ['가나'].map((text) => countRows(text, rowFinder(hashes)));
    expect(only?.size).toBe(2);
    expect([...hashes]).toEqual([...hashes].sort((a, b) => a - b));
  });
});

describe('what the training is given', () => {
  it('keeps a name in one fold however it is spaced', () => {
    expect(foldOf('긴급복지 지원제도')).toBe(foldOf('긴급복지지원제도'));
  });

  it('divides names about in half', () => {
    const names = Array.from({ length: 1000 }, (_unused, row) => `사업 ${row}`);
    const share = names.filter((name) => foldOf(name) === 0).length / names.length;
    expect(Math.abs(share - 0.5)).toBeLessThan(0.1);
  });

  it('tells how many of a question’s letters a text holds', () => {
    expect(bigramShare('연금', '기초연금')).toBe(1);
    expect(bigramShare('연금', '장애수당')).toBe(0);
    expect(bigramShare('', '기초연금')).toBe(0);
  });

  it('changes at most the spaces and one letter of a question', () => {
    const text = '기초연금 얼마 받나요';
    const squeezed = text.replaceAll(' ', '');
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const noisy = withNoise(text, randomFrom(seed)).replaceAll(' ', '');
        expect(noisy).toHaveLength(squeezed.length);
        expect([...noisy].filter((letter, place) => letter !== squeezed[place]).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
