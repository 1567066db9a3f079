/**
 * A setting that is wrong, in words for the person who set it: which, what may stand there, and where it is mended. The
 * value itself is never repeated; it may be a secret.
 */
import type { z } from 'zod';

export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** What may stand where neither bounds nor a list of choices tells it. */
const FORMS: Readonly<Record<string, string>> = {
  BOKJI_NOW: '시간대까지 적은 날짜와 시각입니다. 예: 2027-01-01T09:00:00+09:00',
  BOKJI_ALLOWED_ORIGINS: 'https://www.city.go.kr 처럼 경로 없이 적은 누리집 주소입니다. 여럿은 쉼표로 나눕니다',
  BOKJI_TRUST_PROXY: '10.0.0.5 같은 IP 주소나 10.0.0.0/8 같은 대역, 또는 loopback입니다. 여럿은 쉼표로 나눕니다',
  BOKJI_SLACK_STAFF_WORKSPACES: 'T로 시작하는 워크스페이스 ID입니다. 여럿은 쉼표로 나눕니다',
  BOKJI_SLACK_STAFF_CHANNELS: 'C나 G로 시작하는 채널 ID, 또는 dm입니다. 여럿은 쉼표로 나눕니다',
  BOKJI_SLACK_DUTY_CHANNEL: 'C나 G로 시작하는 채널 ID입니다',
  DATABASE_URL: 'postgres://사용자:비밀번호@주소:5432/이름 꼴입니다',
};

export function wrongSettings(issues: readonly z.core.$ZodIssue[]): ConfigError {
  const wrong = new Map(issues.map((issue) => [String(issue.path[0] ?? '설정'), issue]));
  return new ConfigError([...wrong].map(([name, issue]) => lineOf(name, issue)).join('\n'));
}

/** Of settings that need each other, one is not there; `instead` would do as well. */
export function missingSetting(name: string, given: string, instead?: string): ConfigError {
  const wanted = instead === undefined ? `${name} 값도` : `${name}이나 ${instead} 가운데 하나도`;
  return new ConfigError(
    `설정 ${name}의 값이 없습니다.\n  → ${given}와 함께 ${wanted} .env 파일이나 환경 변수에 적으세요.`,
  );
}

function lineOf(name: string, issue: z.core.$ZodIssue): string {
  const form = FORMS[name] ?? formOf(issue);
  return `설정 ${name}의 값이 올바르지 않습니다.${form === undefined ? '' : ` ${form}.`}\n  → .env 파일이나 환경 변수의 ${name} 값을 고치세요.`;
}

function formOf(issue: z.core.$ZodIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_value':
      return `쓸 수 있는 값: ${issue.values.join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' ? `${issue.minimum}자 이상이어야 합니다` : `${issue.minimum} 이상이어야 합니다`;
    case 'too_big':
      return `${issue.maximum} 이하여야 합니다`;
    case 'invalid_type':
      return issue.expected === 'int' ? '정수여야 합니다' : '수여야 합니다';
    case 'invalid_format':
      return issue.format === 'url' ? 'http:// 나 https:// 로 시작하는 주소여야 합니다' : undefined;
    default:
      return undefined;
  }
}
