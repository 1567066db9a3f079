/**
 * Enter with a Korean input method: one question, once. While a syllable is being composed, Enter is remembered and
 * the question goes out when the syllable is finished; the browser's second Enter of the same press is swallowed.
 */
const HANGUL_END = /[ㄱ-ㅎㅏ-ㅣ가-힣]$/;

export interface EnterEvent {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
  preventDefault(): void;
}

/** `later` runs after the current event, so that the text has its last syllable. */
export function createEnter(submit: () => void, later: (act: () => void) => void = (act) => setTimeout(act)) {
  let pending = false;
  let swallow = false;
  return {
    onKeyDown(event: EnterEvent): void {
      if (event.key !== 'Enter' && !(event.keyCode === 229 && event.key === 'Enter')) {
        swallow = false;
        return;
      }
      if (event.shiftKey) return;
      event.preventDefault();
      if (event.isComposing || event.keyCode === 229) {
        pending = true;
        return;
      }
      if (swallow) {
        swallow = false;
        return;
      }
      submit();
    },
    onCompositionEnd(data: string): void {
      if (!pending) return;
      pending = false;
      // Other input methods use Enter to choose a candidate, not to send.
      if (!HANGUL_END.test(data)) return;
      swallow = true;
      later(() => {
        submit();
        later(() => {
          swallow = false;
        });
      });
    },
  };
}
