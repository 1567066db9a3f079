/** The pages people see and the widget's files. Pages fail as pages: in words, with a telephone number. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { findDocument, regionsOf } from '../../../src/catalogue/catalogue.js';
import { LIFE_STAGES } from '../../../src/knowledge/vocabulary.js';
import type { WebParts } from '../parts.js';
import { notFound, Problem, problemOf, sendProblem } from '../problem.js';
import type { Route } from '../route.js';
import { askSchema, conversationIdOf, createAsk, placeNameOf } from '../routes/answers.js';
import { findPrograms } from '../routes/programs.js';
import { createNonce, pagePolicy } from '../security.js';
import { answerPage } from './answer.js';
import { askForm } from './ask-form.js';
import { docsPage } from './docs.js';
import { framePage, frameQuery } from './frame.js';
import { frontPage } from './front.js';
import { type Html, html } from './html.js';
import { layout } from './layout.js';
import { programPage, programsPage } from './programs.js';

const PAGE_QUESTION_CHARACTERS_MAX = 500;
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#256ef4"/><path d="M9 23V9h8a4.5 4.5 0 0 1 0 9h-4" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>';

const listQuery = z.object({
  region: z.string().max(40).optional(),
  lifeStage: z.enum(LIFE_STAGES).optional().catch(undefined),
  q: z.string().max(200).optional(),
});
const formBody = z.object({
  question: z.string(),
  region: z.string().max(40).optional(),
  conversationId: askSchema.shape.conversationId.catch(undefined),
});

export function registerPages(app: FastifyInstance, parts: WebParts, routes: readonly Route[]): void {
  const { assistant, assets, limits, region: setRegion } = parts;
  const ask = createAsk(parts);

  const send = (reply: FastifyReply, title: string, main: (nonce: string) => Html, status = 200): FastifyReply => {
    const nonce = createNonce();
    return reply
      .code(status)
      .header('content-security-policy', pagePolicy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(layout({ title: `${title} | 복지길잡이`, nonce, main: main(nonce) }));
  };
  /** An unknown place in an address is no reason to show nothing. */
  const placeOf = (value: string | undefined): string | undefined => {
    try {
      return placeNameOf(assistant().gazetteer, value) ?? setRegion;
    } catch {
      return setRegion;
    }
  };

  app.setErrorHandler((error, request, reply) => {
    const { body, retryAfterSeconds } = problemOf(error);
    if (body.status >= 500 && !(error instanceof Problem))
      parts.log.error(
        { route: request.routeOptions.url, error: error instanceof Error ? error.name : 'unknown' },
        'page failed',
      );
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    const asked = formBody.safeParse(request.body);
    return send(
      reply,
      body.title,
      () =>
        html`<h1>${body.title}</h1><p class="note">${body.detail}</p>${
          asked.success
            ? askForm({ ...asked.data, region: asked.data.region })
            : html`<p><a class="b" href="/">처음으로</a></p>`
        }`,
      body.status,
    );
  });

  app.get('/', async (request, reply) => {
    const { region } = listQuery.parse(request.query);
    return send(reply, '출처와 함께 답하는 복지 상담', (nonce) => frontPage(assistant(), placeOf(region), nonce));
  });

  app.post('/ask', async (request, reply) => {
    const { question, region, conversationId } = formBody.parse(request.body ?? { question: '' });
    if (question.length > PAGE_QUESTION_CHARACTERS_MAX)
      throw new Problem(
        400,
        'invalid',
        '질문이 너무 깁니다',
        `질문은 ${PAGE_QUESTION_CHARACTERS_MAX}자까지 적을 수 있습니다. 줄여서 다시 물어봐 주세요.`,
        {
          field: 'question',
          limit: PAGE_QUESTION_CHARACTERS_MAX,
        },
      );
    const id = conversationIdOf(conversationId);
    await limits.check(request, id);
    const place = placeOf(region);
    const answer = await ask({ question, conversationId: id, region: place });
    return send(reply, '답변', () => answerPage(question, answer, place));
  });

  app.get('/programs', async (request, reply) => {
    const { region, lifeStage, q } = listQuery.parse(request.query);
    const place = placeOf(region);
    const found = await findPrograms(parts, { region: place, lifeStage, q });
    return send(reply, lifeStage ?? '제도 찾기', () =>
      programsPage(found, regionsOf(assistant().index.documents), { region: place, lifeStage, q }),
    );
  });

  app.get<{ Params: { id: string } }>('/programs/:id', async (request, reply) => {
    const document = findDocument(assistant().index.documents, request.params.id);
    if (!document) throw notFound('제도');
    return send(reply, document.title, () => programPage(document));
  });

  app.get('/docs', async (_request, reply) => send(reply, 'API 설명', () => docsPage(routes)));

  app.get('/favicon.svg', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(ICON),
  );

  app.get('/widget/frame', async (request, reply) => {
    const nonce = createNonce();
    return reply
      .header('content-security-policy', pagePolicy(nonce, parts.allowedOrigins))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(framePage(frameQuery.parse(request.query), nonce).html);
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
