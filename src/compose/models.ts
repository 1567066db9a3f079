/**
 * Composition of what models do: the language model, and the embedder of the shipped table or of a server. One
 * connection, breaker and queue serve every index version.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServerEmbedder } from '../../adapters/embedders.js';
import { createLanguageModel } from '../../adapters/models.js';
import type { ModelTools } from '../answering/model/call.js';
import { readPrompts } from '../answering/model/prompts.js';
import { type Config, ConfigError, type EmbeddingConfig, type ModelConfig } from '../config.js';
import { ModelFault } from '../core/model-fault.js';
import type { Embedder, QueryEmbedder } from '../core/ports.js';
import { cachedEmbedder } from '../indexing/embedding-cache.js';
import { remedyFor } from '../model-remedies.js';
import { PACKAGE_FOLDER } from '../package-folder.js';
import { EmbeddingTableError } from '../retrieval/embedding-table.js';
import { createStaticEmbedder } from '../retrieval/static-embedder.js';

const EMBEDDING_TABLE = 'korean-ngrams-256.bin';

/** The server that makes an index's vectors, and the folder where those it has made are kept. */
export interface EmbeddingPlace {
  readonly server: EmbeddingConfig;
  readonly cache: string;
}

/** What makes the vectors of a new version. Throws a `ConfigError` where the server that is set does not answer. */
export async function indexingEmbedder(
  made: EmbeddingPlace | undefined,
): Promise<{ readonly embedder: Embedder; readonly finish: () => Promise<void> }> {
  if (!made) return { embedder: createEmbedder(), finish: async () => {} };
  const embedder = await cachedEmbedder(await measured(explained(queryEmbedder(made.server))), made.cache);
  return { embedder, finish: () => embedder.tidy() };
}

/** Faults of the server as words for the admin; what it made before stays in the cache. */
function explained(embedder: QueryEmbedder): QueryEmbedder {
  return {
    id: embedder.id,
    async embed(texts, as) {
      try {
        return await embedder.embed(texts, as);
      } catch (cause) {
        if (!(cause instanceof ModelFault)) throw cause;
        throw new ConfigError(
          `임베딩 서버 ${embedder.id}: ${remedyFor(cause.kind, 'BOKJI_EMBEDDING')}\n  → 지금 색인은 그대로입니다. 받은 벡터는 남아 있어, 다시 실행하면 이어서 만듭니다.`,
          { cause },
        );
      }
    },
  };
}

/** An embedder of a server with the length of its vectors, which only the server knows. */
async function measured(embedder: QueryEmbedder): Promise<Embedder> {
  const [vector] = await embedder.embed(['복지'], 'passage');
  return { ...embedder, dimension: vector?.length ?? 0 };
}

const SERVER_EMBEDDERS = new WeakMap<EmbeddingConfig, QueryEmbedder>();

/** One connection and breaker serve every index version. */
export function queryEmbedder(server: EmbeddingConfig): QueryEmbedder {
  const made = SERVER_EMBEDDERS.get(server) ?? createServerEmbedder(server);
  SERVER_EMBEDDERS.set(server, made);
  return made;
}

/** Time for the standalone question, out of an answer's whole time. */
const REWRITE_MS = 1_500;

/** What asks the language model, where one is set. One connection, breaker and queue serve every index version. */
export function modelTools({ model }: Config): ModelTools | undefined {
  if (!model) return undefined;
  let tools = MODEL_TOOLS.get(model);
  if (!tools) {
    const rewriteMs = Math.min(REWRITE_MS, model.answerMs / 4);
    tools = {
      model: createLanguageModel(model),
      prompts: readPrompts(join(PACKAGE_FOLDER, 'prompts')),
      rewriteMs,
      answerMs: model.answerMs - rewriteMs,
      price: model.price,
    };
    MODEL_TOOLS.set(model, tools);
  }
  return tools;
}
const MODEL_TOOLS = new WeakMap<ModelConfig, ModelTools>();

/** Read once per process: nine megabytes, proved by checksum. */
let shippedEmbedder: Embedder | undefined;

export function createEmbedder(): Embedder {
  shippedEmbedder ??= readEmbedder(join(PACKAGE_FOLDER, 'models', EMBEDDING_TABLE));
  return shippedEmbedder;
}

/** Throws a `ConfigError` when the table is missing or damaged. */
export function readEmbedder(path: string): Embedder {
  try {
    return createStaticEmbedder(readFileSync(path));
  } catch (cause) {
    const reason = cause instanceof EmbeddingTableError ? cause.message : '파일이 없거나 읽을 수 없습니다.';
    throw new ConfigError(
      `임베딩 표를 쓸 수 없습니다: ${path}\n  ${reason}\n  → 프로그램을 다시 설치하거나 models 폴더의 원래 파일로 되돌리세요.`,
      { cause },
    );
  }
}
