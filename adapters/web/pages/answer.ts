/** An answer as a page, for those whose browser runs no script: the same sentences, sources and next steps. */
import { printedPlace } from '../../../src/core/place.js';
import type { Answer, Citation, NextAction } from '../../../src/core/types.js';
import { webAddress } from '../../../src/messaging/sources.js';
import {
  type Block,
  type HeldInline,
  heldTogether,
  type Inline,
  type Row,
  readMarkdown,
  safeHref,
} from '../markdown.js';
import { askForm } from './ask-form.js';
import { type Html, html } from './html.js';

export function answerPage(question: string, answer: Answer, region: string | undefined): Html {
  const choices = answer.nextActions.filter(({ kind }) => kind === 'ask');
  const steps = answer.nextActions.filter(({ kind }) => kind !== 'ask');
  return html`<h1>답변</h1>
<p class="q">${question}</p>
<div class="a ${answer.outcome === 'crisis' ? 'crisis' : ''}">${renderMarkdown(answer.text)}</div>
${steps.length === 0 ? '' : html`<h2>다음에 할 일</h2><div class="${answer.outcome === 'crisis' ? 'steps urgent' : 'steps'}">${steps.map(step)}</div>`}
${answer.notices.map(({ text }) => html`<p class="f">※ ${text}</p>`)}
${
  answer.citations.length === 0
    ? ''
    : html`<h2>이 답변의 근거 ${answer.citations.length}건</h2>${bySource(answer.citations).map(card)}`
}
<h2>이어서 물어보기</h2>
${askForm({ region, conversationId: answer.conversationId, starters: choices })}`;
}

/** A step without an address that may be opened is still told, as words. */
function step({ label, value }: NextAction): Html {
  const isCall = value.startsWith('tel:');
  const target = isCall ? safeHref(value) : webAddress(value);
  if (target === undefined) return html`<strong>${label}</strong>`;
  return isCall
    ? html`<a class="b call" href="${target}">☎ ${label}</a>`
    : html`<a class="b" href="${target}" rel="noopener noreferrer">${label}</a>`;
}

/** What one source says stands together, as in the widget. */
function bySource(citations: readonly Citation[]): readonly (readonly [Citation, ...Citation[]])[] {
  const groups = new Map<string, [Citation, ...Citation[]]>();
  for (const citation of citations) {
    const key = `${citation.documentId} ${citation.source.title} ${citation.source.url ?? ''} ${citation.asOf}`;
    const group = groups.get(key);
    if (group) group.push(citation);
    else groups.set(key, [citation]);
  }
  return [...groups.values()];
}

function card(group: readonly [Citation, ...Citation[]]): Html {
  const [{ documentId, title, region, status, asOf, source }] = group;
  const original = webAddress(source.url);
  return html`<div class="sec"><h3><a href="/programs/${encodeURIComponent(documentId)}">${title}</a> <span class="tag">${region}</span>${
    status === '시행' ? '' : html`<span class="tag">${status}</span>`
  }</h3>
${group.map(quotation)}
<p class="f">${source.publisher}, ${source.title}${source.date === asOf ? '' : `, ${source.date}`} (${asOf} 기준)${
    original === undefined ? '' : html` · <a href="${original}" rel="noopener noreferrer">원문 보기</a>`
  }</p></div>`;
}

function quotation(citation: Citation): Html {
  const place = printedPlace([citation]);
  return html`<blockquote id="source-${citation.n}"><strong>[${citation.n}]</strong> ${citation.quote}${
    place === undefined ? '' : html` <span class="f">(${place})</span>`
  }</blockquote>`;
}

const renderMarkdown = (text: string): Html => html`${readMarkdown(text).map(renderBlock)}`;

function renderBlock(block: Block): Html {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${renderInlines(block.children)}</p>`;
    case 'heading':
      return html`<h3>${renderInlines(block.children)}</h3>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${renderInlines(item)}</li>`);
      return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case 'table':
      return html`<div class="wide" role="region" aria-label="표" tabindex="0"><table>${
        block.head === undefined
          ? ''
          : html`<thead><tr>${block.head.map((cell) => (cell.length === 0 ? html`<td></td>` : html`<th scope="col">${renderInlines(cell)}</th>`))}</tr></thead>`
      }<tbody>${block.rows.map(renderRow)}</tbody></table></div>`;
  }
}

function renderRow([name = [], ...cells]: Row): Html {
  return html`<tr><th scope="row">${renderInlines(name)}</th>${cells.map((cell) => html`<td>${renderInlines(cell)}</td>`)}</tr>`;
}

const renderInlines = (inlines: readonly Inline[]): Html => html`${heldTogether(inlines).map(renderInline)}`;

function renderInline(inline: HeldInline): Html {
  switch (inline.kind) {
    case 'text':
      return html`${inline.text}`;
    case 'strong':
      return html`<strong>${renderInlines(inline.children)}</strong>`;
    case 'link':
      return html`<a href="${inline.href}" rel="noopener noreferrer">${renderInlines(inline.children)}</a>`;
    case 'held':
      return html`<span class="nb">${inline.children.map(renderInline)}</span>`;
    case 'mark':
      return html`<a href="#source-${inline.n}">[${inline.n}]</a>`;
  }
}
