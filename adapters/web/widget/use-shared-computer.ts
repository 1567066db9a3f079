/** A computer that many use: after a while without a touch the conversation is wiped, with a warning before. */
import { useEffect, useRef, useState } from 'preact/hooks';

const WARN_AFTER_MS = 150_000;
const WIPE_AFTER_MS = 180_000;
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** True while the warning stands. */
export function useSharedComputer(isShared: boolean, hasWords: boolean, wipe: () => void): boolean {
  const [isWarning, setWarning] = useState(false);
  const act = useRef(wipe);
  act.current = wipe;
  useEffect(() => {
    if (!isShared || !hasWords) return;
    let timers: ReturnType<typeof setTimeout>[] = [];
    const stop = (): void => {
      for (const timer of timers) clearTimeout(timer);
      setWarning(false);
    };
    const begin = (): void => {
      stop();
      timers = [
        setTimeout(() => setWarning(true), WARN_AFTER_MS),
        setTimeout(() => {
          setWarning(false);
          act.current();
        }, WIPE_AFTER_MS),
      ];
    };
    begin();
    for (const name of TOUCHES) window.addEventListener(name, begin, { passive: true, capture: true });
    return () => {
      stop();
      for (const name of TOUCHES) window.removeEventListener(name, begin, { capture: true });
    };
  }, [isShared, hasWords]);
  return isWarning;
}
