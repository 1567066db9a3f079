import { expect, it } from 'vitest';
import { linesOf, plainText, visible } from '../../src/messaging/lines.js';
import { webAddress } from '../../src/messaging/sources.js';

it('reads bold, bullets, headings and tables, and nothing else', () => {
  const lines = linesOf('## 제목\n\n**기초연금**\n\n- 월 34만원[1]\n\n| 가구 | 금액 |\n|---|---|\n| 1인 | 10만원 |');
  expect(lines.map((line) => [line.kind, plainText(line)])).toEqual([
    ['text', '제목'],
    ['text', '기초연금'],
    ['bullet', '월 34만원[1]'],
    ['bullet', '가구 | 금액'],
    ['bullet', '1인 | 10만원'],
  ]);
  expect(lines[1]?.runs).toEqual([{ text: '기초연금', bold: true }]);
});

it('leaves links as the letters they are, and escaped signs as signs', () => {
  expect(linesOf('[누르세요](https://evil.example) \\*별\\* &lt;b&gt; &amp;lt;').map(plainText)).toEqual([
    '[누르세요](https://evil.example) *별* <b> &lt;',
  ]);
});

it('takes letters away that act on a screen, and keeps joined emoji', () => {
  expect(visible('가\u202e나\u001b[2J다\u200b라 👨‍👩‍👧')).toBe('가나[2J다라 👨‍👩‍👧');
});

it.each(['javascript:alert(1)', 'data:text/html,x', 'https://user:pass@example.org', 'not an address', undefined])(
  'makes no link of %s',
  (url) => {
    expect(webAddress(url)).toBeUndefined();
  },
);
