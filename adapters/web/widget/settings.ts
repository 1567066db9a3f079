/** What the host page sets by `data-*` or attributes → settings with defaults. Wrong values fall back, never fail. */

export const LANGUAGES = ['ko', 'easy', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
const THEMES = ['auto', 'light', 'dark'] as const;
const MODES = ['launcher', 'inline', 'frame'] as const;

export interface Settings {
  /** Where the API is: the origin the script came from. */
  readonly server: string;
  /** `frame` fills the page it is on, which is shown inside another one. */
  readonly mode: (typeof MODES)[number];
  readonly title: string | undefined;
  readonly region: string | undefined;
  readonly color: string | undefined;
  /** `auto` follows what the person's system is set to. */
  readonly theme: (typeof THEMES)[number];
  readonly position: 'right' | 'left';
  readonly starters: readonly string[] | undefined;
  readonly language: Language;
  /** A computer that many use: nothing is kept, and everything is wiped after a while. */
  readonly shared: boolean;
}

export function settingsOf(element: Element, server: string): Settings {
  const read = (name: string): string | undefined =>
    element.getAttribute(name) ?? element.getAttribute(`data-${name}`) ?? undefined;
  const color = read('color');
  return {
    server,
    mode: MODES.find((name) => name === read('mode')) ?? 'launcher',
    title: read('title'),
    region: read('region') || undefined,
    color: color !== undefined && /^#[0-9a-f]{6}$/i.test(color) ? color : undefined,
    theme: THEMES.find((name) => name === read('theme')) ?? 'auto',
    position: read('position') === 'left' ? 'left' : 'right',
    starters: read('starters')
      ?.split('|')
      .map((text) => text.trim())
      .filter((text) => text !== ''),
    language: LANGUAGES.find((name) => name === read('language')) ?? 'ko',
    shared: read('shared') !== undefined && read('shared') !== 'false',
  };
}
