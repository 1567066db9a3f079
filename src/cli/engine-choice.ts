/** `--engine`: with the language model that is set, or without it although one is set. */
import { type Config, ConfigError } from '../config.js';
import { UsageError } from './arguments.js';

export function withEngine(config: Config, name: string | undefined): Config {
  if (name === undefined) return config;
  if (name === 'extractive') return { ...config, model: undefined };
  if (name !== 'llm')
    throw new UsageError(`모르는 엔진입니다: ${name}\n  → --engine 은 extractive 또는 llm 으로 적으세요.`);
  if (!config.model)
    throw new ConfigError(
      '언어 모델이 설정되지 않았습니다.\n  → BOKJI_LLM_BASE_URL과 BOKJI_LLM_MODEL을 .env 파일이나 환경 변수에 적으세요. 열쇠 없이 해 보려면 bokji demo-model 을 켜세요.',
    );
  return config;
}
