/** The pages people see and the widget's files. */
import type { FastifyInstance } from 'fastify';
import type { WebParts } from '../parts.js';
import { notFound, sendProblem } from '../problem.js';
import type { Route } from '../route.js';
import { createNonce, pagePolicy } from '../security.js';
import { html } from './html.js';

export function registerPages(app: FastifyInstance, { assets }: WebParts, _routes: readonly Route[]): void {
  app.get('/', async (_request, reply) => {
    const nonce = createNonce();
    const page = html`<!doctype html><html lang="ko"><meta charset="utf-8"><title>복지길잡이</title><h1>복지길잡이</h1><script async src="/widget/v1.js" nonce="${nonce}"></script></html>`;
    return reply.header('content-security-policy', pagePolicy(nonce)).type('text/html; charset=utf-8').send(page.html);
  });
  app.get<{ Params: { name: string } }>('/widget/:name', async (request, reply) => {
    const asset = assets.get(request.params.name);
    if (!asset) return sendProblem(reply, notFound());
    reply
      .header('etag', asset.tag)
      .header('cache-control', asset.cacheControl)
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('vary', 'accept-encoding')
      .type(asset.type);
    if (request.headers['if-none-match'] === asset.tag) return reply.code(304).send();
    const zipped = request.headers['accept-encoding']?.includes('gzip') === true;
    if (zipped) reply.header('content-encoding', 'gzip');
    return reply.send(zipped ? asset.gzipped : asset.body);
  });
}
