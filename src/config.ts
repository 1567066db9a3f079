/** Settings: the environment, read once through one schema. Every variable stands in `.env.example`. */
import { z } from 'zod';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

const address = z.url({ protocol: /^https?$/ });

const schema = z.object({
  BOKJI_KNOWLEDGE: z.string().min(1).optional(),
  BOKJI_DATA: z.string().min(1).optional(),
  BOKJI_REGION: z.string().min(1).optional(),
  BOKJI_LOG_LEVEL: z.enum(LEVELS).default('warn'),
  BOKJI_NOW: z.iso.datetime({ offset: true }).optional(),
  BOKJI_LLM_BASE_URL: address.optional(),
  BOKJI_LLM_MODEL: z.string().min(1).optional(),
  BOKJI_LLM_API_KEY: z.string().min(1).optional(),
  BOKJI_LLM_PROVIDER: z.string().min(1).default('openai'),
  BOKJI_LLM_ANSWER_SECONDS: z.coerce.number().min(1).max(60).default(7.5),
  BOKJI_LLM_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(4),
  BOKJI_LLM_PRICE_INPUT: z.coerce.number().min(0).optional(),
  BOKJI_LLM_PRICE_OUTPUT: z.coerce.number().min(0).optional(),
  BOKJI_LLM_PRICE_CURRENCY: z.string().min(1).default('USD'),
  BOKJI_EMBEDDINGS_BASE_URL: address.optional(),
  BOKJI_EMBEDDINGS_MODEL: z.string().min(1).optional(),
  BOKJI_EMBEDDINGS_API_KEY: z.string().min(1).optional(),
  BOKJI_EMBEDDINGS_DIMENSION: z.coerce.number().int().min(8).max(8192).optional(),
});

/** A language model that is asked; undefined unless its two variables are set. */
export interface ModelConfig {
  readonly provider: string;
  /** Undefined where a provider other than `openai` knows its own. */
  readonly baseUrl: string | undefined;
  readonly model: string;
  readonly apiKey: string | undefined;
  /** All the time an answer may take with the model. */
  readonly answerMs: number;
  readonly concurrency: number;
  readonly price: { readonly input: number; readonly output: number; readonly currency: string } | undefined;
}

export interface EmbeddingsConfig {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly dimension: number;
}

export interface Config {
  readonly knowledgeFolder: string | undefined;
  readonly dataFolder: string | undefined;
  readonly region: string | undefined;
  readonly logLevel: (typeof LEVELS)[number];
  /** A fixed clock, for rehearsing New Year. */
  readonly now: Date | undefined;
  readonly model: ModelConfig | undefined;
  readonly embeddings: EmbeddingsConfig | undefined;
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}

export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(set);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0] ?? '설정');
    const choices = name === 'BOKJI_LOG_LEVEL' ? ` 쓸 수 있는 값: ${LEVELS.join(', ')}.` : '';
    throw new ConfigError(
      `설정 ${name}의 값이 올바르지 않습니다.${choices}\n  → .env 파일이나 환경 변수의 ${name} 값을 고치세요.`,
    );
  }
  const { BOKJI_KNOWLEDGE, BOKJI_DATA, BOKJI_REGION, BOKJI_LOG_LEVEL, BOKJI_NOW } = parsed.data;
  return {
    knowledgeFolder: BOKJI_KNOWLEDGE,
    dataFolder: BOKJI_DATA,
    region: BOKJI_REGION,
    logLevel: BOKJI_LOG_LEVEL,
    now: BOKJI_NOW === undefined ? undefined : new Date(BOKJI_NOW),
    model: modelConfig(parsed.data),
    embeddings: embeddingsConfig(parsed.data),
  };
}

type Settings = z.infer<typeof schema>;

function modelConfig(settings: Settings): ModelConfig | undefined {
  const { BOKJI_LLM_BASE_URL: baseUrl, BOKJI_LLM_MODEL: model, BOKJI_LLM_PROVIDER: provider } = settings;
  if (baseUrl === undefined && model === undefined) return undefined;
  if (model === undefined) throw missing('BOKJI_LLM_MODEL', 'BOKJI_LLM_BASE_URL');
  if (baseUrl === undefined && provider === 'openai') throw missing('BOKJI_LLM_BASE_URL', 'BOKJI_LLM_MODEL');
  const { BOKJI_LLM_PRICE_INPUT: input, BOKJI_LLM_PRICE_OUTPUT: output, BOKJI_LLM_PRICE_CURRENCY: currency } = settings;
  return {
    provider,
    baseUrl,
    model,
    apiKey: settings.BOKJI_LLM_API_KEY,
    answerMs: settings.BOKJI_LLM_ANSWER_SECONDS * 1000,
    concurrency: settings.BOKJI_LLM_CONCURRENCY,
    price: input === undefined || output === undefined ? undefined : { input, output, currency },
  };
}

function embeddingsConfig(settings: Settings): EmbeddingsConfig | undefined {
  const {
    BOKJI_EMBEDDINGS_BASE_URL: baseUrl,
    BOKJI_EMBEDDINGS_MODEL: model,
    BOKJI_EMBEDDINGS_DIMENSION: dimension,
  } = settings;
  if (baseUrl === undefined && model === undefined) return undefined;
  if (baseUrl === undefined) throw missing('BOKJI_EMBEDDINGS_BASE_URL', 'BOKJI_EMBEDDINGS_MODEL');
  if (model === undefined) throw missing('BOKJI_EMBEDDINGS_MODEL', 'BOKJI_EMBEDDINGS_BASE_URL');
  if (dimension === undefined) throw missing('BOKJI_EMBEDDINGS_DIMENSION', 'BOKJI_EMBEDDINGS_MODEL');
  return { baseUrl, model, apiKey: settings.BOKJI_EMBEDDINGS_API_KEY, dimension };
}

function missing(name: string, given: string): ConfigError {
  return new ConfigError(
    `설정 ${name}의 값이 없습니다.\n  → ${given}와 함께 ${name} 값도 .env 파일이나 환경 변수에 적으세요.`,
  );
}
