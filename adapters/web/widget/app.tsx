/** The conversation as a whole: launcher, head, transcript, status region and the box to ask in. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Composer } from './composer.js';
import { Display, type View } from './display.js';
import { type Exchange, ExchangeView } from './exchange.js';
import type { Settings } from './settings.js';
import { TEXTS } from './texts.js';
import { useConversation } from './use-conversation.js';
import { useSharedComputer } from './use-shared-computer.js';

export interface Controls {
  open(): void;
  close(): void;
  ask(text: string): void;
  destroy(): void;
}

interface AppProps {
  readonly settings: Settings;
  readonly emit: (name: string, detail: unknown) => void;
  readonly controls: { current: Controls | undefined };
}

const NEAR_END_PX = 80;
const ABOVE_QUESTION_PX = 12;

export function App({ settings, emit, controls }: AppProps) {
  // Inline it grows with the page; in a frame it stays too, but its transcript scrolls inside it.
  const isInline = settings.mode === 'inline';
  const stays = settings.mode !== 'launcher';
  const [isOpen, setOpen] = useState(stays);
  const [view, setView] = useState<View>({ size: 1, contrast: false, language: settings.language });
  const [isSettingUp, setSettingUp] = useState(false);
  const [draft, setDraft] = useState('');
  const [isBehind, setBehind] = useState(false);
  const texts = TEXTS[view.language];
  const talk = useConversation(settings, texts, emit);
  const launcher = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const log = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const following = useRef(true);
  const leaving = useRef(false);

  const clear = (): void => {
    talk.clear();
    setDraft('');
    input.current?.focus();
  };
  const sharedWarning = useSharedComputer(settings.shared, talk.exchanges.length > 0, clear);

  const open = (): void => {
    setOpen(true);
    emit('open', {});
  };
  const close = (): void => {
    if (stays) return;
    setOpen(false);
    emit('close', {});
    leaving.current = true;
  };
  const ask = (text: string): void => {
    following.current = true;
    if (talk.ask(text)) setDraft('');
  };
  const stop = (): void => {
    const question = talk.stop();
    if (question !== undefined && draft === '') setDraft(question);
    input.current?.focus();
  };
  controls.current = {
    open,
    close,
    ask: (text) => {
      if (!isOpen) open();
      ask(text);
    },
    destroy: () => undefined,
  };

  // The button is there only after the panel has gone, where it fills the screen; no key may fall in between.
  useLayoutEffect(() => {
    if (!isOpen && leaving.current) launcher.current?.focus();
    leaving.current = false;
  }, [isOpen]);
  useEffect(() => {
    if (isOpen && !stays) input.current?.focus();
  }, [isOpen, stays]);
  useLayoutEffect(() => {
    const box = log.current;
    if (!box || isInline) return;
    if (following.current) showLatest(box);
    else setBehind(true);
  }, [talk.exchanges, isInline]);

  const onScroll = (): void => {
    const box = log.current;
    if (!box) return;
    // Up to the end of the last answer they are with it; above its question they read something earlier.
    const last = [...box.querySelectorAll('article')].at(-1);
    const isWithLast = !last || last.getBoundingClientRect().top < box.getBoundingClientRect().bottom - NEAR_END_PX;
    following.current = isWithLast;
    if (following.current) setBehind(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (stays) return;
    if (event.key === 'Escape') close();
    // Only where the panel hides the page may it hold the focus.
    if (event.key === 'Tab' && matchMedia('(max-width:767px)').matches) keepInside(event, panel.current);
  };

  const title = settings.title ?? texts.title;
  const last = talk.exchanges.at(-1);
  const viewProps = (exchange: Exchange) => ({
    exchange,
    isLast: exchange === last,
    isBusy: talk.isBusy,
    server: settings.server,
    texts,
    ask,
    retry: talk.retry,
    say: talk.say,
    sendFeedback: talk.sendFeedback,
  });
  return (
    <div
      class={`root ${settings.mode} ${settings.theme} ${settings.position} s${view.size} ${view.contrast ? 'contrast' : ''} ${isOpen ? 'open' : ''}`}
      lang={view.language === 'en' ? 'en' : 'ko'}
    >
      {stays ? null : (
        <button
          ref={launcher}
          type="button"
          class="launch primary"
          aria-expanded={isOpen}
          aria-controls="panel"
          onClick={() => (isOpen ? close() : open())}
        >
          {isOpen ? texts.close : (settings.title ?? texts.open)}
        </button>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it is a dialog or a region, both named below */}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name */}
      <div
        id="panel"
        ref={panel}
        class="panel"
        hidden={!isOpen}
        style={isOpen ? undefined : { display: 'none' }}
        role={stays ? 'region' : 'dialog'}
        aria-label={title}
        onKeyDown={onKeyDown}
      >
        {/* No landmark of its own: in a frame it would be taken for the page's. */}
        <div class="head">
          <h2>{title}</h2>
          <a class="b call" href="tel:129" title={texts.phoneHours}>
            <span aria-hidden="true">☎</span> {texts.phone}
          </a>
          <button type="button" class="quiet" aria-expanded={isSettingUp} onClick={() => setSettingUp(!isSettingUp)}>
            {texts.settings}
          </button>
          {stays ? null : (
            <button type="button" class="quiet" onClick={close}>
              {texts.close}
            </button>
          )}
        </div>
        {isSettingUp ? <Display view={view} onChange={setView} texts={texts} shared={settings.shared} /> : null}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard */}
        <div ref={log} class="log" role="log" aria-live="off" aria-label={texts.log} tabIndex={0} onScroll={onScroll}>
          <p class="intro">{texts.notice}</p>
          {talk.exchanges.length === 0 ? (
            <>
              <p class="hello">{texts.hello}</p>
              <div class="chips">
                {(settings.starters ?? texts.starters).map((text) => (
                  <button key={text} type="button" onClick={() => ask(text)}>
                    {text}
                  </button>
                ))}
              </div>
            </>
          ) : null}
          {talk.exchanges.map((exchange) => (
            <ExchangeView key={exchange.key} {...viewProps(exchange)} />
          ))}
          {isBehind ? (
            <button
              type="button"
              class="jump"
              onClick={() => {
                following.current = true;
                setBehind(false);
                if (log.current) showLatest(log.current);
              }}
            >
              {texts.newAnswer}
            </button>
          ) : null}
        </div>
        <div class="v" role="status">
          {talk.status}
        </div>
        <Composer
          input={input}
          texts={texts}
          draft={draft}
          isBusy={talk.isBusy}
          canClear={talk.exchanges.length > 0}
          warning={sharedWarning ? texts.sharedSoon : undefined}
          onDraft={setDraft}
          onAsk={ask}
          onStop={stop}
          onClear={clear}
        />
      </div>
    </div>
  );
}

/** An answer is read from its beginning: the last question stands at the top, as far as there is text below it. */
function showLatest(box: HTMLElement): void {
  const question = [...box.querySelectorAll('article')].at(-1);
  if (question)
    box.scrollTop += question.getBoundingClientRect().top - box.getBoundingClientRect().top - ABOVE_QUESTION_PX;
}

function keepInside(event: KeyboardEvent, panel: HTMLElement | null): void {
  const reachable = [
    ...(panel?.querySelectorAll<HTMLElement>('a[href],button:not([disabled]),textarea,summary,[tabindex="0"]') ?? []),
  ].filter((element) => element.offsetParent !== null);
  const active = (panel?.getRootNode() as ShadowRoot | undefined)?.activeElement;
  const edge = event.shiftKey ? reachable[0] : reachable.at(-1);
  if (active !== edge) return;
  event.preventDefault();
  (event.shiftKey ? reachable.at(-1) : reachable[0])?.focus();
}
