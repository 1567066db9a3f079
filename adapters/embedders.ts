/** The embedder of a server, its library loaded at the first request so that a process that asks none pays for none. */
import { createHash } from 'node:crypto';
import type { QueryEmbedder } from '../src/core/ports.js';

export interface ServerEmbedderOptions {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly questionMs: number;
  readonly prefixes: { readonly query: string; readonly passage: string };
}

const BATCH_MS = 60_000;
const CONCURRENCY = 2;

export function createServerEmbedder(options: ServerEmbedderOptions): QueryEmbedder {
  let loading: Promise<QueryEmbedder> | undefined;
  return {
    id: idOf(options),
    async embed(texts, as) {
      loading ??= load(options);
      return (await loading).embed(texts, as);
    },
  };
}

async function load(options: ServerEmbedderOptions): Promise<QueryEmbedder> {
  const { createOpenAiEmbedder } = await import('./openai/embedder.js');
  return createOpenAiEmbedder({
    ...options,
    id: idOf(options),
    timeoutMs: { query: options.questionMs, passage: BATCH_MS },
    concurrency: CONCURRENCY,
  });
}

/** Other vectors come from another model, another server of the same name, or other words before the texts. */
function idOf({ baseUrl, model, prefixes }: ServerEmbedderOptions): string {
  const id = `${new URL(baseUrl).host}/${model}`;
  if (prefixes.query === '' && prefixes.passage === '') return id;
  const before = createHash('sha256').update(`${prefixes.query}\n${prefixes.passage}`).digest('hex').slice(0, 8);
  return `${id}+${before}`;
}
