import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeTable } from '../../src/retrieval/embedding-table.js';
import { ngramsOf } from '../../src/retrieval/ngrams.js';
import { createStaticEmbedder, rowFinder } from '../../src/retrieval/static-embedder.js';
import { tableOver } from '../fixtures/embedding.js';

const TEXTS = ['기초연금은 매달 얼마씩 드립니다', '기초연금 얼마 받나요', '장애인 콜택시를 부르는 방법'];
const TABLE = tableOver(TEXTS);
const embedder = createStaticEmbedder(writeTable(TABLE));
const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[가-힣 ]*$/), fc.constantFrom(...TEXTS));

async function embed(text: string): Promise<Float32Array> {
  const [vector] = await embedder.embed([text]);
  if (!vector) throw new Error('no vector');
  return vector;
}

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, slot) => sum + value * (b[slot] ?? 0), 0);

describe('the static embedder', () => {
  it('gives every text a vector of its dimension and of length 1', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const vector = await embed(text);
        expect(vector).toHaveLength(embedder.dimension);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      }),
    );
  });

  it.each(['', '?!', '집', '😀', '\u0000', '한번도못본말'])('gives a direction even to %j', async (text) => {
    expect(Math.hypot(...(await embed(text)))).toBe(1);
  });

  it('gives a text the same vector alone and among others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 5 }), async (texts) => {
        expect(await embedder.embed(texts)).toEqual(await Promise.all(texts.map(embed)));
      }),
    );
  });

  it('sums the rows of the n-grams, each by the root of how often it stands there', async () => {
    const text = '기초연금 기초연금 얼마 받나요';
    const counts = new Map<number, number>();
    for (const hash of ngramsOf(text)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    const sum = new Array<number>(TABLE.dimension).fill(0);
    for (const [hash, count] of counts) {
      const row = TABLE.hashes.indexOf(hash);
      if (row < 0) continue;
      for (let slot = 0; slot < sum.length; slot += 1)
        sum[slot] = (sum[slot] ?? 0) + Math.sqrt(count) * (TABLE.values[row * TABLE.dimension + slot] ?? 0);
    }
    const norm = Math.hypot(...sum);
    (await embed(text)).forEach((value, slot) => {
      expect(value).toBeCloseTo((sum[slot] ?? 0) / norm, 5);
    });
  });

  it('finds a text nearer to its own words than to others', async () => {
    const [answer = '', question = '', other = ''] = TEXTS;
    const asked = await embed(question);
    expect(cosine(asked, await embed(answer))).toBeGreaterThan(cosine(asked, await embed(other)));
  });

  it('has another name when a single number of its table is another', () => {
    const values = TABLE.values.slice();
    values[0] = (values[0] ?? 0) ^ 1;
    expect(createStaticEmbedder(writeTable({ ...TABLE, values })).id).not.toBe(embedder.id);
  });

  it('finds the row of every hash, and none for what is not held', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: 1 }), (numbers) => {
        const [missing = 0, ...held] = numbers;
        const hashes = Int32Array.from(held).sort();
        fc.pre(hashes.length > 0);
        const rowOf = rowFinder(hashes);
        expect([...hashes].map(rowOf)).toEqual([...hashes.keys()]);
        expect(rowOf(missing)).toBe(-1);
      }),
    );
  });
});
