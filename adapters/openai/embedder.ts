/**
 * A server that speaks `/v1/embeddings` (OpenAI, vLLM, Ollama, TEI) as an embedder: texts → unit vectors, in their
 * order. Asked in batches, with one retry, a time limit, a breaker and a bound on calls at once. Rejects with a
 * `ModelFault`; a reply with a missing, crooked or empty vector is `unreadable`, never a guess.
 */
import OpenAI from 'openai';
import { z } from 'zod';
import { ModelFault } from '../../src/core/model-fault.js';
import type { EmbeddedAs, QueryEmbedder } from '../../src/core/ports.js';
import { faultOf } from './faults.js';
import { createGuard } from './guard.js';

export interface OpenAiEmbedderOptions {
  readonly id: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  /** For one request of a batch of passages, and for a question. */
  readonly timeoutMs: Readonly<Record<EmbeddedAs, number>>;
  readonly prefixes: Readonly<Record<EmbeddedAs, string>>;
  readonly concurrency: number;
  /** How long a server that keeps failing is left alone. */
  readonly openMs?: number | undefined;
}

/** Small enough for the 32 texts that TEI takes at once by default. */
const BATCH = 32;
const NO_KEY = 'none';

const replySchema = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(1) })),
});

export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): QueryEmbedder {
  const { id, baseUrl, model, apiKey = NO_KEY, timeoutMs, prefixes, concurrency, openMs } = options;
  const client = new OpenAI({ baseURL: baseUrl, apiKey, maxRetries: 1, logLevel: 'off' });
  const guard = createGuard(concurrency, openMs);

  async function request(texts: readonly string[], as: EmbeddedAs): Promise<Float32Array[]> {
    const input = texts.map((text) => `${prefixes[as]}${text}`);
    // A person waits for a question's vector; a batch of an index may be asked for a second time.
    const limits = { timeout: timeoutMs[as], maxRetries: as === 'query' ? 0 : 1 };
    try {
      // Not every server knows base64, which the SDK asks for by itself.
      const reply = await client.embeddings.create({ model, input, encoding_format: 'float' }, limits);
      return vectorsOf(reply, texts.length);
    } catch (error) {
      throw faultOf(error);
    }
  }

  return {
    id,
    async embed(texts, as = 'passage') {
      const batches: (readonly string[])[] = [];
      for (let start = 0; start < texts.length; start += BATCH) batches.push(texts.slice(start, start + BATCH));
      const vectors: Float32Array[] = [];
      for (let start = 0; start < batches.length; start += concurrency) {
        const together = batches.slice(start, start + concurrency);
        const replies = await Promise.all(together.map((batch) => guard.run(() => request(batch, as))));
        vectors.push(...replies.flat());
      }
      if (new Set(vectors.map(({ length }) => length)).size > 1) throw new ModelFault('unreadable');
      return vectors;
    },
  };
}

function vectorsOf(reply: unknown, count: number): Float32Array[] {
  const parsed = replySchema.safeParse(reply);
  if (!parsed.success) throw new ModelFault('unreadable', { cause: parsed.error });
  const vectors = new Array<Float32Array | undefined>(count).fill(undefined);
  for (const { index, embedding } of parsed.data.data) if (index < count) vectors[index] = unitOf(embedding);
  return vectors.map((vector) => {
    if (!vector) throw new ModelFault('unreadable');
    return vector;
  });
}

function unitOf(values: readonly number[]): Float32Array | undefined {
  const length = Math.hypot(...values);
  if (!Number.isFinite(length) || length === 0) return undefined;
  return Float32Array.from(values, (value) => value / length);
}
