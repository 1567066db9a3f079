/**
 * The one line a site pastes: puts a button on the page (or fills `<bokji-chat mode="inline">`), and fetches the panel
 * when it is first needed. `window.bokji` takes calls before and after: `bokji.push(['ask', '…'])`.
 */
import { settingsOf } from './settings.js';

declare const __PANEL__: string;

type Call = readonly [name: string, ...values: unknown[]];
type Listener = (detail: unknown) => void;

interface Panel {
  open(): void;
  close(): void;
  ask(text: string): void;
  destroy(): void;
}

interface PanelModule {
  mount(
    host: HTMLElement,
    settings: ReturnType<typeof settingsOf>,
    emit: (name: string, detail: unknown) => void,
  ): Panel;
}

const script = document.currentScript;
const source = new URL(script instanceof HTMLScriptElement ? script.src : location.href);
const listeners = new Map<string, Set<Listener>>();
const emit = (name: string, detail: unknown): void => {
  for (const listener of listeners.get(name) ?? []) listener(detail);
};

let module: Promise<PanelModule> | undefined;
const loadPanel = (): Promise<PanelModule> => {
  module ??= import(/* @vite-ignore */ new URL(__PANEL__, source).href) as Promise<PanelModule>;
  // A line that broke while loading must not stay broken.
  module.catch(() => {
    module = undefined;
  });
  return module;
};

class BokjiChat extends HTMLElement {
  panel: Promise<Panel> | undefined;
  connectedCallback(): void {
    if (this.panel) return;
    if (settingsOf(this, source.origin).mode !== 'launcher') void this.ready();
    else if (!this.shadowRoot) this.showButton();
    current ??= this;
  }
  disconnectedCallback(): void {
    void this.panel?.then((panel) => panel.destroy());
    this.panel = undefined;
    if (current === this) current = undefined;
  }
  ready(): Promise<Panel> {
    this.panel ??= loadPanel().then(
      ({ mount }) => mount(this, settingsOf(this, source.origin), emit),
      (error: unknown) => {
        this.panel = undefined;
        emit('error', { code: 'load' });
        throw error;
      },
    );
    return this.panel;
  }
  /** A plain button until the panel is there; the panel brings its own. */
  showButton(): void {
    const { color, position, title, language } = settingsOf(this, source.origin);
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `button{position:fixed;${position}:20px;bottom:20px;z-index:2147483000;min-height:56px;padding:0 22px;border:0;border-radius:28px;background:${color ?? '#256ef4'};color:#fff;font:700 17px/1.2 "Pretendard GOV",Pretendard,system-ui,sans-serif;box-shadow:0 4px 16px #0004;cursor:pointer}button:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #052b57}@media print{button{display:none}}`,
    );
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = title ?? (language === 'en' ? 'Welfare questions' : '복지 물어보기');
    button.setAttribute('aria-expanded', 'false');
    button.onclick = () => {
      button.setAttribute('aria-busy', 'true');
      this.ready().then(
        (panel) => panel.open(),
        () => {
          button.removeAttribute('aria-busy');
          button.textContent =
            language === 'en'
              ? 'Not connected. Try again or call 129'
              : '연결되지 않았습니다. 다시 누르거나 129로 전화하세요';
        },
      );
    };
    root.append(button);
  }
}

let current: BokjiChat | undefined;

const call = ([name, ...values]: Call): void => {
  const [first, second] = values;
  if (name === 'on' && typeof first === 'string' && typeof second === 'function') {
    const set = listeners.get(first) ?? new Set();
    listeners.set(first, set.add(second as Listener));
    return;
  }
  if (name === 'destroy') {
    current?.remove();
    return;
  }
  void current
    ?.ready()
    .then((panel) => {
      if (name === 'open') panel.open();
      else if (name === 'close') panel.close();
      else if (name === 'ask' && typeof first === 'string') panel.ask(first);
    })
    .catch(() => undefined);
};

const api = {
  push: call,
  open: () => call(['open']),
  close: () => call(['close']),
  ask: (text: string) => call(['ask', text]),
  on: (name: string, listener: Listener) => call(['on', name, listener]),
  destroy: () => call(['destroy']),
};

const start = (): void => {
  if (!customElements.get('bokji-chat')) customElements.define('bokji-chat', BokjiChat);
  if (!document.querySelector('bokji-chat') && script?.dataset.mode !== 'none') {
    const element = document.createElement('bokji-chat');
    for (const { name, value } of [...(script?.attributes ?? [])])
      if (name.startsWith('data-')) element.setAttribute(name, value);
    document.body.append(element);
  }
  const queued: unknown = Reflect.get(window, 'bokji');
  Reflect.set(window, 'bokji', api);
  if (Array.isArray(queued)) for (const entry of queued as Call[]) call(entry);
};

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
