/**
 * Passages: what the embedded engine found → numbered claims, fenced, that are all a model may use.
 *
 * Only documents that the embedded engine would answer from: region, audience and status are settled there. Claims
 * that give orders to a reader instead of telling of a programme are left out.
 */
import { isInstruction } from '../../safety/injection.js';
import { isMissingList } from '../aspects.js';
import type { Draft, Evidence } from '../draft.js';

/** Row `n - 1` is passage `n`. */
export type Passages = readonly Evidence[];

const PASSAGES_MAX = 40;
/** Documents told whole; of the others only what the embedded engine chose and the limits beside it. */
const WHOLE_DOCUMENTS = 2;

export function passagesFor({ statements, topics }: Draft): Passages {
  const chosen = new Set(statements.flatMap(({ evidence }) => evidence.map(({ quote }) => quote)));
  const all = topics.flatMap((document, rank) =>
    document.sections.flatMap(({ slug, heading, claims }) =>
      claims
        .filter((claim) => !isMissingList(claim) && !isOrder(claim.text))
        .map(({ text }): Evidence => ({ document, slug, heading, quote: text }))
        .filter(({ quote }) => chosen.has(quote) || (rank < WHOLE_DOCUMENTS && slug !== 'press')),
    ),
  );
  // What was chosen is never cut off by what merely stands beside it.
  const kept = new Set(
    [...all.filter(({ quote }) => chosen.has(quote)), ...all.filter(({ quote }) => !chosen.has(quote))].slice(
      0,
      PASSAGES_MAX,
    ),
  );
  return all.filter((passage) => kept.has(passage));
}

const TOLD_TO_SAY =
  /(?:라고|다고|고)만?\s*(?:답|대답|답변|말|안내|출력|응답)(?:하라|해라|하세요|하십시오|해야|할 것|해\s*주세요)/;
const TOLD_TO_A_MACHINE =
  /(?:AI|인공지능|챗봇|어시스턴트|언어\s*모델|assistant|LLM|GPT)[^.!?]{0,40}(?:하라|해라|하세요|하십시오|마라|마세요|must|should|ignore|say|reply|print)/i;

/** Words in a document that order the reading machine about. */
export function isOrder(text: string): boolean {
  return isInstruction(text) || TOLD_TO_SAY.test(text) || TOLD_TO_A_MACHINE.test(text);
}

export function fence(passages: Passages): string {
  const blocks = passages.map(
    ({ document, heading, quote }, row) =>
      `[${row + 1}] ${plain(document.title)} · ${plain(heading)} · ${document.region} · ${document.status} · ${document.asOf} 기준\n${plain(quote)}`,
  );
  return `<근거>\n${blocks.join('\n')}\n</근거>`;
}

export function fenceQuestion(question: string): string {
  return `<질문>\n${plain(question)}\n</질문>`;
}

/** One line, and no sign that could close a fence. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('<', '‹').replaceAll('>', '›').trim();
}
