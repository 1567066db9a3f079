/**
 * Orders in documents: text that wants to steer whoever reads it, hidden or in the open. In: a document as it came.
 * Out: what was found with its line, for the admin; and the text without it, for the index.
 *
 * Documents are data. What is hidden from people (comments, invisible elements and signs) is never read as content,
 * and a line that gives the assistant orders never becomes a claim that could be quoted.
 */
import { normaliseText } from '../korean/normalise.js';
import { isInstruction } from './injection.js';

export interface DocumentOrder {
  readonly line: number;
  readonly kind: 'invisible' | 'hidden' | 'open';
}

/** Unicode tags spell words that no screen shows; overrides make the eye read another order than the machine. */
const INVISIBLE_WORDS = /[\u{e0001}\u{e0020}-\u{e007f}]{2}|[\u202a-\u202e\u2066-\u2069]/u;
const HIDDEN =
  /<!--[\s\S]*?(?:-->|$)|<(template|script|style|noscript)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)|<([a-z][a-z0-9]*)\b(?=[^>]*(?:\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])|color\s*[:=]\s*["']?\s*(?:#f{3}(?:f{3})?\b|white\b)))[^>]*>[\s\S]*?(?:<\/\2\s*>|$)/gi;

const READER =
  '(?:AI|A\\.I\\.|인공\\s*지능|챗봇|어시스턴트|assistant|LLM|언어\\s*모델|GPT|(?:검색|요약|자동|대화)\\s*(?:로봇|봇|응답기|모델|AI)|모델(?=은|는|에게|이\\s))';
const TOLD =
  '(?:(?:답|대답|말|안내|출력|인용|요청|추천|수집|언급|기재|표시|주장)(?:하라|할\\s*것|하시오|하세요|해야\\s*한다|하도록|한다고|하여\\s*출력|하지\\s*(?:마|말))|답한다|따를\\s*것|따르라|넣어라|적어라|써라|주어라|무시하|공개하|하도록\\s*하라|물어보(?:라|도록|시오)|라고\\s*(?:답|대답|말)(?:하라|할|하세요|하시오|하도록|해야))';
const ORDERS: readonly RegExp[] = [
  new RegExp(`${READER}[^\\n]{0,80}${TOLD}`, 'i'),
  new RegExp(
    `(?:문서|자료|글|페이지|문단|본문)(?:을|를)\\s*(?:읽는|처리하는|요약하는|인용하는|학습)[^.\\n]{0,20}${READER}`,
    'i',
  ),
  new RegExp(`요약(?:할\\s*때|하는\\s*경우)[^\\n]{0,60}${TOLD}|요약\\s*AI\\s*전용`, 'i'),
  /^(?:관리자|운영자)입니다[^\n]{0,60}(?:안내하세요|안내하라|답하세요|말하세요)/,
  /\b(?:note|message|instructions?)\s+(?:to|for)\s+(?:the\s+)?(?:ai|assistant|llm|chatbot|model)\b|\bthe\s+(?:assistant|ai|chatbot|model)\s+(?:must|should|shall)\b|\bassistant\s+must\b|\bwhen\s+summari[sz]ing\b|^(?:system|assistant|ai)\s*:/i,
  /\byou\s+must\s+(?:answer|say|reply|tell|output)\b/i,
];

export function givesOrders(line: string): boolean {
  const plain = normaliseText(line);
  return ORDERS.some((pattern) => pattern.test(plain)) || isInstruction(plain);
}

export function ordersIn(raw: string): readonly DocumentOrder[] {
  const found = new Map<number, DocumentOrder>();
  const note = (line: number, kind: DocumentOrder['kind']): void => {
    if (!found.has(line)) found.set(line, { line, kind });
  };
  raw.split('\n').forEach((line, row) => {
    if (INVISIBLE_WORDS.test(line)) note(row + 1, 'invisible');
  });
  for (const match of raw.matchAll(HIDDEN)) {
    const first = raw.slice(0, match.index).split('\n').length;
    const words = match[0].replace(/<!--|-->|<[^>]*>/g, ' ');
    if (words.split('\n').some(givesOrders) || givesOrders(words.replace(/\n/g, ' '))) note(first, 'hidden');
  }
  withoutHidden(raw)
    .split('\n')
    .forEach((line, row) => {
      if (givesOrders(line)) note(row + 1, 'open');
    });
  return [...found.values()].sort((a, b) => a.line - b.line);
}

/** The text that people see, without the lines that give orders. Lines keep their places. */
export function withoutOrders(raw: string): string {
  return withoutHidden(raw)
    .split('\n')
    .map((line) => (INVISIBLE_WORDS.test(line) || givesOrders(line) ? '' : line))
    .join('\n');
}

function withoutHidden(raw: string): string {
  return raw.replace(HIDDEN, (hidden) => hidden.replace(/[^\n]+/g, ' '));
}
