/**
 * Any chat model that LangChain knows by its provider's name as a `LanguageModel`. The provider's package
 * (`@langchain/<provider>`) has to be installed beside this program.
 *
 * Nothing is traced to a third party: LangChain's own switches are turned off unless `tracing` is set.
 */
import { initChatModel } from 'langchain';
import { z } from 'zod';
import { ModelFault, type ModelFaultKind } from '../../src/core/model-fault.js';
import type { LanguageModel, ModelReply, ModelRequest } from '../../src/core/ports.js';
import { createGuard } from '../openai/guard.js';

export interface LangchainModelOptions {
  readonly provider: string;
  readonly model: string;
  readonly baseUrl?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly tracing?: boolean | undefined;
}

const TRACING_SWITCHES = ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2'];
/** What providers call an ending that is whole. */
const WHOLE = /^(?:stop|end_turn|stop_sequence|complete|completed|eos)$/i;

export function createLangchainModel(options: LangchainModelOptions): LanguageModel {
  const { provider, model, concurrency, tracing = false } = options;
  if (!tracing) for (const name of TRACING_SWITCHES) process.env[name] = 'false';
  const guard = createGuard(concurrency);
  let chat: ReturnType<typeof load> | undefined;

  return {
    id: `langchain:${provider}/${model}`,
    write: (request) =>
      guard.run(async () => {
        try {
          chat ??= load(options);
          return await stream(await chat, request);
        } catch (error) {
          throw faultOf(error, request.signal);
        }
      }),
  };
}

const usageSchema = z.object({ input_tokens: z.number(), output_tokens: z.number() });

async function load({ provider, model, baseUrl, apiKey, timeoutMs }: LangchainModelOptions) {
  return initChatModel(model, {
    modelProvider: provider,
    temperature: 0,
    maxRetries: 1,
    timeout: timeoutMs,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(baseUrl === undefined ? {} : { baseUrl, configuration: { baseURL: baseUrl } }),
  });
}

async function stream(
  chat: Awaited<ReturnType<typeof load>>,
  { system, user, signal, onText }: ModelRequest,
): Promise<ModelReply> {
  let text = '';
  let tokens: ModelReply['tokens'];
  let ending: string | undefined;
  const pieces = await chat.stream(
    [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    { signal },
  );
  for await (const piece of pieces) {
    const usage = usageSchema.safeParse(piece.usage_metadata).data;
    if (usage) tokens = { input: usage.input_tokens, output: usage.output_tokens };
    ending = endingIn(piece.response_metadata) ?? ending;
    if (piece.text === '') continue;
    text += piece.text;
    onText?.(text);
  }
  // A provider that names no ending is trusted to have ended: the core accepts only a whole JSON object.
  if (ending !== undefined && !WHOLE.test(ending)) throw new ModelFault('cut');
  return { text, tokens };
}

function endingIn(metadata: Readonly<Record<string, unknown>>): string | undefined {
  const ending = metadata.finish_reason ?? metadata.stop_reason ?? metadata.finishReason ?? metadata.done_reason;
  return typeof ending === 'string' ? ending : undefined;
}

const BY_STATUS: Readonly<Record<number, ModelFaultKind>> = {
  400: 'rejected',
  401: 'unauthorised',
  403: 'unauthorised',
  404: 'unknown-model',
  408: 'timeout',
  422: 'rejected',
  429: 'busy',
};

function faultOf(error: unknown, signal: AbortSignal): ModelFault {
  if (error instanceof ModelFault) return error;
  const reason: unknown = signal.aborted ? signal.reason : undefined;
  if (reason instanceof ModelFault) return reason;
  const options = { cause: error };
  const status = error instanceof Error && 'status' in error ? Number(error.status) : Number.NaN;
  const known = BY_STATUS[status];
  if (known) return new ModelFault(known, options);
  if (status >= 500) return new ModelFault('broken', options);
  const words = error instanceof Error ? `${error.name} ${error.message}` : '';
  if (/timeout|timed out/i.test(words)) return new ModelFault('timeout', options);
  if (/Unable to import|Unsupported|unable to infer|Cannot find (?:package|module)/i.test(words))
    return new ModelFault('unknown-model', options);
  if (/connect|ECONN|ENOTFOUND|fetch failed/i.test(words)) return new ModelFault('unreachable', options);
  return new ModelFault('cut', options);
}
