/** What every `VectorIndex` and `RemoteVectorIndex` does, whatever stands behind it. `create` indexes row-major vectors of unit length. */
import { describe, expect, it } from 'vitest';
import type { RemoteVectorIndex, VectorIndex } from '../../src/core/ports.js';
import { randomUnitVectors } from '../fixtures/random.js';

type AnyIndex = VectorIndex | RemoteVectorIndex;
export type CreateVectorIndex = (vectors: Float32Array, dimension: number) => AnyIndex | Promise<AnyIndex>;

// East, north, north-east and west: cosines with east are 1, 0, 0.8 and -1.
const COMPASS = Float32Array.of(1, 0, 0, 1, 0.8, 0.6, -1, 0);
const EAST = Float32Array.of(1, 0);

export function behavesLikeVectorIndex(name: string, create: CreateVectorIndex): void {
  const unitsOf = async (index: AnyIndex, ...search: Parameters<VectorIndex['search']>) =>
    (await index.search(...search)).map(({ unit }) => unit);

  describe(`${name} behaves like a vector index`, () => {
    it('knows how many vectors it holds', async () => {
      expect((await create(COMPASS, 2)).size).toBe(4);
    });

    it('gives units by nearness, best first', async () => {
      expect(await unitsOf(await create(COMPASS, 2), EAST, 4)).toEqual([0, 2, 1, 3]);
    });

    it('scores by cosine', async () => {
      const scores = (await (await create(COMPASS, 2)).search(EAST, 4)).map(({ score }) => score);
      [1, 0.8, 0, -1].forEach((cosine, rank) => {
        expect(scores[rank]).toBeCloseTo(cosine, 5);
      });
    });

    it('gives no more units than asked for', async () => {
      expect(await unitsOf(await create(COMPASS, 2), EAST, 2)).toEqual([0, 2]);
    });

    it('gives none when none are asked for', async () => {
      expect(await (await create(COMPASS, 2)).search(EAST, 0)).toEqual([]);
    });

    it('gives all it has when more are asked for', async () => {
      expect(await (await create(COMPASS, 2)).search(EAST, 100)).toHaveLength(4);
    });

    it('gives nothing from an empty index', async () => {
      const index = await create(new Float32Array(0), 2);
      expect([index.size, await index.search(EAST, 10)]).toEqual([0, []]);
    });

    it('puts equal scores in the order of units', async () => {
      const same = Float32Array.of(1, 0, 1, 0, 1, 0, 1, 0, 1, 0);
      expect(await unitsOf(await create(same, 2), EAST, 5)).toEqual([0, 1, 2, 3, 4]);
    });

    it('gives only accepted units', async () => {
      expect(await unitsOf(await create(COMPASS, 2), EAST, 4, (unit) => unit !== 0)).toEqual([2, 1, 3]);
    });

    it('gives nothing when nothing is accepted', async () => {
      expect(await (await create(COMPASS, 2)).search(EAST, 4, () => false)).toEqual([]);
    });

    describe('among 1,000 random vectors', () => {
      const dimension = 16;
      const vectors = randomUnitVectors(1_000, dimension, 1);
      const query = randomUnitVectors(1, dimension, 2);
      const cosineWithQuery = (unit: number) =>
        query.reduce((sum, value, slot) => sum + value * (vectors[unit * dimension + slot] ?? 0), 0);
      const everyUnit = Array.from({ length: 1_000 }, (_, unit) => unit);
      const nearest = (accepts: (unit: number) => boolean) =>
        everyUnit
          .filter(accepts)
          .sort((a, b) => cosineWithQuery(b) - cosineWithQuery(a))
          .slice(0, 10);

      it('finds the ten nearest', async () => {
        const index = await create(vectors, dimension);
        expect(await unitsOf(index, query, 10)).toEqual(nearest(() => true));
      });

      it.each([
        ['half', 2],
        ['a tenth', 10],
        ['a hundredth', 100],
      ])('fills the limit although only %s of them are accepted', async (_share, every) => {
        const index = await create(vectors, dimension);
        const accepts = (unit: number) => unit % every === 0;
        expect(await unitsOf(index, query, 10, accepts)).toEqual(nearest(accepts));
      });

      it('gives the same again', async () => {
        const index = await create(vectors, dimension);
        expect(await index.search(query, 10)).toEqual(await index.search(query, 10));
      });
    });
  });
}
