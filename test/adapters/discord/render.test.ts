/** Discord's rendering, against what every channel must show and against Discord's limits. */
import { expect, it } from 'vitest';
import { pressOf, renderAnswer, renderQuotes } from '../../../adapters/discord/render.js';
import type { Answer } from '../../../src/core/types.js';
import { behavesLikeChannel, type Shown } from '../../conformance/channel.js';
import { answerWith, citationWith } from '../../fixtures/answers.js';

/** Reads a message as Discord does: escapes become letters, `<https://…>` a link, whatever else means something is alive. */
function shown(answer: Answer): Shown[] {
  return renderAnswer(answer).map(({ content, components }) => {
    const buttons = components.flatMap((row) => row.components);
    // Signs behind a backslash become letters of a plane nobody writes in, so that what is left is what is alive.
    const marked = content.replace(/\\([^0-9A-Za-z\s])/g, (_whole, sign: string) =>
      String.fromCodePoint(0xf0000 + (sign.codePointAt(0) ?? 0)),
    );
    const links = [...marked.matchAll(/<(https?:\/\/[^\s>]+)>/g)].map(([, url = '']) => url);
    const words = marked.replace(/<https?:\/\/[^\s>]+>/g, '').replace(/\*\*([^*]+)\*\*/g, '$1');
    const alive =
      words.match(/<[@#:a/t][^>]*>|@everyone|@here|\[[^\]]*\]\([^)]*\)|https?:\/\/\S+|discord\.gg\/\S+|[*_~`|]/g) ?? [];
    const plain = [...marked.replace(/\*\*/g, '').replace(/^- /gm, '')]
      .map((letter) =>
        (letter.codePointAt(0) ?? 0) >= 0xf0000 ? String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0xf0000) : letter,
      )
      .join('');
    const faults = [
      ...(content.length > 2_000 || content === '' ? [`content ${content.length}`] : []),
      ...(components.length > 5 || components.some((row) => row.components.length > 5) ? ['rows'] : []),
      ...buttons.filter(({ label = '' }) => label.length > 80 || label === '').map(({ label }) => `label ${label}`),
      ...buttons.filter((button) => 'custom_id' in button && button.custom_id.length > 100).map(() => 'custom_id'),
      ...(new Set(buttons.map((button) => ('custom_id' in button ? button.custom_id : button.url))).size <
      buttons.length
        ? ['same id']
        : []),
    ];
    return {
      text: plain,
      links: [...links, ...buttons.flatMap((button) => ('url' in button ? [button.url] : []))],
      alive,
      faults,
    };
  });
}

behavesLikeChannel('Discord', shown);

it('names the answer and the choice in what a button sends', () => {
  expect(pressOf('ask:ans_1:3')).toEqual({ press: 'ask', answerId: 'ans_1', row: 3 });
  expect(pressOf('quotes:ans_1')).toEqual({ press: 'quotes', answerId: 'ans_1', row: 0 });
});

it('shows every quotation in messages that fit', () => {
  const messages = renderQuotes(
    answerWith({ citations: Array.from({ length: 60 }, (_, row) => citationWith(row + 1)) }),
  );
  expect(messages.every(({ content }) => content.length <= 2_000)).toBe(true);
  expect(messages.map(({ content }) => content).join('\n')).toContain('이웃 돌봄 수당 60은 월 60만원을 지급합니다.');
});
