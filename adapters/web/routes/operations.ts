/** For those who run it: alive, ready, counted. */
import { z } from 'zod';
import type { WebParts } from '../parts.js';
import { draining } from '../problem.js';
import { type Route, route } from '../route.js';

export function operationRoutes({ assistant, metrics, state }: WebParts): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/healthz',
      tag: '운영',
      summary: '살아 있으면 200',
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
      summary: '질문을 받을 수 있으면 200, 멈추는 중이면 503',
      responses: {
        200: {
          description: '준비됨',
          schema: z.object({ status: z.literal('ready'), index: z.string(), documents: z.number().int() }),
        },
      },
      handle: async (_input, _request, reply) => {
        if (state.draining) throw draining();
        const { manifest } = assistant().index;
        reply.header('cache-control', 'no-store');
        return { status: 'ready', index: manifest.version, documents: manifest.counts.documents };
      },
    }),
    route({
      method: 'GET',
      path: '/metrics',
      tag: '운영',
      summary: 'Prometheus 지표',
      responses: { 200: { description: '지표', schema: z.string(), contentType: 'text/plain' } },
      handle: async (_input, _request, reply) => {
        reply.header('cache-control', 'no-store').type(metrics.registry.contentType);
        return metrics.registry.metrics();
      },
    }),
  ];
}
