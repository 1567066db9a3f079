/** Chooses the adapter of a language model by the provider's name. */

import type { LanguageModel } from '../src/core/ports.js';
import { createOpenAiModel } from './openai/index.js';

export interface ModelOptions {
  readonly provider: string;
  readonly baseUrl: string | undefined;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly answerMs: number;
  readonly concurrency: number;
}

export function createLanguageModel({ baseUrl, model, apiKey, answerMs, concurrency }: ModelOptions): LanguageModel {
  return createOpenAiModel({ baseUrl, model, apiKey, timeoutMs: answerMs, concurrency });
}
