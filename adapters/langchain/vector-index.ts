/**
 * Any LangChain vector store as the dense index: passages are written with their row number, and found by it again.
 *
 * Stores filter each in their own way, so the filter is applied here: more is asked for until enough is accepted.
 */
import type { VectorStoreInterface } from '@langchain/core/vectorstores';
import type { RemoteVectorIndex, ScoredUnit } from '../../src/core/ports.js';

/** Where a stored document carries its row. */
export const UNIT_KEY = 'bokjiUnit';
const WRITE_BATCH = 256;
const WIDER = 4;

export interface LangchainIndexOptions {
  readonly store: VectorStoreInterface;
  readonly size: number;
  /** Most stores give a similarity; one that gives a distance is turned round here. */
  readonly toSimilarity?: (score: number) => number;
}

export function createLangchainVectorIndex(options: LangchainIndexOptions): RemoteVectorIndex {
  const { store, size, toSimilarity = (score) => score } = options;
  return {
    size,
    async search(vector, limit, accepts) {
      for (let asked = Math.min(size, limit); ; asked = Math.min(size, asked * WIDER)) {
        const found = await store.similaritySearchVectorWithScore([...vector], asked);
        const hits = found.flatMap(([{ metadata }, score]): ScoredUnit[] => {
          const unit: unknown = metadata[UNIT_KEY];
          if (typeof unit !== 'number' || unit >= size) return [];
          return accepts && !accepts(unit) ? [] : [{ unit, score: toSimilarity(score) }];
        });
        if (hits.length >= limit || asked >= size)
          return hits.sort((a, b) => b.score - a.score || a.unit - b.unit).slice(0, limit);
      }
    },
  };
}

/** Writes the vectors of an index's passages, row by row. */
export async function writeLangchainVectors(
  store: VectorStoreInterface,
  vectors: readonly Float32Array[],
  textOf: (unit: number) => string,
): Promise<void> {
  for (let start = 0; start < vectors.length; start += WRITE_BATCH) {
    const batch = vectors.slice(start, start + WRITE_BATCH);
    await store.addVectors(
      batch.map((vector) => [...vector]),
      batch.map((_vector, row) => ({
        pageContent: textOf(start + row),
        metadata: { [UNIT_KEY]: start + row },
      })),
    );
  }
}
