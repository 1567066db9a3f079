/** Vectors in a store of LangChain: settings → the index of an opened version searched there. Loaded only where one is set. */
import { join } from 'node:path';
import { createStoreModuleIndex, openStoreModule } from '../../adapters/langchain/store-module.js';
import type { Folders } from '../compose.js';
import { type Config, ConfigError } from '../config.js';
import type { RemoteVectorIndex } from '../core/ports.js';
import type { OpenIndex } from '../indexing/store.js';
import { createLog } from '../operations/log.js';

export function vectorsInStore(
  { logLevel }: Config,
  module: string,
  { data }: Folders,
): (index: OpenIndex) => RemoteVectorIndex {
  const log = createLog(logLevel);
  return ({ manifest, passages, vectors }) =>
    createStoreModuleIndex({
      module,
      version: manifest.version,
      dimension: manifest.embedder.dimension,
      vectorsFile: join(data, 'versions', manifest.version, 'vectors.f32'),
      textOf: (unit) => (passages.at(unit)?.claims ?? []).map(({ text }) => text).join('\n'),
      fallback: vectors,
      log,
    });
}

/** For the doctor: opens the store under a name of its own, so that nothing of a live version is touched. */
export async function probeVectorStore({ vectorStore }: Config): Promise<string> {
  if (vectorStore === undefined) return '설정하지 않음.';
  try {
    await openStoreModule(vectorStore, { version: 'doctor', dimension: 1 });
    return `${vectorStore}: 열 수 있음`;
  } catch (cause) {
    const problem =
      cause instanceof Error && cause.name === 'StoreModuleError' ? cause.message : '벡터 저장소를 열지 못했습니다.';
    throw new ConfigError(`${problem}\n  → BOKJI_VECTOR_STORE의 경로와 모듈, 저장소의 주소를 확인하세요.`, { cause });
  }
}
