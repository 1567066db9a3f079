/**
 * Compare: the answers of the live version and of a new one to the same questions → those that differ, with figures
 * that went and came, and the documents that caused it.
 *
 * A cause is a document that either answer cites and that the new version adds, changes or lacks. Pure.
 */
import type { Answer } from '../core/types.js';
import type { Plan } from '../indexing/plan.js';
import { figuresOf } from '../korean/figures.js';
import type { ReviewQuestion } from './questions.js';

export interface Cause {
  readonly change: 'added' | 'changed' | 'removed' | 'support';
  readonly documentId: string;
  readonly title: string;
}

export interface Side {
  readonly outcome: Answer['outcome'];
  readonly text: string;
  readonly sources: readonly { readonly documentId: string; readonly title: string; readonly asOf: string }[];
}

export interface AnswerChange {
  readonly question: ReviewQuestion;
  readonly before: Side;
  readonly after: Side;
  /** As they are written, each once. */
  readonly figures: { readonly gone: readonly string[]; readonly come: readonly string[] };
  readonly isLost: boolean;
  readonly causes: readonly Cause[];
  /** Where the new answer is not what its golden question asks for. */
  readonly wrong: readonly string[];
}

export interface AskedTwice {
  readonly question: ReviewQuestion;
  readonly before: Answer;
  readonly after: Answer;
  /** What judges the new answer by its golden question. */
  readonly wrong: readonly string[];
}

export function changesBetween(asked: readonly AskedTwice[], plan: Plan): readonly AnswerChange[] {
  const causes = causesIn(plan);
  return asked.flatMap(({ question, before, after, wrong }) => {
    const [was, is] = [sideOf(before), sideOf(after)];
    if (was.outcome === is.outcome && was.text === is.text && idsOf(was) === idsOf(is)) return [];
    return [
      {
        question,
        before: was,
        after: is,
        figures: { gone: figuresWithout(was.text, is.text), come: figuresWithout(is.text, was.text) },
        isLost: was.outcome === 'answered' && is.outcome !== 'answered',
        causes: causes(was, is),
        wrong,
      },
    ];
  });
}

/** What a person reads, without the marks that point at sources and the line that says a machine wrote it. */
function sideOf({ outcome, text, notices, citations }: Answer): Side {
  const told = [text.replace(/\s*\[\d+\]/g, ''), ...notices.filter(({ kind }) => kind !== 'ai').map((one) => one.text)];
  const sources = new Map(citations.map(({ documentId, title, asOf }) => [documentId, { documentId, title, asOf }]));
  return { outcome, text: told.join('\n'), sources: [...sources.values()] };
}

function idsOf({ sources }: Side): string {
  return sources.map(({ documentId }) => documentId).join('\n');
}

function figuresWithout(text: string, other: string): readonly string[] {
  const held = new Set(figuresOf(other).map(({ value }) => value));
  const found = new Map(figuresOf(text).map(({ value, text: written }) => [value, written]));
  return [...found].filter(([value]) => !held.has(value)).map(([, written]) => written);
}

function causesIn({ added, changed, removed, support }: Plan) {
  const causes = new Map<string, Cause>();
  for (const [change, documents] of [
    ['added', added],
    ['changed', changed],
    ['removed', removed],
  ] as const)
    for (const { id, title } of documents) causes.set(id, { change, documentId: id, title });
  return (before: Side, after: Side): readonly Cause[] => {
    const cited = new Set([...before.sources, ...after.sources].map(({ documentId }) => documentId));
    const own = [...cited].flatMap((id) => causes.get(id) ?? []);
    // Contacts, income standards and place names stand in answers without being a document.
    if (own.length > 0 || !support) return own;
    return [{ change: 'support', documentId: 'support', title: '용어·연락처·소득 기준·지역 자료' }];
  };
}
