/** The page for browsers without JavaScript, against what every channel must show. */
import { describe, expect, it } from 'vitest';
import { answerPage } from '../../../adapters/web/pages/answer.js';
import { layout } from '../../../adapters/web/pages/layout.js';
import { PAGE_STYLES } from '../../../adapters/web/pages/styles.js';
import type { Answer } from '../../../src/core/types.js';
import { visible } from '../../../src/messaging/lines.js';
import { behavesLikeChannel } from '../../conformance/channel.js';
import { answerWith, citationWith, madeOf } from '../../fixtures/answers.js';
import { HOSTILE } from '../../fixtures/hostile.js';
import { readPage } from '../../fixtures/html.js';

const NONCE = 'bm9uY2U';
const STYLE = `<style nonce="${NONCE}">${PAGE_STYLES}</style>`;

/** The whole page as it is sent, without its own style sheet. */
function shown(answer: Answer, question = '얼마인가요?') {
  const page = layout({ title: '답변', nonce: NONCE, main: answerPage(question, answer, '경기도 고양시') });
  expect(page).toContain(STYLE);
  return readPage(page.replace(STYLE, ''));
}

behavesLikeChannel('the web page', (answer) => [shown(answer)]);

describe('the web page', () => {
  it.each(HOSTILE)('takes for words, wherever it stands: %s', (text) => {
    const { alive, text: words } = shown(madeOf([text]), text);
    expect(alive).toEqual([]);
    expect(words.split(visible(text)).length).toBeGreaterThan(5);
  });

  it('says that a source is of a plan', () => {
    const planned = answerWith({ citations: [citationWith(1, { status: '계획', quote: '이웃 버스를 늘립니다.' })] });
    expect(shown(planned).text).toContain('계획');
  });

  it('opens no address with log-in data in it', () => {
    const source = { title: '지침', publisher: '고양시', date: '2026', url: 'https://www.go.kr@evil.example/' };
    expect(shown(answerWith({ citations: [citationWith(1, { source })] })).links).toEqual([]);
  });
});

describe('the reading of a page', () => {
  it.each([
    '<img src="x">',
    '<p onclick="x">',
    '<script>x</script>',
    '<p>1 < 2</p>',
    '<a href="javascript:x">가</a>',
    '<a href="//evil.example">가</a>',
    '<form action="https://evil.example">',
  ])('finds what is alive: %s', (html) => {
    expect(readPage(html).alive).not.toEqual([]);
  });

  it('gives words, links and anchors that lead nowhere', () => {
    expect(readPage('<p>가 &lt;나&gt;<a href="https://a.example?x=1&amp;y=2">다</a><a href="#no">라</a></p>')).toEqual({
      text: '\n가 <나>다라\n',
      links: ['https://a.example/?x=1&y=2'],
      alive: [],
      faults: ['#no leads nowhere'],
    });
  });
});
