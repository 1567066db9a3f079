/** The first page: what this is, where one lives, a place to ask, life stages and telephone numbers. */
import { listDocuments, regionsOf } from '../../../src/catalogue/catalogue.js';
import { LIFE_STAGES } from '../../../src/knowledge/vocabulary.js';
import type { WebAssistant } from '../parts.js';
import { askForm } from './ask-form.js';
import { type Html, html } from './html.js';

const FIRST_LINES: readonly string[] = ['119', '112', '109', '129', '110', '1366', '1577-1389', '1388'];
const STARTERS = ['기초연금은 얼마 받나요?', '아이를 낳으면 무엇을 받나요?', '갑자기 생활이 어려워졌어요'];

export function frontPage({ index, gazetteer }: WebAssistant, region: string | undefined, nonce: string): Html {
  const place = region === undefined ? undefined : gazetteer.resolve(region);
  const stages = LIFE_STAGES.map((stage) => ({
    stage,
    count: listDocuments(index.documents, { place, lifeStage: stage }).length,
  }));
  const { hotlines, asOf } = index.support.hotlines ?? { hotlines: [], asOf: undefined };
  const lines = FIRST_LINES.flatMap((phone) => hotlines.filter((line) => line.phone === phone));
  return html`<h1>어떤 도움이 필요하신가요?</h1>
<p class="lead">복지 제도 자료 ${index.manifest.counts.documents}건에서 답을 찾아 문장마다 출처를 달아 드립니다. 모르면 물어볼 곳을 알려 드립니다.</p>
${regionPicker('/', regionsOf(index.documents), region)}
<bokji-chat mode="inline" starters="${STARTERS.join('|')}"${region === undefined ? '' : html` region="${region}"`}>${askForm({ region, starters: STARTERS.map((text) => ({ label: text, value: text })) })}</bokji-chat>
<h2 id="stages">생애주기로 찾기</h2>
<ul class="tiles">${stages.map(
    ({ stage, count }) =>
      html`<li><a href="/programs?${queryOf({ lifeStage: stage, region })}"><b>${stage}</b><span>제도 ${count}건</span></a></li>`,
  )}</ul>
<h2 id="phones">바로 걸 수 있는 상담 전화</h2>
<ul class="lines">${lines.map(
    ({ name, phone, hours, for: purpose }) =>
      html`<li><strong>${name}</strong><a class="b" href="tel:${phone}" aria-label="${name} ${phone} 전화 걸기">${phone}</a><span>${purpose}<br>${hours}</span></li>`,
  )}</ul>
${asOf === undefined ? '' : html`<p class="f">${asOf}에 확인한 번호입니다.</p>`}
<script async src="/widget/v1.js" nonce="${nonce}"></script>`;
}

export function regionPicker(
  action: string,
  regions: readonly string[],
  region: string | undefined,
  hidden: Readonly<Record<string, string | undefined>> = {},
): Html {
  const known = region === undefined || regions.includes(region) ? regions : [...regions, region];
  return html`<form class="pick noprint" method="get" action="${action}"><label for="region">사는 곳</label>
<select id="region" name="region"><option value="">전국 (정하지 않음)</option>${known.map(
    (name) => html`<option value="${name}"${name === region ? html` selected` : ''}>${name}</option>`,
  )}</select>${Object.entries(hidden).map(([name, value]) =>
    value === undefined ? '' : html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button type="submit">바꾸기</button></form>`;
}

export function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== '') query.set(name, value);
  return query.toString();
}
