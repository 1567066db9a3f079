/**
 * HTML by template: every value is escaped unless it is itself such a template, and loses the letters that are not to
 * be seen but turn the words after them around.
 */
import { visible } from '../../../src/messaging/lines.js';

export interface Html {
  readonly html: string;
}

type Value = Html | string | number | undefined | false | null | readonly Value[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);

export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: parts.reduce((text, part, row) => `${text}${show(values[row - 1])}${part}`) };
}

/** Markup that is known to be safe: our own style sheet, compiled Markdown. */
export const trusted = (text: string): Html => ({ html: text });

function show(value: Value): string {
  if (value === undefined || value === false || value === null) return '';
  if (Array.isArray(value)) return value.map(show).join('');
  if (typeof value === 'object' && 'html' in value) return value.html;
  return escapeHtml(visible(String(value)));
}
