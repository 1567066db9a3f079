/** The panel's door: host element and settings → a mounted conversation with open, close, ask and destroy. */
import { render } from 'preact';
import { App, type Controls } from './app.js';
import type { Settings } from './settings.js';
import { STYLES } from './styles.js';

/** How much of a colour becomes white so that it can be read on a dark ground. */
const WHITENED = 0.65;

export function mount(host: HTMLElement, settings: Settings, emit: (name: string, detail: unknown) => void): Controls {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    STYLES + (settings.color ? `:host{--own:${settings.color};--own-light:${lighter(settings.color)}}` : ''),
  );
  root.adoptedStyleSheets = [sheet];
  root.replaceChildren();
  const controls: { current: Controls | undefined } = { current: undefined };
  render(<App settings={settings} emit={emit} controls={controls} />, root);
  return {
    open: () => controls.current?.open(),
    close: () => controls.current?.close(),
    ask: (text) => controls.current?.ask(text),
    destroy: () => render(null, root),
  };
}

/** `#rrggbb` moved towards white. */
export function lighter(color: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const hex = (part: number) =>
    Math.round(part + (255 - part) * WHITENED)
      .toString(16)
      .padStart(2, '0');
  return `#${parts.map(hex).join('')}`;
}
