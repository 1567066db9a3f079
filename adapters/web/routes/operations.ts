/** For those who run it: alive, ready, counted. */
import { z } from 'zod';
import type { WebParts } from '../parts.js';
import { draining, Problem } from '../problem.js';
import { type Route, route } from '../route.js';

const partSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** Questions are answered without it too. */
  optional: z.boolean(),
});

export function operationRoutes({ assistant, metrics, readiness, state }: WebParts): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/healthz',
      tag: '운영',
      summary: '살아 있으면 200. 다른 것이 고장 나도 200이니 다시 시작할지를 정하는 데 씁니다.',
      responses: { 200: { description: '살아 있음', schema: z.object({ status: z.literal('ok') }) } },
      handle: async (_input, _request, reply) => {
        reply.header('cache-control', 'no-store');
        return { status: 'ok' };
      },
    }),
    route({
      method: 'GET',
      path: '/readyz',
      tag: '운영',
      summary:
        '질문에 답할 수 있으면 200, 멈추는 중이거나 꼭 있어야 할 것이 없으면 503. parts=all을 붙이면 없어도 답할 수 있는 것(저장소, 메신저)까지 모두 되어야 200입니다.',
      query: z.strictObject({ parts: z.literal('all').optional() }),
      responses: {
        200: {
          description: '준비됨',
          schema: z.object({
            status: z.literal('ready'),
            index: z.string(),
            documents: z.number().int(),
            parts: z.array(partSchema),
          }),
        },
      },
      handle: async ({ query }, _request, reply) => {
        if (state.draining) throw draining();
        const { ready, findings } = await readiness();
        const failing = findings.filter(({ ok, optional }) => !ok && (query.parts === 'all' || !optional));
        if (!ready || failing.length > 0) throw notReady(failing.map(({ name }) => name));
        const { manifest } = assistant().index;
        reply.header('cache-control', 'no-store');
        return {
          status: 'ready',
          index: manifest.version,
          documents: manifest.counts.documents,
          parts: findings.map(({ name, ok, optional }) => ({ name, ok, optional })),
        };
      },
    }),
    route({
      method: 'GET',
      path: '/metrics',
      tag: '운영',
      summary: 'Prometheus 지표',
      responses: { 200: { description: '지표', schema: z.string(), contentType: 'text/plain' } },
      handle: async (_input, _request, reply) => {
        reply.header('cache-control', 'no-store').type(metrics.contentType);
        return metrics.text();
      },
    }),
  ];
}

function notReady(names: readonly string[]): Problem {
  return new Problem(
    503,
    'not-ready',
    '준비되지 않았습니다',
    `쓸 수 없는 것: ${names.join(', ')}. bokji doctor 로 까닭을 확인하세요.`,
    { retryAfterSeconds: 5 },
  );
}
