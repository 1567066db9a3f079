import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHashedEmbedder } from '../../src/retrieval/hashed-embedder.js';

const embedder = createHashedEmbedder();
const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[가-힣 ]*$/));

async function embed(text: string): Promise<Float32Array> {
  const [vector] = await embedder.embed([text]);
  if (!vector) throw new Error('no vector');
  return vector;
}

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, slot) => sum + value * (b[slot] ?? 0), 0);

describe('the hashed embedder', () => {
  it('gives vectors of its dimension', async () => {
    expect(await embed('기초연금')).toHaveLength(embedder.dimension);
  });

  it('names its dimension in its id, so that another size is another embedder', () => {
    expect(embedder.id).toContain(String(embedder.dimension));
  });

  it('gives every text a vector of length 1', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        expect(Math.hypot(...(await embed(text)))).toBeCloseTo(1, 5);
      }),
    );
  });

  it.each(['', '?!', '집', '😀'])('gives a direction even to %j', async (text) => {
    expect(Math.hypot(...(await embed(text)))).toBe(1);
  });

  it('gives the same text the same vector', async () => {
    expect(await embed('기초연금은 얼마예요')).toEqual(
      await createHashedEmbedder()
        .embed(['기초연금은 얼마예요'])
        .then(([v]) => v),
    );
  });

  it('gives a text the same vector alone and among others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 5 }), async (texts) => {
        expect(await embedder.embed(texts)).toEqual(await Promise.all(texts.map(embed)));
      }),
    );
  });

  it('does not see spaces and punctuation', async () => {
    expect(await embed('기초 연금, 얼마?')).toEqual(await embed('기초연금얼마'));
  });

  it('finds a text nearer to its own words than to others', async () => {
    const question = await embed('기초연금 얼마 받나요');
    expect(cosine(question, await embed('기초연금은 매달 얼마씩 드립니다'))).toBeGreaterThan(
      cosine(question, await embed('장애인 콜택시를 부르는 방법')),
    );
  });
});
