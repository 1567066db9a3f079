/** Settings: the environment, read once through one schema. Every variable stands in `.env.example`. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { missingSetting, wrongSettings } from './config-faults.js';
import {
  type Config,
  type DatabaseConfig,
  type DiscordConfig,
  type EmbeddingConfig,
  LOG_LEVELS,
  type ModelConfig,
  type SlackConfig,
} from './config-types.js';

export { ConfigError } from './config-faults.js';
export type {
  Config,
  DatabaseConfig,
  DiscordConfig,
  DocumentConfig,
  EmbeddingConfig,
  ModelConfig,
} from './config-types.js';

const MEBIBYTE = 1024 * 1024;
const WEB_PORT = 3000;

/** An address, a network (`10.0.0.0/8`), or one of the names that stand for the private ones. */
function isNetwork(text: string): boolean {
  const [host = '', bits, ...more] = text.split('/');
  if (bits === undefined && /^(?:loopback|linklocal|uniquelocal)$/.test(host)) return true;
  const version = isIP(host);
  return (
    version !== 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
  );
}

const address = z.url({ protocol: /^https?$/ });
/** Values separated by commas or spaces. */
function listOf(item: z.ZodString) {
  return z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .pipe(z.array(item));
}

const port = z.coerce.number().int().min(0).max(65_535);
const days = z.coerce.number().int().min(1).max(36_500);

const schema = z.object({
  BOKJI_KNOWLEDGE: z.string().min(1).optional(),
  BOKJI_DATA: z.string().min(1).optional(),
  BOKJI_INDEX_KEEP: z.coerce.number().int().min(1).max(1000).default(5),
  BOKJI_REGION: z.string().min(1).optional(),
  BOKJI_LOG_LEVEL: z.enum(LOG_LEVELS).default('warn'),
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
  BOKJI_EMBEDDING_BASE_URL: address.optional(),
  BOKJI_EMBEDDING_MODEL: z.string().min(1).optional(),
  BOKJI_EMBEDDING_API_KEY: z.string().min(1).optional(),
  BOKJI_EMBEDDING_WEIGHT: z.coerce.number().min(0).max(20).default(3),
  BOKJI_EMBEDDING_SECONDS: z.coerce.number().min(0.05).max(10).default(0.5),
  BOKJI_EMBEDDING_QUERY_PREFIX: z.string().default(''),
  BOKJI_EMBEDDING_PASSAGE_PREFIX: z.string().default(''),
  BOKJI_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    // As it stands in an address: [::1].
    .transform((host) => host.replace(/^\[(.*)\]$/, '$1')),
  BOKJI_PORT: port.optional(),
  PORT: port.optional(),
  BOKJI_ALLOWED_ORIGINS: listOf(z.string().regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/i)),
  BOKJI_TRUST_PROXY: listOf(z.string().refine(isNetwork)),
  BOKJI_PERSON_PER_MINUTE: z.coerce.number().int().min(0).default(20),
  BOKJI_ADDRESS_PER_MINUTE: z.coerce.number().int().min(0).default(300),
  BOKJI_STAFF_TOKEN: z.string().min(24).optional(),
  BOKJI_KEEP_CONVERSATION_MINUTES: z.coerce.number().min(1).max(44_640).default(30),
  BOKJI_KEEP_ANSWERS_DAYS: days.default(30),
  BOKJI_KEEP_FEEDBACK_DAYS: days.default(180),
  BOKJI_KEEP_EVENTS_DAYS: days.default(7),
  BOKJI_KEEP_AUDIT_DAYS: days.default(730),
  BOKJI_SHUTDOWN_SECONDS: z.coerce.number().min(1).max(600).default(10),
  BOKJI_LEAVE_SECONDS: z.coerce.number().min(0).max(120).default(0),
  BOKJI_SLACK_BOT_TOKEN: z.string().min(1).optional(),
  BOKJI_SLACK_APP_TOKEN: z.string().min(1).optional(),
  BOKJI_SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  BOKJI_SLACK_PORT: port.default(3001),
  BOKJI_SLACK_STAFF_WORKSPACES: listOf(z.string().regex(/^T\w+$/)),
  BOKJI_SLACK_STAFF_CHANNELS: listOf(z.string().regex(/^(?:[CG]\w+|dm)$/)),
  BOKJI_SLACK_DUTY_CHANNEL: z
    .string()
    .regex(/^[CG]\w+$/)
    .optional(),
  BOKJI_SLACK_API_URL: address.optional(),
  BOKJI_DISCORD_TOKEN: z.string().min(1).optional(),
  BOKJI_DISCORD_READ_THREADS: z.enum(['0', '1']).default('0'),
  BOKJI_DISCORD_API_URL: address.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  VECTOR_INDEX: z.enum(['embedded', 'pgvector', 'langchain']).default('embedded'),
  BOKJI_VECTOR_STORE: z.string().min(1).optional(),
  BOKJI_DOCUMENT_MEGABYTES: z.coerce.number().int().min(1).max(1_000).default(50),
  BOKJI_DOCUMENT_SECONDS: z.coerce.number().int().min(1).max(3_600).default(60),
  BOKJI_DOCUMENT_MEMORY_MEGABYTES: z.coerce.number().int().min(200).max(16_000).default(800),
  BOKJI_OPENDATA_KEY: z.string().min(1).optional(),
  BOKJI_OPENDATA_BOKJIRO_URL: address.default('https://apis.data.go.kr/B554287/NationalWelfareInformationsV001'),
  BOKJI_OPENDATA_LOCAL_URL: address.default('https://apis.data.go.kr/B554287/LocalGovernmentWelfareInformations'),
  BOKJI_OPENDATA_GOV24_URL: address.default('https://api.odcloud.kr/api/gov24/v3'),
  BOKJI_OPENDATA_PACE_MS: z.coerce.number().int().min(0).max(60_000).default(250),
  BOKJI_OPENDATA_DAILY_CALLS: z.coerce.number().int().min(1).optional(),
});

export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  // What a host gives the process counts only where nothing else is said.
  if (set.BOKJI_PORT !== undefined) delete set.PORT;
  const parsed = schema.safeParse(set);
  if (!parsed.success) throw wrongSettings(parsed.error.issues);
  const { BOKJI_KNOWLEDGE, BOKJI_DATA, BOKJI_REGION, BOKJI_LOG_LEVEL, BOKJI_NOW } = parsed.data;
  return {
    knowledgeFolder: BOKJI_KNOWLEDGE,
    dataFolder: BOKJI_DATA,
    versionsKept: parsed.data.BOKJI_INDEX_KEEP,
    region: BOKJI_REGION,
    documents: {
      fileBytes: parsed.data.BOKJI_DOCUMENT_MEGABYTES * MEBIBYTE,
      timeoutMs: parsed.data.BOKJI_DOCUMENT_SECONDS * 1000,
      memoryBytes: parsed.data.BOKJI_DOCUMENT_MEMORY_MEGABYTES * MEBIBYTE,
    },
    logLevel: BOKJI_LOG_LEVEL,
    now: BOKJI_NOW === undefined ? undefined : new Date(BOKJI_NOW),
    model: modelConfig(parsed.data),
    embedding: embeddingConfig(parsed.data),
    vectorStore: vectorStoreOf(parsed.data),
    web: {
      host: parsed.data.BOKJI_HOST,
      port: parsed.data.BOKJI_PORT ?? parsed.data.PORT ?? WEB_PORT,
      allowedOrigins: parsed.data.BOKJI_ALLOWED_ORIGINS,
      trustedProxies: parsed.data.BOKJI_TRUST_PROXY,
      personPerMinute: parsed.data.BOKJI_PERSON_PER_MINUTE,
      addressPerMinute: parsed.data.BOKJI_ADDRESS_PER_MINUTE,
      staffToken: parsed.data.BOKJI_STAFF_TOKEN,
    },
    store: {
      conversationIdleMs: parsed.data.BOKJI_KEEP_CONVERSATION_MINUTES * 60_000,
      days: {
        answers: parsed.data.BOKJI_KEEP_ANSWERS_DAYS,
        feedback: parsed.data.BOKJI_KEEP_FEEDBACK_DAYS,
        events: parsed.data.BOKJI_KEEP_EVENTS_DAYS,
        audit: parsed.data.BOKJI_KEEP_AUDIT_DAYS,
      },
    },
    shutdownMs: parsed.data.BOKJI_SHUTDOWN_SECONDS * 1000,
    leaveMs: parsed.data.BOKJI_LEAVE_SECONDS * 1000,
    slack: slackConfig(parsed.data),
    discord: discordConfig(parsed.data),
    database: databaseConfig(parsed.data),
    openData: {
      key: parsed.data.BOKJI_OPENDATA_KEY,
      urls: {
        bokjiro: parsed.data.BOKJI_OPENDATA_BOKJIRO_URL,
        'bokjiro-local': parsed.data.BOKJI_OPENDATA_LOCAL_URL,
        gov24: parsed.data.BOKJI_OPENDATA_GOV24_URL,
      },
      paceMs: parsed.data.BOKJI_OPENDATA_PACE_MS,
      dailyCalls: parsed.data.BOKJI_OPENDATA_DAILY_CALLS,
    },
  };
}

/** Names that look like settings and are none, so that a misspelt one does not go unheeded in silence. */
export function unknownSettings(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.keys(environment).filter((name) => name.startsWith('BOKJI_') && !SETTING_NAMES.includes(name));
}

/** Settings that do nothing without another: which those are, and the other one as it must be set. */
const OWNERS: readonly (readonly [names: RegExp, owner: string, value?: string])[] = [
  [/^BOKJI_SLACK_/, 'BOKJI_SLACK_BOT_TOKEN'],
  [/^BOKJI_DISCORD_/, 'BOKJI_DISCORD_TOKEN'],
  [/^BOKJI_LLM_/, 'BOKJI_LLM_MODEL'],
  [/^BOKJI_EMBEDDING_/, 'BOKJI_EMBEDDING_MODEL'],
  [/^BOKJI_VECTOR_STORE$/, 'VECTOR_INDEX', 'langchain'],
];

/** Settings that wait for another one, with what that is. */
export function idleSettings(
  environment: Readonly<Record<string, string | undefined>>,
): readonly { readonly name: string; readonly needs: string }[] {
  const isSet = (name: string, value?: string) =>
    value === undefined ? (environment[name] ?? '') !== '' : environment[name] === value;
  return SETTING_NAMES.filter((name) => isSet(name)).flatMap((name) =>
    OWNERS.filter(([names, owner, value]) => names.test(name) && name !== owner && !isSet(owner, value)).map(
      ([, owner, value]) => ({ name, needs: value === undefined ? owner : `${owner}=${value}` }),
    ),
  );
}

/** Of the program, and of its tests in a browser. */
export const SETTING_NAMES: readonly string[] = [...Object.keys(schema.shape), 'BOKJI_CHROMIUM', 'BOKJI_BROWSER_TESTS'];

type Settings = z.infer<typeof schema>;

function modelConfig(settings: Settings): ModelConfig | undefined {
  const { BOKJI_LLM_BASE_URL: baseUrl, BOKJI_LLM_MODEL: model, BOKJI_LLM_PROVIDER: provider } = settings;
  if (baseUrl === undefined && model === undefined) return undefined;
  if (model === undefined) throw missingSetting('BOKJI_LLM_MODEL', 'BOKJI_LLM_BASE_URL');
  if (baseUrl === undefined && provider === 'openai') throw missingSetting('BOKJI_LLM_BASE_URL', 'BOKJI_LLM_MODEL');
  const { BOKJI_LLM_PRICE_INPUT: input, BOKJI_LLM_PRICE_OUTPUT: output, BOKJI_LLM_PRICE_CURRENCY: currency } = settings;
  if (input !== undefined && output === undefined)
    throw missingSetting('BOKJI_LLM_PRICE_OUTPUT', 'BOKJI_LLM_PRICE_INPUT');
  if (input === undefined && output !== undefined)
    throw missingSetting('BOKJI_LLM_PRICE_INPUT', 'BOKJI_LLM_PRICE_OUTPUT');
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

function embeddingConfig(settings: Settings): EmbeddingConfig | undefined {
  const { BOKJI_EMBEDDING_BASE_URL: baseUrl, BOKJI_EMBEDDING_MODEL: model } = settings;
  if (baseUrl === undefined && model === undefined) return undefined;
  if (model === undefined) throw missingSetting('BOKJI_EMBEDDING_MODEL', 'BOKJI_EMBEDDING_BASE_URL');
  if (baseUrl === undefined) throw missingSetting('BOKJI_EMBEDDING_BASE_URL', 'BOKJI_EMBEDDING_MODEL');
  return {
    baseUrl,
    model,
    apiKey: settings.BOKJI_EMBEDDING_API_KEY,
    weight: settings.BOKJI_EMBEDDING_WEIGHT,
    questionMs: settings.BOKJI_EMBEDDING_SECONDS * 1000,
    prefixes: { query: settings.BOKJI_EMBEDDING_QUERY_PREFIX, passage: settings.BOKJI_EMBEDDING_PASSAGE_PREFIX },
  };
}

function slackConfig(set: z.infer<typeof schema>): SlackConfig | undefined {
  if (set.BOKJI_SLACK_BOT_TOKEN === undefined) return undefined;
  if (set.BOKJI_SLACK_APP_TOKEN === undefined && set.BOKJI_SLACK_SIGNING_SECRET === undefined)
    throw missingSetting('BOKJI_SLACK_APP_TOKEN', 'BOKJI_SLACK_BOT_TOKEN', 'BOKJI_SLACK_SIGNING_SECRET');
  return {
    botToken: set.BOKJI_SLACK_BOT_TOKEN,
    appToken: set.BOKJI_SLACK_APP_TOKEN,
    signingSecret: set.BOKJI_SLACK_SIGNING_SECRET,
    port: set.BOKJI_SLACK_PORT,
    staffWorkspaces: set.BOKJI_SLACK_STAFF_WORKSPACES,
    staffChannels: set.BOKJI_SLACK_STAFF_CHANNELS,
    dutyChannel: set.BOKJI_SLACK_DUTY_CHANNEL,
    apiUrl: set.BOKJI_SLACK_API_URL,
  };
}

function discordConfig(set: z.infer<typeof schema>): DiscordConfig | undefined {
  if (set.BOKJI_DISCORD_TOKEN === undefined) return undefined;
  return {
    token: set.BOKJI_DISCORD_TOKEN,
    readsThreads: set.BOKJI_DISCORD_READ_THREADS === '1',
    apiUrl: set.BOKJI_DISCORD_API_URL,
  };
}

function vectorStoreOf({ VECTOR_INDEX: vectors, BOKJI_VECTOR_STORE: module }: Settings): string | undefined {
  if (vectors !== 'langchain') return undefined;
  if (module === undefined) throw missingSetting('BOKJI_VECTOR_STORE', 'VECTOR_INDEX=langchain');
  return module;
}

function databaseConfig({ DATABASE_URL: url, VECTOR_INDEX: vectors }: Settings): DatabaseConfig | undefined {
  if (url !== undefined) return { url, searchesVectors: vectors === 'pgvector' };
  if (vectors === 'pgvector') throw missingSetting('DATABASE_URL', 'VECTOR_INDEX=pgvector');
  return undefined;
}
