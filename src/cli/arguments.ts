/** Command-line arguments: words and flags, with Korean errors. Unknown flags are errors, never ignored. */
import { parseArgs } from 'node:util';
import { AUDIENCES, type Audience } from '../knowledge/schema.js';
import { RANKINGS, type Ranking } from '../retrieval/weights.js';

export class UsageError extends Error {
  override name = 'UsageError';
}

const FLAGS = {
  knowledge: { type: 'string' },
  data: { type: 'string' },
  region: { type: 'string' },
  to: { type: 'string' },
  conversation: { type: 'string' },
  reason: { type: 'string' },
  audience: { type: 'string' },
  batch: { type: 'string' },
  limit: { type: 'string' },
  ranking: { type: 'string' },
  json: { type: 'boolean' },
  markdown: { type: 'string' },
  'fail-under': { type: 'string' },
  compare: { type: 'string' },
  engine: { type: 'string' },
  print: { type: 'string' },
  mode: { type: 'string' },
  port: { type: 'string' },
  explain: { type: 'boolean' },
  'by-document': { type: 'boolean' },
  'allow-faults': { type: 'boolean' },
  plan: { type: 'boolean' },
  watch: { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  'propose-questions': { type: 'boolean' },
  from: { type: 'string' },
  into: { type: 'string' },
  sources: { type: 'string' },
  due: { type: 'boolean' },
  fresh: { type: 'boolean' },
  hold: { type: 'boolean' },
  verify: { type: 'boolean' },
  by: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

export type Flags = ReturnType<typeof parseFlags>['flags'];

export function parseFlags(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: FLAGS, allowPositionals: true });
    return { flags: values, words: positionals };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : '';
    const flag = /'(-[^'\s]*)/.exec(message)?.[1] ?? '';
    throw new UsageError(`알 수 없는 선택이거나 값이 빠졌습니다: ${flag}\n  → bokji --help 로 쓰는 법을 확인하세요.`, {
      cause,
    });
  }
}

export function audienceOf(value: string | undefined): Audience {
  if (value === undefined) return 'public';
  const audience = AUDIENCES.find((name) => name === value);
  if (!audience) throw new UsageError(`모르는 대상입니다: ${value}\n  → --audience 는 public 또는 staff 로 적으세요.`);
  return audience;
}

/** `fused` is what answering uses; the others are its parts alone, to compare with. */
export function rankingOf(value: string | undefined): Ranking {
  if (value === undefined) return 'fused';
  const ranking = RANKINGS.find((name) => name === value);
  if (!ranking)
    throw new UsageError(
      `모르는 방식입니다: ${value}\n  → --ranking 은 ${RANKINGS.join(', ')} 가운데 하나로 적으세요.`,
    );
  return ranking;
}

export function limitOf(value: string | undefined): number {
  if (value === undefined) return 10;
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new UsageError(`쓸 수 없는 결과 수입니다: ${value}\n  → --limit 은 1에서 100 사이의 수로 적으세요.`);
  return limit;
}
