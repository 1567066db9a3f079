/** The box to ask in: one question at a time, Enter once whatever the input method, Stop while an answer is made. */
import type { RefObject } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { createEnter } from './ime.js';
import type { Texts } from './texts.js';

const CHARACTERS_MAX = 500;
const COUNTER_FROM = 400;

interface ComposerProps {
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly texts: Texts;
  readonly draft: string;
  readonly isBusy: boolean;
  readonly canClear: boolean;
  readonly warning: string | undefined;
  readonly onDraft: (text: string) => void;
  readonly onAsk: (text: string) => void;
  readonly onStop: () => void;
  readonly onClear: () => void;
}

export function Composer(props: ComposerProps) {
  const { input, texts, draft, isBusy, canClear, warning, onDraft, onStop, onClear } = props;
  const latest = useRef(props);
  latest.current = props;
  const submit = (): void => {
    // The box itself is asked: state may lack the last syllable.
    const text = (input.current?.value ?? '').trim();
    if (latest.current.isBusy || text === '' || text.length > CHARACTERS_MAX) return;
    latest.current.onAsk(text);
  };
  const enter = useMemo(() => createEnter(submit), []);
  const isLong = draft.length > CHARACTERS_MAX;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="row">
        <textarea
          ref={input}
          rows={1}
          aria-label={texts.label}
          aria-invalid={isLong}
          aria-describedby="hint"
          placeholder={texts.placeholder}
          value={draft}
          readOnly={isBusy}
          onInput={(event) => onDraft(event.currentTarget.value)}
          onKeyDown={enter.onKeyDown}
          onCompositionEnd={(event) => enter.onCompositionEnd(event.data)}
        />
        {isBusy ? (
          <button type="button" onClick={onStop}>
            {texts.stop}
          </button>
        ) : (
          <button type="submit" class="primary">
            {texts.send}
          </button>
        )}
      </div>
      <div class="hint" id="hint">
        <span class={isLong || warning !== undefined ? 'warn' : ''}>
          {warning ??
            (isLong
              ? texts.tooLong(CHARACTERS_MAX)
              : draft.length >= COUNTER_FROM
                ? texts.left(CHARACTERS_MAX - draft.length)
                : texts.phoneHours)}
        </span>
        {canClear ? (
          <button type="button" class="quiet" onClick={onClear}>
            {texts.clear}
          </button>
        ) : null}
      </div>
    </form>
  );
}
