/**
 * A review as one HTML file: nothing loaded, no script, readable on paper. Every word of documents and answers is
 * escaped; figures that went and came are marked where they stand.
 */
import { figuresOf } from '../korean/figures.js';
import type { AnswerChange, Side } from './compare.js';
import { byGravity, type Review } from './review.js';
import { askedAs, causeText, countsText, NO_CAUSE, OUTCOME_NAMES, signsOf, verdictText } from './wording.js';

const STYLE = `
body { font: 16px/1.6 system-ui, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', sans-serif; color: #1a1a1a; background: #fff; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; word-break: keep-all; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.05rem; margin: 0 0 .3rem; }
.verdict { border-left: .4rem solid #1b6e3c; padding: .5rem 1rem; background: #f2f8f4; }
.verdict.stopped { border-color: #a3222a; background: #fcf3f3; }
article { border: 1px solid #bbb; border-radius: .4rem; padding: 1rem; margin: 1rem 0; break-inside: avoid; }
.signs { color: #a3222a; font-weight: 600; } .about { color: #555; font-size: .9rem; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.sides h4 { margin: .5rem 0; font-size: .95rem; } .text { white-space: pre-wrap; margin: 0; }
del { background: #fbdada; } ins { background: #d8f3de; text-decoration: none; font-weight: 600; }
table { border-collapse: collapse; width: 100%; } td, th { border: 1px solid #bbb; padding: .3rem .6rem; text-align: left; }
@media (max-width: 40rem) { .sides { grid-template-columns: 1fr; } }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } del { text-decoration: line-through; } ins { text-decoration: underline; } }
`;

export function renderHtml(review: Review): string {
  const { from, to, at, plan, changes, broken } = review;
  const documents = [
    ...plan.added.map((one) => ['더함', one] as const),
    ...plan.changed.map((one) => ['바뀜', one] as const),
    ...plan.removed.map((one) => ['빠짐', one] as const),
  ];
  const rows = documents.map(
    ([change, { title, file }]) => `<tr><td>${change}</td><td>${escaped(title)}</td><td>${escaped(file)}</td></tr>`,
  );
  const rules = broken.map(
    ({ text, questions }) =>
      `<li>${escaped(text)}${questions.length > 0 ? ` (${escaped(questions.join(', '))})` : ''}</li>`,
  );
  return `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>새 색인이 바꾸는 답</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>새 색인이 바꾸는 답</h1>
<p class="about">${escaped(from ?? '(없음)')} → ${escaped(to)}, ${escaped(at)}</p>
<div class="verdict${broken.length > 0 ? ' stopped' : ''}"><p>${escaped(verdictText(review))}</p>${rules.length > 0 ? `<ul>${rules.join('')}</ul>` : ''}<p>${escaped(countsText(review))}</p></div>
<h2>바뀐 문서</h2>
${rows.length === 0 ? '<p>없습니다.</p>' : `<table><thead><tr><th scope="col">무엇</th><th scope="col">문서</th><th scope="col">파일</th></tr></thead><tbody>${rows.join('')}</tbody></table>`}
<h2>달라지는 답 ${changes.length}건</h2>
${byGravity(changes).map(article).join('\n')}
</main>
</body>
</html>
`;
}

function article(change: AnswerChange): string {
  const { question, before, after, causes } = change;
  const signs = signsOf(change);
  const why = causes.length === 0 ? [NO_CAUSE] : causes.map(causeText);
  return `<article>
<h3>${question.turns.map(escaped).join(' / ')}</h3>
<p class="about">${escaped(askedAs(change))}</p>
${signs.length > 0 ? `<p class="signs">${escaped(signs.join('; '))}</p>` : ''}
<ul>${why.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>
<div class="sides">${side('지금', before, after, 'del')}${side('바뀐 뒤', after, before, 'ins')}</div>
</article>`;
}

function side(name: string, own: Side, other: Side, mark: 'del' | 'ins'): string {
  const sources = own.sources.map(({ title, asOf }) => `${title} (${asOf})`).join(', ');
  return `<section><h4>${name}: ${OUTCOME_NAMES[own.outcome]}</h4><p class="text">${marked(own.text, other.text, mark)}</p>${sources === '' ? '' : `<p class="about">출처: ${escaped(sources)}</p>`}</section>`;
}

/** The text, with each figure marked that the other text does not hold. */
function marked(text: string, other: string, mark: 'del' | 'ins'): string {
  const held = new Set(figuresOf(other).map(({ value }) => value));
  let left = text;
  let out = '';
  for (const { value, text: written } of figuresOf(text)) {
    const at = left.indexOf(written);
    if (at < 0) continue;
    out += escaped(left.slice(0, at));
    out += held.has(value) ? escaped(written) : `<${mark}>${escaped(written)}</${mark}>`;
    left = left.slice(at + written.length);
  }
  return out + escaped(left);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
