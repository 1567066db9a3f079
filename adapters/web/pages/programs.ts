/** The catalogue as pages: a list by life stage, region or words, and one programme as its record has it. */
import { summaryOf } from '../../../src/catalogue/catalogue.js';
import type { KnowledgeDocument } from '../../../src/knowledge/schema.js';
import { LIFE_STAGES } from '../../../src/knowledge/vocabulary.js';
import { safeHref } from '../markdown.js';
import { askForm } from './ask-form.js';
import { queryOf, regionPicker } from './front.js';
import { type Html, html } from './html.js';

export interface ListQuery {
  readonly region: string | undefined;
  readonly lifeStage: string | undefined;
  readonly q: string | undefined;
}

export function programsPage(
  found: readonly KnowledgeDocument[],
  regions: readonly string[],
  { region, lifeStage, q }: ListQuery,
): Html {
  return html`<h1>${lifeStage ?? '제도'} ${lifeStage === undefined ? '찾기' : '제도'}</h1>
${regionPicker('/programs', regions, region, { lifeStage, q })}
<form class="pick noprint" method="get" action="/programs" role="search"><label for="q">말로 찾기</label><input id="q" name="q" maxlength="200" value="${q}">${
    region === undefined ? '' : html`<input type="hidden" name="region" value="${region}">`
  }<button type="submit">찾기</button></form>
<nav aria-label="생애주기" class="steps noprint">${LIFE_STAGES.map(
    (stage) =>
      html`<a class="b" href="/programs?${queryOf({ lifeStage: stage, region })}"${
        stage === lifeStage ? html` aria-current="page"` : ''
      }>${stage}</a>`,
  )}</nav>
<p role="status">${found.length === 0 ? '찾은 제도가 없습니다. 다른 말로 찾거나 129에 물어보세요.' : `${found.length}건을 찾았습니다.`}</p>
<ul class="list">${found.map(
    (document) =>
      html`<li><a href="/programs/${document.id}">${document.title}</a><span class="tag">${document.region}</span>${
        document.status === '시행' ? '' : html`<span class="tag">${document.status}</span>`
      }<p>${summaryOf(document)}</p><p class="f">${document.source.publisher} · ${document.asOf} 기준</p></li>`,
  )}</ul>`;
}

export function programPage(document: KnowledgeDocument): Html {
  const { title, aliases, region, status, asOf, validUntil, sections, contacts, apply, source } = document;
  const original = source.url === undefined ? undefined : safeHref(source.url);
  return html`<h1>${title}</h1>
<p><span class="tag">${region}</span><span class="tag">${status}</span> <span class="f"><span class="nb">${asOf} 기준</span>${
    validUntil === undefined ? '' : html` · <span class="nb">${validUntil}까지의 기준</span>`
  }</span></p>
${aliases.length === 0 ? '' : html`<p class="f">다른 이름: ${aliases.join(', ')}</p>`}
${
  status === '시행'
    ? ''
    : html`<p class="note">이 제도의 상태는 ‘${status}’입니다. 지금 신청할 수 있다는 뜻이 아니니 담당 기관에 확인하세요.</p>`
}
${sections.map(
  ({ heading, claims }) =>
    html`<section class="sec"><h2>${heading}</h2><ul>${claims.map(({ text }) => html`<li>${text}</li>`)}</ul></section>`,
)}
<h2>연락과 신청</h2>
<div class="steps">${contacts.map(
    ({ name, phone }) => html`<a class="b call" href="tel:${phone}">☎ ${name} ${phone}</a>`,
  )}${apply.map(({ label, url }) =>
    safeHref(url) === undefined ? '' : html`<a class="b" href="${url}" rel="noopener noreferrer">${label}</a>`,
  )}</div>
<h2>출처</h2>
<p class="note">${source.publisher}, ${source.title}, ${source.date}${
    original === undefined
      ? ''
      : html`<br><a href="${original}" rel="noopener noreferrer">원문 보기 (${new URL(original).host})</a>`
  }</p>
<h2 class="noprint">이 제도에 대해 물어보기</h2>
${askForm({ region: region === '전국' ? undefined : region, question: `${title} ` })}`;
}
