/** The Fastify server: guards and headers first, then routes and pages. Listens to nothing by itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import cors from '@fastify/cors';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readAssets } from './assets.js';
import { createLimits, sharedCounts } from './limits.js';
import { openApiOf } from './openapi.js';
import { createOriginJudge } from './origins.js';
import { registerPages } from './pages/index.js';
import { answerNowhere } from './pages/no-page.js';
import type { WebOptions, WebParts } from './parts.js';
import { BODY_BYTES_MAX, createErrorHandler, draining, Problem, problemOf, sendProblem } from './problem.js';
import { type Route, route } from './route.js';
import { answerRoutes } from './routes/answers.js';
import { operationRoutes } from './routes/operations.js';
import { programRoutes } from './routes/programs.js';
import { API_HEADERS } from './security.js';
import { createStreams } from './streams.js';

const STREAM_KEPT_MS = 60_000;
const STREAM_ABANDONED_MS = 15_000;
const STREAMS_MAX = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

export interface WebServer {
  readonly app: FastifyInstance;
  readonly routes: readonly Route[];
  readonly state: { draining: boolean };
}

export async function createWebServer(options: WebOptions): Promise<WebServer> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    return503OnClosing: false,
    frameworkErrors: (error, _request, reply) => {
      sendProblem(reply, problemOf(error));
    },
  });
  const state = { draining: false };
  const judge = createOriginJudge(options.allowedOrigins);
  const { metrics } = options;
  app.setErrorHandler(createErrorHandler(options.log));
  app.setNotFoundHandler(answerNowhere);

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(API_HEADERS);
    if (state.draining) reply.header('connection', 'close');
    const { origin } = request.headers;
    const changes = request.method === 'POST' || request.method === 'DELETE';
    if (changes && state.draining) throw draining();
    if (changes && origin !== undefined && !judge.isListed(origin) && !judge.isOwn(origin, request.host))
      throw new Problem(
        403,
        'foreign-origin',
        '허용되지 않은 사이트입니다',
        '이 사이트에서는 쓸 수 없습니다. 운영자는 BOKJI_ALLOWED_ORIGINS에 사이트 주소를 더하고, 프록시가 앞에 있으면 Host를 그대로 넘기게 해 주세요.',
        { field: 'Origin' },
      );
  });
  app.addHook('onResponse', async (request, reply) => {
    metrics.request(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000);
  });

  await app.register(cors, {
    origin: (origin, done) => done(null, origin !== undefined && judge.isListed(origin)),
    methods: ['GET', 'POST', 'DELETE'],
    allowedHeaders: ['content-type', 'accept', 'last-event-id', 'idempotency-key'],
    maxAge: 600,
    strictPreflight: false,
  });
  app.removeContentTypeParser('text/plain');
  await app.register(rateLimit, {
    global: false,
    ...(options.hits ? { store: sharedCounts(options.hits) } : {}),
  });

  const parts: WebParts = {
    ...options,
    state,
    limits: createLimits(app, options),
    assets: readAssets(join(options.packageFolder, 'dist', 'widget')),
    streams: createStreams({ keptMs: STREAM_KEPT_MS, abandonedMs: STREAM_ABANDONED_MS, streamsMax: STREAMS_MAX }),
  };
  const described = [...answerRoutes(parts), ...programRoutes(parts), ...operationRoutes(parts)];
  const routes = [...described, openApiRoute(() => openApi)];
  const openApi = openApiOf(routes, versionOf(options.packageFolder));
  for (const { register } of routes) register(app);
  // Only pages take forms: the API reads JSON alone, which no foreign form can send.
  await app.register(async (pages) => {
    await pages.register(formbody, { bodyLimit: BODY_BYTES_MAX });
    registerPages(pages, parts, routes);
  });
  return { app, routes, state };
}

function openApiRoute(document: () => Record<string, unknown>): Route {
  return route({
    method: 'GET',
    path: '/openapi.json',
    tag: '운영',
    summary: '이 API의 OpenAPI 3.1 문서',
    responses: { 200: { description: 'OpenAPI 3.1', schema: z.record(z.string(), z.unknown()) } },
    handle: async () => document(),
  });
}

function versionOf(packageFolder: string): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')));
  return version;
}
