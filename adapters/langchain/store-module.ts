/**
 * A vector store of LangChain chosen by a setting: the path of a module whose default export opens one → our passages
 * searched there. Each version of the index has its own store (the module is told the version's name), filled at its
 * first use; a store that was left half full is filled again.
 *
 * Until it is full, and whenever it fails, the index's own vectors are searched: a store that is away costs nobody an
 * answer.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { VectorStoreInterface } from '@langchain/core/vectorstores';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { RemoteVectorIndex, VectorIndex } from '../../src/core/ports.js';
import { createLangchainVectorIndex, UNIT_KEY, writeLangchainVectors } from './vector-index.js';

/** What the module's default export is given. */
export interface StoreRequest {
  /** Name of the index version: a good name for a collection. */
  readonly version: string;
  readonly dimension: number;
}

export interface StoreIndexOptions extends StoreRequest {
  /** Path of the module. */
  readonly module: string;
  /** The version's vectors, row by row, as 32-bit floats. */
  readonly vectorsFile: string;
  readonly textOf: (unit: number) => string;
  /** The index's own vectors. */
  readonly fallback: VectorIndex;
  readonly log: Logger;
}

/** How long a store that failed is left alone. */
const REST_MS = 15_000;

const isFunction = z.custom<(...given: never[]) => unknown>((value) => typeof value === 'function');
const moduleSchema = z.object({
  default: z.custom<(request: StoreRequest) => unknown>((value) => typeof value === 'function'),
});
const storeSchema = z.object({ addVectors: isFunction, similaritySearchVectorWithScore: isFunction });

/** Opens the store; throws an `Error` in Korean where the module is not what it should be. */
export async function openStoreModule(path: string, request: StoreRequest): Promise<VectorStoreInterface> {
  const at = resolve(path);
  let loaded: unknown;
  try {
    loaded = await import(pathToFileURL(at).href);
  } catch (cause) {
    throw new StoreModuleError(`벡터 저장소 모듈을 읽을 수 없습니다: ${at}`, { cause });
  }
  const parsed = moduleSchema.safeParse(loaded);
  if (!parsed.success) throw new StoreModuleError(`벡터 저장소 모듈에 기본 함수(export default)가 없습니다: ${at}`);
  const store: unknown = await parsed.data.default(request);
  if (!isStore(store)) throw new StoreModuleError(`벡터 저장소 모듈이 LangChain의 벡터 저장소를 주지 않습니다: ${at}`);
  return store;
}

export class StoreModuleError extends Error {
  override name = 'StoreModuleError';
}

function isStore(value: unknown): value is VectorStoreInterface {
  return storeSchema.safeParse(value).success;
}

export function createStoreModuleIndex(options: StoreIndexOptions): RemoteVectorIndex {
  const { fallback, log, version } = options;
  const { size } = fallback;
  let opening: Promise<RemoteVectorIndex> | undefined;
  let ready: RemoteVectorIndex | undefined;
  let restsUntil = 0;

  const failed = (error: unknown): void => {
    opening = undefined;
    ready = undefined;
    restsUntil = Date.now() + REST_MS;
    log.warn(
      { version, error: error instanceof Error ? error.name : 'unknown' },
      'vector store away, own vectors searched',
    );
  };
  const begin = (): void => {
    opening = openFilled(options);
    opening.then(
      (index) => {
        ready = index;
        log.info({ version, passages: size }, 'vector store ready');
      },
      (error: unknown) => failed(error),
    );
  };

  return {
    size,
    async search(vector, limit, accepts) {
      if (!opening && Date.now() >= restsUntil) begin();
      if (!ready) return fallback.search(vector, limit, accepts);
      try {
        return await ready.search(vector, limit, accepts);
      } catch (error) {
        failed(error);
        return fallback.search(vector, limit, accepts);
      }
    },
  };
}

async function openFilled(options: StoreIndexOptions): Promise<RemoteVectorIndex> {
  const { module, version, dimension, textOf, fallback } = options;
  const store = await openStoreModule(module, { version, dimension });
  const vectors = rowsOf(await readFile(options.vectorsFile), dimension);
  if (!(await holdsLast(store, vectors))) await writeLangchainVectors(store, vectors, textOf);
  return createLangchainVectorIndex({ store, size: fallback.size });
}

/** Rows are written in their order: where the last one is found, all are there. */
async function holdsLast(store: VectorStoreInterface, vectors: readonly Float32Array[]): Promise<boolean> {
  const last = vectors.at(-1);
  if (!last) return true;
  // Passages with the same words have the same vector, so more than one is looked at.
  const found = await store.similaritySearchVectorWithScore([...last], 20);
  return found.some(([{ metadata }]) => metadata[UNIT_KEY] === vectors.length - 1);
}

function rowsOf(bytes: Buffer, dimension: number): Float32Array[] {
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return Array.from({ length: all.length / dimension }, (_, row) =>
    all.subarray(row * dimension, (row + 1) * dimension),
  );
}
