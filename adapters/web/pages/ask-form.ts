/** The form that carries a question without JavaScript; where the widget runs it stands in its place. */
import { type Html, html } from './html.js';

/** A question to press: what stands on the button and what is asked by it. */
export interface Starter {
  readonly label: string;
  readonly value: string;
}

interface AskForm {
  readonly region: string | undefined;
  readonly conversationId?: string | undefined;
  readonly question?: string | undefined;
  readonly starters?: readonly Starter[] | undefined;
}

export function askForm({ region, conversationId, question, starters = [] }: AskForm): Html {
  const hidden = html`${region === undefined ? '' : html`<input type="hidden" name="region" value="${region}">`}${
    conversationId === undefined ? '' : html`<input type="hidden" name="conversationId" value="${conversationId}">`
  }`;
  return html`<div class="ask">
<form method="post" action="/ask">${hidden}
<label for="question">궁금한 것을 적어 주세요. 주민등록번호나 전화번호는 적지 마세요.</label>
<textarea id="question" name="question" maxlength="500" required>${question}</textarea>
<div class="row"><button class="primary" type="submit">물어보기</button><a class="b" href="tel:129">☎ 전화 상담 129</a></div>
<p class="f">AI가 자료를 찾아 답합니다. 틀릴 수 있으니 출처를 확인해 주세요.</p>
</form>
${
  starters.length === 0
    ? ''
    : html`<form method="post" action="/ask">${hidden}<div class="row">${starters.map(
        ({ label, value }) => html`<button type="submit" name="question" value="${value}">${label}</button>`,
      )}</div></form>`
}
</div>`;
}
