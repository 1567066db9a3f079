/** Command-line arguments: words and flags, with Korean errors. Unknown flags are errors, never ignored. */
import { parseArgs } from 'node:util';
import { AUDIENCES, type Audience } from '../knowledge/schema.js';
import { RANKINGS, type Ranking } from '../retrieval/weights.js';
import { FLAGS, type FlagName } from './flags.js';
import { nearestTo } from './nearest.js';

export class UsageError extends Error {
  override name = 'UsageError';
}

export type Flags = ReturnType<typeof parseFlags>['flags'];

export function parseFlags(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: FLAGS, allowPositionals: true });
    return { flags: values, words: positionals };
  } catch (cause) {
    throw wrongFlag(cause);
  }
}

/** A flag that the command does not know is an error too: what is set and not heeded misleads. */
export function requireFlagsOf(command: string, known: readonly FlagName[], flags: Flags): void {
  const foreign = FLAG_NAMES.find((name) => flags[name] !== undefined && !known.includes(name));
  if (foreign !== undefined)
    throw new UsageError(
      `bokji ${command} 에는 --${foreign} 선택이 없습니다.\n  → bokji ${command} --help 로 쓸 수 있는 선택을 확인하세요.`,
    );
}

const FLAG_NAMES = Object.keys(FLAGS) as FlagName[];

function wrongFlag(cause: unknown): UsageError {
  const { message, code } =
    cause instanceof Error ? { code: '', ...cause, message: cause.message } : { message: '', code: '' };
  const flag = /'(-[^'\s=,]*)/.exec(message)?.[1] ?? '';
  const isUnknown = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
  return new UsageError(
    `${isUnknown ? '모르는 선택입니다' : '값이 빠졌거나 필요 없는 값이 있습니다'}: ${flag}\n  → ${remedyFor(flag, isUnknown)}`,
    { cause },
  );
}

function remedyFor(flag: string, isUnknown: boolean): string {
  if (/^-[^-a-z]/i.test(flag)) return '질문이 -로 시작하면 그 앞에 -- 를 적으세요. 예: bokji ask -- "-1인 가구"';
  const near = isUnknown ? nearestTo(flag.replace(/^-+/, ''), FLAG_NAMES) : undefined;
  return `${near === undefined ? '' : `혹시 --${near} 인가요? `}bokji --help 로 쓰는 법을 확인하세요.`;
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

export function portOf(value: string): number {
  const port = Number(value);
  if (value.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`쓸 수 없는 포트입니다: ${value}\n  → --port 는 0에서 65535 사이의 수로 적으세요.`);
  return port;
}

export function limitOf(value: string | undefined): number {
  if (value === undefined) return 10;
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new UsageError(`쓸 수 없는 결과 수입니다: ${value}\n  → --limit 은 1에서 100 사이의 수로 적으세요.`);
  return limit;
}
