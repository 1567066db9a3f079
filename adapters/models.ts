/**
 * Chooses the adapter of a language model by the provider's name. Its library is loaded at the first request, so that
 * a process that never asks a model does not pay for one.
 */
import type { ModelConfig } from '../src/config-types.js';
import type { LanguageModel } from '../src/core/ports.js';

export type ModelOptions = Omit<ModelConfig, 'price'>;

export function createLanguageModel(options: ModelOptions): LanguageModel {
  const { provider, baseUrl, model } = options;
  const openAiHost = baseUrl === undefined ? 'openai' : new URL(baseUrl).host;
  let loading: Promise<LanguageModel> | undefined;
  return {
    id: provider === 'openai' ? `${openAiHost}/${model}` : `langchain:${provider}/${model}`,
    async write(request) {
      loading ??= load(options);
      return (await loading).write(request);
    },
  };
}

async function load(options: ModelOptions): Promise<LanguageModel> {
  const { provider, baseUrl, model, apiKey, answerMs: timeoutMs, concurrency } = options;
  if (provider === 'openai') {
    const { createOpenAiModel } = await import('./openai/index.js');
    return createOpenAiModel({ baseUrl, model, apiKey, timeoutMs, concurrency });
  }
  const { createLangchainModel } = await import('./langchain/model.js');
  return createLangchainModel({ provider, baseUrl, model, apiKey, timeoutMs, concurrency });
}
