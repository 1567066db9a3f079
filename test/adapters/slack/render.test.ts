/** Slack's rendering, against what every channel must show and against Slack's limits. */
import { expect, it } from 'vitest';
import {
  escapeMarkdown,
  escapeMrkdwn,
  renderAnswer,
  renderTail,
  streamedLine,
} from '../../../adapters/slack/render.js';
import { draftReply, quotesView } from '../../../adapters/slack/views.js';
import type { Answer } from '../../../src/core/types.js';
import { linesOf } from '../../../src/messaging/lines.js';
import { behavesLikeChannel, type Shown } from '../../conformance/channel.js';
import { blocksFault, shownLength } from '../../fakes/slack.js';
import { answerWith, citationWith, HOSTILE_TEXTS } from '../../fixtures/answers.js';

/** Reads blocks as Slack does: rich and plain text letter by letter, links as links, `<…>` only where it is mark-up. */
function shown(answer: Answer): Shown[] {
  return renderAnswer(answer, { audience: 'public' }).map(({ text: notification, blocks }) => {
    const texts: string[] = [];
    const links: string[] = [];
    const alive: string[] = [...(notification.match(/<[^>]*>/g) ?? [])];
    const read = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { type, text, url } = value as { type?: string; text?: unknown; url?: string };
      if (type === 'link' && url) links.push(url);
      if (['user', 'broadcast', 'usergroup', 'channel', 'markdown'].includes(type ?? '')) alive.push(String(type));
      if (type === 'mrkdwn') alive.push(...(String(text).match(/<[^>]*>/g) ?? []));
      if (typeof text === 'string') texts.push(text);
      for (const inner of Object.values(value)) read(inner);
    };
    read(blocks);
    const fault = blocksFault(blocks);
    return { text: texts.join('\n'), links, alive, faults: fault ? [fault] : [] };
  });
}

behavesLikeChannel('Slack', shown);

it('streams the same words: escaped line by line, then sources, notices and buttons as blocks', () => {
  const answer = answerWith({ citations: [citationWith(1), citationWith(2)] });
  const body = linesOf(answer.text).map(streamedLine).join('');
  for (const { text } of answer.statements) expect(body.replaceAll('\\', '')).toContain(text);
  expect(JSON.stringify(renderTail(answer, { audience: 'public' }))).toContain('이웃 돌봄 안내서 2');
});

it.each(HOSTILE_TEXTS)('leaves no mark-up alive in a stream or a notification: %s', (text) => {
  const streamed = escapeMarkdown(text);
  expect(streamed).not.toMatch(/(?<!\\)[*_`~[\]|#]|<|(?<!\\)\(http/);
  expect(escapeMrkdwn(text)).not.toMatch(/[<>]/);
});

it('opens every quotation in one window, also beyond a hundred', () => {
  const answer = answerWith({ citations: Array.from({ length: 130 }, (_, row) => citationWith(row + 1)) });
  const view = quotesView(answer);
  expect(view.blocks.length).toBeLessThanOrEqual(100);
  expect(shownLength(view)).toBeLessThan(250_000);
  for (const { quote } of answer.citations) expect(JSON.stringify(view)).toContain(quote);
});

it('drafts a reply in plain words with greeting, statements, sources and closing', () => {
  const draft = draftReply(answerWith());
  expect(draft).toMatch(/^안녕하세요\./);
  expect(draft).toContain('이웃 돌봄 수당 1은 월 1만원을 지급합니다.[1]');
  expect(draft).toContain('보건복지부, 이웃 돌봄 안내서 1, 2026-01-02 https://www.example.org/care/1');
  expect(draft).toMatch(/고맙습니다\.$/);
});
