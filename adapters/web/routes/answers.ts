/** Asking, following an answer as it is made, feedback, and forgetting a conversation. */
import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { createOnce } from '../../../src/conversation/once.js';
import { answerJson } from '../../../src/core/answer-json.js';
import type { AnswerWatch } from '../../../src/core/ports.js';
import { type Answer, answerSchema } from '../../../src/core/types.js';
import { maskPersonalData } from '../../../src/safety/personal-data.js';
import type { WebParts } from '../parts.js';
import { notFound, Problem } from '../problem.js';
import { type Route, route } from '../route.js';
import { type Follower, parseEventId, type StreamEvent } from '../streams.js';

const QUESTION_CHARACTERS_MAX = 3_000;
const HEARTBEAT_MS = 15_000;
const COMMENT_CHARACTERS_MAX = 1_000;

/** Whoever knows it goes on with the conversation, so it is long and random; `web:` may be left out. */
const conversationIdSchema = z.string().regex(/^(?:web:)?[A-Za-z0-9_-]{16,64}$/);

export const askSchema = z.strictObject({
  question: z.string().max(QUESTION_CHARACTERS_MAX),
  conversationId: conversationIdSchema.optional(),
  region: z.string().max(40).optional(),
});

const FEEDBACK_REASONS = ['wrong', 'outdated', 'unclear', 'not-wanted', 'other'] as const;

const feedbackSchema = z.strictObject({
  helpful: z.boolean(),
  reason: z.enum(FEEDBACK_REASONS).optional(),
  comment: z.string().max(COMMENT_CHARACTERS_MAX).optional(),
});

const idParams = z.object({ id: z.string().max(80) });

export const conversationIdOf = (given: string | undefined): string =>
  `web:${given?.replace(/^web:/, '') ?? randomUUID()}`;

/** One question put; the page without JavaScript asks by the same way. */
export function createAsk({ conversations, answers, assistant, log, region: setRegion }: WebParts) {
  const once = createOnce({ answers, log });
  return async (
    asked: {
      readonly question: string;
      readonly conversationId: string;
      /** The conversation got its id for this question. */
      readonly begins?: boolean | undefined;
      readonly region?: string | undefined;
      /** The same again gets the answer that was given, from whichever server. */
      readonly key?: string | undefined;
    },
    watch?: AnswerWatch,
  ): Promise<Answer> =>
    once(asked, (answerId) =>
      conversations.ask(
        {
          conversationId: asked.conversationId,
          begins: asked.begins,
          text: asked.question,
          audience: 'public',
          region: placeNameOf(assistant().gazetteer, asked.region) ?? setRegion,
          answerId,
        },
        watch,
      ),
    );
}

const KEY_HEADER = 'idempotency-key';
const keySchema = z.string().regex(/^[\x21-\x7e]{8,128}$/);

/** What a caller names a question by, so that asking again after a broken connection is no second question. */
function keyOf(request: FastifyRequest): string | undefined {
  const given = request.headers[KEY_HEADER];
  if (given === undefined) return undefined;
  const parsed = keySchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Problem(
    400,
    'bad-key',
    '요청의 열쇠가 올바르지 않습니다',
    'Idempotency-Key는 빈칸 없는 영문·숫자·기호 8자에서 128자로 적어 주세요.',
    { field: 'Idempotency-Key' },
  );
}

export function placeNameOf(
  gazetteer: ReturnType<WebParts['assistant']>['gazetteer'],
  region: string | undefined,
): string | undefined {
  if (region === undefined || region === '' || region === '전국') return undefined;
  const place = gazetteer.resolve(region);
  if (!place)
    throw new Problem(
      400,
      'unknown-region',
      '모르는 지역입니다',
      'region에는 “고양시”, “경기도 고양시”처럼 시·도나 시·군·구의 이름을 적어 주세요.',
      { field: 'region' },
    );
  return place.name;
}

export function answerRoutes(parts: WebParts): readonly Route[] {
  const { streams, answers, metrics, conversations, limits, staffToken, clock, assistant } = parts;
  const ask = createAsk(parts);
  return [
    route({
      method: 'POST',
      path: '/v1/answers',
      tag: '답변',
      summary:
        '질문 하나에 답 하나. Accept: text/event-stream 이면 stage, statement, answer, error 사건으로 보내고, 끊기면 같은 요청에 Last-Event-ID를 붙여 이어 받습니다. 같은 conversationId와 Idempotency-Key로 다시 물으면 처음의 답을 받습니다.',
      body: askSchema,
      responses: {
        200: [
          { description: '답변', schema: answerSchema },
          { description: '사건 흐름', schema: z.string(), contentType: 'text/event-stream' },
        ],
      },
      async handle({ body }, request, reply) {
        const conversationId = conversationIdOf(body.conversationId);
        placeNameOf(assistant().gazetteer, body.region);
        const streaming = request.headers.accept?.includes('text/event-stream') === true;
        const last = streaming ? parseEventId(request.headers['last-event-id']) : undefined;
        // Coming back to an answer under way is no new question.
        if (last && followStream(parts, last.streamId, conversationId, last.seen, reply)) return undefined;
        await limits.check(request, conversationId);
        const begins = body.conversationId === undefined;
        const asked = { question: body.question, conversationId, begins, region: body.region, key: keyOf(request) };
        reply.header('cache-control', 'no-store');
        if (!streaming) {
          const answer = await ask(asked);
          reply.header('content-type', 'application/json; charset=utf-8');
          return answerJson(answer);
        }
        const streamId = streams.begin(conversationId, (watch) => ask(asked, watch));
        followStream(parts, streamId, conversationId, 0, reply);
        return undefined;
      },
    }),
    route({
      method: 'GET',
      path: '/v1/answers/{id}',
      tag: '답변',
      summary: '저장된 답변과 그 근거(직원용, Authorization: Bearer …)',
      params: idParams,
      responses: { 200: { description: '답변', schema: answerSchema } },
      async handle({ params }, request, reply) {
        if (!isStaff(request, staffToken))
          throw new Problem(
            401,
            'staff-only',
            '직원만 볼 수 있습니다',
            '직원용 열쇠(Authorization: Bearer …)를 보내 주세요.',
          );
        const answer = await answers.find(params.id);
        if (!answer) throw notFound('답변');
        reply.header('cache-control', 'no-store');
        return answer;
      },
    }),
    route({
      method: 'POST',
      path: '/v1/answers/{id}/feedback',
      tag: '답변',
      summary: '답변이 도움이 되었는지 알립니다. 의견의 개인정보는 지우고 둡니다.',
      params: idParams,
      body: feedbackSchema,
      responses: { 204: { description: '받았습니다' } },
      async handle({ params, body }, request, reply) {
        await limits.check(request, `feedback:${params.id}`);
        const kept = await answers.addFeedback({
          answerId: params.id,
          helpful: body.helpful,
          reason: body.reason,
          comment: body.comment === undefined ? undefined : maskPersonalData(body.comment.normalize('NFC')).text,
          at: clock().toISOString(),
        });
        if (!kept) throw notFound('답변');
        metrics.feedback(body.helpful, body.reason);
        await reply.code(204).send();
        return undefined;
      },
    }),
    route({
      method: 'DELETE',
      path: '/v1/conversations/{id}',
      tag: '답변',
      summary: '대화를 잊습니다. 모르는 대화도 잊은 것과 같습니다.',
      params: z.object({ id: conversationIdSchema }),
      responses: { 204: { description: '잊었습니다' } },
      async handle({ params }, request, reply) {
        await limits.check(request, undefined);
        await conversations.forget(conversationIdOf(params.id));
        await reply.code(204).send();
        return undefined;
      },
    }),
  ];
}

/** Sends what is kept of a stream and what is to come. False where there is none to follow. */
function followStream(
  { streams, metrics }: WebParts,
  streamId: string,
  conversationId: string,
  seen: number,
  reply: FastifyReply,
): boolean {
  const { raw } = reply;
  let open = false;
  const begin = (): void => {
    if (open) return;
    open = true;
    reply.hijack();
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 1000\n\n');
    metrics.streamOpened();
  };
  const follower: Follower = {
    send: (event) => {
      begin();
      raw.write(formatEvent(event));
    },
    end: () => {
      begin();
      raw.end();
    },
  };
  if (!streams.follow(streamId, conversationId, seen, follower)) return false;
  begin();
  const heartbeat = setInterval(() => raw.write(': \n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  const leave = (): void => {
    clearInterval(heartbeat);
    streams.leave(streamId, follower);
    metrics.streamClosed();
  };
  // A short answer may have ended the reply already.
  if (raw.writableEnded || raw.destroyed) leave();
  else raw.once('close', leave);
  return true;
}

function formatEvent({ id, name, data }: StreamEvent): string {
  return `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function isStaff(request: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined || given === undefined) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
