/**
 * What people see of a page, roughly: to tell a changed page from one whose counters and tokens moved. In: HTML. Out: its
 * words on one line, and its title. Reading it as knowledge is the document converter's work.
 */
import { normaliseLine } from '../korean/normalise.js';

const UNSEEN = /<!--[\s\S]*?-->|<(script|style|noscript|template|svg)\b[\s\S]*?<\/\1\s*>/gi;

export function visibleText(html: string): string {
  const body = /<body\b[^>]*>([\s\S]*)<\/body\s*>/i.exec(html)?.[1] ?? html;
  return normaliseLine(body.replace(UNSEEN, ' ').replace(/<[^>]*>/g, ' '));
}

export function titleIn(html: string): string | undefined {
  const title = normaliseLine((/<title\b[^>]*>([\s\S]*?)<\/title\s*>/i.exec(html)?.[1] ?? '').replace(/<[^>]*>/g, ' '));
  return title === '' ? undefined : title;
}
