/** Settings: the environment, read once through one schema. Every variable stands in `.env.example`. */
import { z } from 'zod';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

const schema = z.object({
  BOKJI_KNOWLEDGE: z.string().min(1).optional(),
  BOKJI_DATA: z.string().min(1).optional(),
  BOKJI_REGION: z.string().min(1).optional(),
  BOKJI_LOG_LEVEL: z.enum(LEVELS).default('warn'),
  BOKJI_NOW: z.iso.datetime({ offset: true }).optional(),
});

export interface Config {
  readonly knowledgeFolder: string | undefined;
  readonly dataFolder: string | undefined;
  readonly region: string | undefined;
  readonly logLevel: (typeof LEVELS)[number];
  /** A fixed clock, for rehearsing New Year. */
  readonly now: Date | undefined;
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
  };
}
