/**
 * OpenAI and every server that speaks its protocol (vLLM, Ollama, TEI and others) as a `LanguageModel`.
 *
 * chat.completions, streamed. Structured output by JSON Schema where the server knows it; where it does not, plain
 * JSON, then words alone: the prompt says the form and the core reads strictly. One retry, a time limit, a breaker
 * and a bound on calls at once. A stream without its end is a fault.
 */
import OpenAI from 'openai';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import { ModelFault } from '../../src/core/model-fault.js';
import type { LanguageModel, ModelReply, ModelRequest } from '../../src/core/ports.js';
import { faultOf, isRejected } from './faults.js';
import { createGuard } from './guard.js';

export interface OpenAiOptions {
  readonly baseUrl: string | undefined;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
  readonly concurrency: number;
  /** How long a server that keeps failing is left alone. */
  readonly openMs?: number | undefined;
}

/** What a request may ask for, from the most helpful to what every server understands. */
const FORMS = ['json-schema', 'json-object', 'plain', 'bare'] as const;
type Form = (typeof FORMS)[number];

const OUTPUT_TOKENS_MAX = 1_600;
/** A server without keys refuses an empty one in the SDK. */
const NO_KEY = 'none';

export function createOpenAiModel(options: OpenAiOptions): LanguageModel {
  const { baseUrl, model, apiKey = NO_KEY, timeoutMs, concurrency, openMs } = options;
  const client = new OpenAI({
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
    apiKey,
    timeout: timeoutMs,
    maxRetries: 1,
    logLevel: 'off',
  });
  const guard = createGuard(concurrency, openMs);
  let form: Form = 'json-schema';

  const attempt = async (request: ModelRequest, as: Form): Promise<ModelReply> => {
    const stream = await client.chat.completions.create(bodyOf(request, model, as), { signal: request.signal });
    let text = '';
    let tokens: ModelReply['tokens'];
    let ending: string | null | undefined;
    for await (const { choices, usage } of stream) {
      const [choice] = choices ?? [];
      ending = choice?.finish_reason ?? ending;
      if (usage) tokens = { input: usage.prompt_tokens, output: usage.completion_tokens };
      const piece = choice?.delta?.content;
      if (!piece) continue;
      text += piece;
      request.onText?.(text);
    }
    if (ending !== 'stop') throw new ModelFault('cut');
    return { text, tokens };
  };

  /** The best form this server takes; what it once refused is not asked for again. */
  const write = async (request: ModelRequest): Promise<ModelReply> => {
    for (;;) {
      const as = form;
      try {
        return await attempt(request, as);
      } catch (error) {
        const next = FORMS[FORMS.indexOf(as) + 1];
        if (!isRejected(error) || next === undefined) throw faultOf(error, request.signal);
        if (form === as) form = next;
      }
    }
  };

  return {
    id: `${options.baseUrl === undefined ? 'openai' : new URL(options.baseUrl).host}/${model}`,
    write: (request) => guard.run(() => write(request)),
  };
}

function bodyOf({ task, system, user, schema }: ModelRequest, model: string, form: Form) {
  const body: ChatCompletionCreateParamsStreaming = {
    model,
    stream: true,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
  };
  // Newer models refuse a temperature or the old name of the limit; the last form asks for nothing at all.
  if (form === 'bare') return body;
  body.stream_options = { include_usage: true };
  body.temperature = 0;
  body.max_tokens = OUTPUT_TOKENS_MAX;
  if (form === 'json-schema')
    body.response_format = {
      type: 'json_schema',
      json_schema: { name: task.replace(/[^\w-]/g, '_'), schema: { ...schema }, strict: true },
    };
  if (form === 'json-object') body.response_format = { type: 'json_object' };
  return body;
}
