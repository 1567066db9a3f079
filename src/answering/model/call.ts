/**
 * Call: one task for the language model → its reply as text, within its time whatever the model does.
 *
 * What it sends was masked by `screen`. Never rejects: a fault comes back in the place of the reply, and the call
 * counts either way.
 */

import { ModelFault, type ModelFaultKind } from '../../core/model-fault.js';
import { millisecondsSince } from '../../core/pipeline.js';
import type { LanguageModel, ModelReply, ModelRequest } from '../../core/ports.js';
import type { Receipt } from '../../core/types.js';
import type { Prompts, PromptTask } from './prompts.js';

export interface ModelTools {
  readonly model: LanguageModel;
  readonly prompts: Prompts;
  /** Time for the standalone question. */
  readonly rewriteMs: number;
  /** Time for the answer with its repair. */
  readonly answerMs: number;
  /** Per million tokens. */
  readonly price?: { readonly input: number; readonly output: number; readonly currency: string } | undefined;
}

export interface ModelCall {
  readonly tasks: readonly PromptTask[];
  readonly tokens: ModelReply['tokens'];
  readonly ms: number;
  readonly fault?: ModelFaultKind | undefined;
}

export interface CallResult {
  readonly call: ModelCall;
  /** The whole reply, or the fault that stands in its place. */
  readonly reply: string | ModelFault;
}

export interface CallInput {
  readonly tasks: readonly PromptTask[];
  readonly user: string;
  readonly schema: ModelRequest['schema'];
  readonly timeMs: number;
  readonly signal: AbortSignal | undefined;
  readonly onText?: ((text: string) => void) | undefined;
}

export async function callModel({ model, prompts }: ModelTools, input: CallInput): Promise<CallResult> {
  const { tasks, user, schema, timeMs, signal, onText } = input;
  const start = performance.now();
  const own = new AbortController();
  let over = false;
  let stop: (fault: ModelFault) => void = () => {};
  // The race holds the time even against an adapter that does not listen to its signal.
  const ended = new Promise<never>((_resolve, reject) => {
    stop = (fault) => {
      over = true;
      reject(fault);
      own.abort(fault);
    };
  });
  const timer = setTimeout(() => stop(new ModelFault('timeout')), Math.max(0, timeMs));
  const leave = () => stop(new ModelFault('cancelled'));
  signal?.addEventListener('abort', leave, { once: true });
  try {
    if (signal?.aborted) throw new ModelFault('cancelled');
    const reply = await Promise.race([
      ended,
      model.write({
        task: tasks[0] ?? 'answer',
        system: prompts.text(tasks),
        user,
        schema,
        signal: own.signal,
        onText: (text) => {
          if (!over) onText?.(text);
        },
      }),
    ]);
    return { call: { tasks, tokens: reply.tokens, ms: millisecondsSince(start) }, reply: reply.text };
  } catch (error) {
    const fault = error instanceof ModelFault ? error : new ModelFault('broken', { cause: error });
    return { call: { tasks, tokens: undefined, ms: millisecondsSince(start), fault: fault.kind }, reply: fault };
  } finally {
    over = true;
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  }
}

export function receiptOf(
  { model, prompts, price }: ModelTools,
  calls: readonly ModelCall[],
  statements: Receipt['statements'],
  fallbackReason: string | undefined,
): Receipt {
  const input = calls.reduce((sum, { tokens }) => sum + (tokens?.input ?? 0), 0);
  const output = calls.reduce((sum, { tokens }) => sum + (tokens?.output ?? 0), 0);
  const amount = price && (input * price.input + output * price.output) / 1e6;
  return {
    model: model.id,
    prompts: prompts.hashes(calls.flatMap(({ tasks }) => tasks)),
    calls: calls.length,
    tokens: { input, output },
    modelMs: Math.round(calls.reduce((sum, { ms }) => sum + ms, 0) * 1000) / 1000,
    ...(price && amount !== undefined ? { cost: { amount, currency: price.currency } } : {}),
    statements,
    ...(fallbackReason === undefined ? {} : { fallbackReason }),
  };
}
