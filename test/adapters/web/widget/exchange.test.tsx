/** What the widget draws of an answer, against what every channel must show. */
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { ExchangeView } from '../../../../adapters/web/widget/exchange.js';
import { TEXTS } from '../../../../adapters/web/widget/texts.js';
import type { Answer } from '../../../../src/core/types.js';
import { visible } from '../../../../src/messaging/lines.js';
import { behavesLikeChannel } from '../../../conformance/channel.js';
import { answerWith, citationWith, madeOf } from '../../../fixtures/answers.js';
import { HOSTILE } from '../../../fixtures/hostile.js';
import { readPage } from '../../../fixtures/html.js';

function markupOf(answer: Answer, question: string): string {
  return render(
    <ExchangeView
      exchange={{ key: 'one', question, statements: [], answer }}
      isLast={false}
      isBusy={false}
      server=""
      texts={TEXTS.ko}
      ask={() => undefined}
      retry={() => undefined}
      say={() => undefined}
      sendFeedback={async () => true}
    />,
  );
}

/** A marker is a button that shows its number and is called 근거; in words it is [n]. */
function shown(answer: Answer, question = '얼마인가요?') {
  const markup = markupOf(answer, question).replace(/<button[^>]* aria-label="근거 (\d+)">\1<\/button>/g, '[$1]');
  return readPage(markup.replace(TAG_OR_WORDS, escaped));
}

/** The renderer escapes every `<`, so each one begins a tag; `>` it leaves, which the reader does not take. */
const TAG_OR_WORDS = /<\/?[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"]*")?)*\s*\/?>|[^<]+/g;
const escaped = (part: string): string =>
  part.startsWith('<')
    ? part.replace(/"[^"]*"/g, (value) => value.replaceAll('>', '&gt;'))
    : part.replaceAll('>', '&gt;');

behavesLikeChannel('the widget', (answer) => [shown(answer)]);

describe('the widget', () => {
  it.each(HOSTILE)('takes for words, wherever it stands: %s', (text) => {
    const { alive, text: words } = shown(madeOf([text]), text);
    expect(alive).toEqual([]);
    expect(words.split(visible(text)).length).toBeGreaterThan(5);
  });

  it('shows no letter that turns or hides those around it', () => {
    const answer = answerWith({
      text: '월 10\u202e만원\u202c\u200b입니다.',
      citations: [citationWith(1, { title: '수\u2066당' })],
    });
    expect(shown(answer, '얼\u200f마').text).toContain('월 10만원입니다.');
    expect(shown(answer, '얼\u200f마').text).toMatch(/얼마[\s\S]*수당/);
  });

  it('opens no address with log-in data in it, neither of a source nor in a text', () => {
    const source = { title: '지침', publisher: '고양시', date: '2026', url: 'https://www.go.kr@evil.example/' };
    const answer = answerWith({
      citations: [citationWith(1, { source })],
      text: '[여기](https://www.go.kr@evil.example/)',
    });
    expect(shown(answer).links).toEqual([]);
  });

  it('names the columns and the rows of a table', () => {
    const markup = markupOf(answerWith({ text: '| 가구 | 금액 |\n|---|---|\n| 1인 | 10만원 |' }), '얼마인가요?');
    expect(markup).toContain('<thead><tr><th scope="col">가구</th><th scope="col">금액</th></tr></thead>');
    expect(markup).toContain('<tr><th scope="row">1인</th><td>10만원</td></tr>');
  });
});
