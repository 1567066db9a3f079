/**
 * Faults as people and programs read them: RFC 9457 `application/problem+json`, in Korean, naming the limit or the
 * field and what to do. What was not foreseen becomes a 500 without any of its inner words.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { withParticle } from '../../src/answering/particles.js';
import { StoreError } from '../../src/store/ports.js';

export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** What a program may branch on. */
  code: z.string(),
  field: z.string().optional(),
  limit: z.union([z.number(), z.string()]).optional(),
});
export type ProblemBody = z.infer<typeof problemSchema>;

interface Extra {
  readonly field?: string;
  readonly limit?: number | string;
  readonly retryAfterSeconds?: number;
}

export class Problem extends Error {
  override name = 'Problem';
  readonly body: ProblemBody;
  readonly retryAfterSeconds: number | undefined;
  constructor(
    status: number,
    code: string,
    title: string,
    detail: string,
    { retryAfterSeconds, ...extra }: Extra = {},
  ) {
    super(detail);
    this.body = { type: 'about:blank', title, status, detail, code, ...extra };
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const notFound = (what: '주소' | '제도' | '답변' = '주소'): Problem =>
  new Problem(
    404,
    'not-found',
    '찾을 수 없습니다',
    `찾으시는 ${withParticle(what, '이')} 없습니다. 주소를 확인해 주세요.`,
  );

export const draining = (): Problem =>
  new Problem(503, 'draining', '잠시 멈추는 중입니다', '서버를 다시 시작하고 있습니다. 잠시 뒤에 다시 시도해 주세요.', {
    retryAfterSeconds: 5,
  });

/** Never for a question: that is answered without the store. */
const storeAway = (): Problem =>
  new Problem(
    503,
    'store-away',
    '지금은 할 수 없습니다',
    '저장소를 잠시 쓸 수 없습니다. 잠시 뒤에 다시 시도해 주세요.',
    {
      retryAfterSeconds: 5,
    },
  );

/** The first fault of a schema, in words: the field, what it should be, and its limit where it has one. */
export function invalid(place: '본문' | '주소', error: z.ZodError): Problem {
  const [issue] = error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const field = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join('.');
  const named = field === '' ? place : `${place}의 ${field}`;
  const extra: Extra = {
    ...(field === '' ? {} : { field }),
    ...(issue?.code === 'too_big' ? { limit: Number(issue.maximum) } : {}),
  };
  return new Problem(400, 'invalid', '요청이 올바르지 않습니다', `${named} ${reasonOf(issue)}`, extra);
}

const TYPES: Readonly<Record<string, string>> = {
  string: '글자',
  number: '숫자',
  int: '정수',
  boolean: 'true나 false',
  array: '목록',
  object: 'JSON 객체',
};

function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  switch (issue?.code) {
    case 'too_big':
      return `값이 너무 큽니다. ${issue.maximum}${issue.origin === 'string' ? '자' : ''} 이하로 적어 주세요.`;
    case 'too_small':
      return `값이 너무 작습니다. ${issue.minimum}${issue.origin === 'string' ? '자' : ''} 이상으로 적어 주세요.`;
    case 'unrecognized_keys':
      return '항목은 없는 이름입니다. 이름을 확인하거나 빼 주세요.';
    case 'invalid_type':
      return `값이 빠졌거나 종류가 다릅니다. ${TYPES[issue.expected] ?? issue.expected} 꼴로 적어 주세요.`;
    case 'invalid_value':
      return `값을 쓸 수 없습니다. 쓸 수 있는 값: ${issue.values.join(', ')}`;
    default:
      return '값의 꼴이 맞지 않습니다. API 설명(/docs)을 확인해 주세요.';
  }
}

const FRAMEWORK: Readonly<Record<string, readonly [number, string, string, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    413,
    'too-large',
    '요청이 너무 큽니다',
    '본문은 16 KB까지 보낼 수 있습니다. 줄여서 다시 보내 주세요.',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    'media-type',
    '받을 수 없는 형식입니다',
    'Content-Type을 application/json으로 보내 주세요.',
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: [
    400,
    'invalid',
    '요청이 올바르지 않습니다',
    '본문이 비었습니다. JSON 객체를 보내 주세요.',
  ],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'invalid', '요청이 올바르지 않습니다', '본문이 올바른 JSON이 아닙니다.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    400,
    'invalid',
    '요청이 올바르지 않습니다',
    '본문의 길이가 Content-Length와 다릅니다.',
  ],
  FST_ERR_BAD_URL: [400, 'invalid', '요청이 올바르지 않습니다', '주소의 글자가 올바르게 부호화되지 않았습니다.'],
};

export const BODY_BYTES_MAX = 16 * 1024;

export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StoreError) return storeAway();
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = FRAMEWORK[code];
  if (known) {
    const [status, name, title, detail] = known;
    return new Problem(status, name, title, detail, status === 413 ? { limit: BODY_BYTES_MAX } : {});
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500)
    return new Problem(status, 'invalid', '요청이 올바르지 않습니다', '요청을 읽을 수 없습니다. 형식을 확인해 주세요.');
  return new Problem(
    500,
    'fault',
    '일시적인 문제입니다',
    '잠시 뒤에 다시 시도해 주세요. 급하시면 보건복지상담센터 129로 전화해 주세요.',
  );
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds));
  return reply
    .code(problem.body.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.body));
}

export function createErrorHandler(log: Logger) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const problem = problemOf(error);
    if (problem.body.status >= 500 && !(error instanceof Problem))
      log.error(
        { route: request.routeOptions.url, error: error instanceof Error ? error.name : 'unknown' },
        'request failed',
      );
    return sendProblem(reply, problem);
  };
}
