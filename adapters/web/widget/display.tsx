/** How the panel is shown: text size in five steps, high contrast, language. */
import { LANGUAGES, type Language } from './settings.js';
import type { Texts } from './texts.js';

export interface View {
  readonly size: number;
  readonly contrast: boolean;
  readonly language: Language;
}

interface DisplayProps {
  readonly view: View;
  readonly onChange: (view: View) => void;
  readonly texts: Texts;
  readonly shared: boolean;
}

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { ko: '한국어', easy: '쉬운 한국어', en: 'English' };

export function Display({ view, onChange, texts, shared }: DisplayProps) {
  return (
    <div class="set">
      <p>{texts.size}</p>
      {texts.sizes.map((name, size) => (
        <button key={name} type="button" aria-pressed={view.size === size} onClick={() => onChange({ ...view, size })}>
          {name}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={view.contrast}
        onClick={() => onChange({ ...view, contrast: !view.contrast })}
      >
        {texts.contrast}
      </button>
      <p>{texts.language}</p>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          aria-pressed={view.language === language}
          onClick={() => onChange({ ...view, language })}
        >
          {LANGUAGE_NAMES[language]}
        </button>
      ))}
      {shared ? <p>{texts.sharedOn}</p> : null}
    </div>
  );
}
