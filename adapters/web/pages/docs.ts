/** The API described for people: the routes of the OpenAPI document as a table, and how to begin. */
import type { Route } from '../route.js';
import { type Html, html } from './html.js';

export function docsPage(routes: readonly Route[]): Html {
  return html`<h1>API 설명</h1>
<p class="lead">이 표는 <a href="/openapi.json">OpenAPI 3.1 문서</a>와 같은 곳에서 나옵니다. 문제는 application/problem+json으로 알려 드립니다.</p>
<table><thead><tr><th>주소</th><th>하는 일</th></tr></thead><tbody>${routes.map(
    ({ method, path, operation }) =>
      html`<tr><td><code>${method} ${path}</code></td><td>${String(operation.summary)}</td></tr>`,
  )}</tbody></table>
<h2>질문하기</h2>
<pre tabindex="0"><code>curl -H 'content-type: application/json' -d '{"question":"기초연금은 얼마 받나요?"}' http://127.0.0.1:3000/v1/answers</code></pre>
<h2>사이트에 붙이기</h2>
<pre tabindex="0"><code>&lt;script async src="https://이 서버/widget/v1.js" data-region="고양시"&gt;&lt;/script&gt;</code></pre>`;
}
