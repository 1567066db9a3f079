/** Chooses the adapter of a language model by the provider's name. */
import type { LanguageModel } from '../src/core/ports.js';
import { createLangchainModel } from './langchain/model.js';
import { createOpenAiModel } from './openai/index.js';

export interface ModelOptions {
  readonly provider: string;
  readonly baseUrl: string | undefined;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly answerMs: number;
  readonly concurrency: number;
}

export function createLanguageModel(options: ModelOptions): LanguageModel {
  const { provider, baseUrl, model, apiKey, answerMs: timeoutMs, concurrency } = options;
  return provider === 'openai'
    ? createOpenAiModel({ baseUrl, model, apiKey, timeoutMs, concurrency })
    : createLangchainModel({ provider, baseUrl, model, apiKey, timeoutMs, concurrency });
}
