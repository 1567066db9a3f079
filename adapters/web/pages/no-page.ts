/** An address that leads nowhere: a browser gets a page with ways on, a program its problem. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound, sendProblem } from '../problem.js';
import { createNonce, pagePolicy } from '../security.js';
import { html } from './html.js';
import { layout } from './layout.js';

const NOT_FOUND = 404;

export function answerNowhere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!wantsPage(request)) return sendProblem(reply, notFound());
  const nonce = createNonce();
  const main = html`<h1>찾으시는 쪽이 없습니다</h1>
<p class="lead">주소가 바뀌었거나 잘못 적혔습니다. 아래에서 다시 찾아보세요.</p>
<div class="steps"><a class="b primary" href="/">처음으로</a><a class="b" href="/programs">제도 찾기</a><a class="b call" href="tel:129">☎ 전화 상담 129</a></div>`;
  return reply
    .code(NOT_FOUND)
    .header('content-security-policy', pagePolicy(nonce))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(layout({ title: '없는 쪽 | 복지길잡이', nonce, main }));
}

/** Whoever reads the API asks below `/v1/`, or for anything but HTML. */
const wantsPage = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && !url.startsWith('/v1/') && headers.accept?.includes('text/html') === true;
