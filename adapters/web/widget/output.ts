/** An answer leaves the widget: to the clipboard or the printer, always with its sources. */
import { printedPlace } from '../../../src/core/place.js';
import type { Answer } from './answer.js';

function plainText(question: string, { text, citations, notices }: Answer): string {
  const body = text
    .replace(/\*\*/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  const sources = citations.map((citation) => {
    const { n, title, asOf, source } = citation;
    const from = [source.publisher, source.title, source.date, printedPlace([citation])].filter(Boolean).join(', ');
    return `[${n}] ${title} (${asOf} 기준) ${from}${source.url === undefined ? '' : ` ${source.url}`}`;
  });
  return [`질문: ${question}`, body, sources.join('\n'), notices.map((notice) => `※ ${notice.text}`).join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

export async function copyText(question: string, answer: Answer): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(plainText(question, answer));
    return true;
  } catch {
    return false;
  }
}

/** Prints this answer alone, not the host page: a frame of its own, filled by nodes and never by markup. */
export function printElement(question: string, answer: Answer): void {
  const frame = document.createElement('iframe');
  frame.title = '인쇄';
  frame.setAttribute('aria-hidden', 'true');
  frame.hidden = true;
  document.body.append(frame);
  const page = frame.contentDocument;
  if (!page) return;
  const text = page.createElement('pre');
  text.textContent = plainText(question, answer);
  text.style.cssText = 'white-space:pre-wrap;font:12pt/1.6 system-ui,sans-serif';
  page.body.append(text);
  frame.contentWindow?.addEventListener('afterprint', () => frame.remove());
  frame.contentWindow?.print();
}
