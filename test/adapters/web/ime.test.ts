/** Enter and the Korean input method: one message, once. */
import { expect, it } from 'vitest';
import { createEnter } from '../../../adapters/web/widget/ime.js';

function typing() {
  let sent = 0;
  const waiting: (() => void)[] = [];
  const enter = createEnter(
    () => {
      sent += 1;
    },
    (act) => waiting.push(act),
  );
  const press = (more: Partial<Parameters<typeof enter.onKeyDown>[0]> = {}) =>
    enter.onKeyDown({ key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13, preventDefault() {}, ...more });
  const settle = () => {
    while (waiting.length > 0) waiting.shift()?.();
  };
  return { enter, press, settle, sent: () => sent };
}

it('sends on a plain Enter, and not on Shift+Enter', () => {
  const { press, sent } = typing();
  press({ shiftKey: true });
  expect(sent()).toBe(0);
  press();
  expect(sent()).toBe(1);
});

it('sends once where Enter ends a Hangul syllable and the browser presses it again', () => {
  const { enter, press, settle, sent } = typing();
  press({ isComposing: true, keyCode: 229 });
  enter.onCompositionEnd('금');
  press();
  settle();
  expect(sent()).toBe(1);
});

it('sends once where the browser presses it only once', () => {
  const { enter, press, settle, sent } = typing();
  press({ isComposing: true, keyCode: 229 });
  enter.onCompositionEnd('금');
  settle();
  expect(sent()).toBe(1);
  press();
  expect(sent()).toBe(2);
});

it('takes Enter of other input methods as the choice of a candidate', () => {
  const { enter, press, settle, sent } = typing();
  press({ isComposing: true, keyCode: 229 });
  enter.onCompositionEnd('福祉');
  settle();
  expect(sent()).toBe(0);
});
