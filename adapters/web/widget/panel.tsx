/** The panel's door: host element and settings → a mounted conversation with open, close, ask and destroy. */
import { render } from 'preact';
import { App, type Controls } from './app.js';
import type { Settings } from './settings.js';
import { STYLES } from './styles.js';

export function mount(host: HTMLElement, settings: Settings, emit: (name: string, detail: unknown) => void): Controls {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES + (settings.color ? `:host{--p:${settings.color};--pd:${settings.color}}` : ''));
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
