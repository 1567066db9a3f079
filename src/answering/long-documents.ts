/**
 * Long documents: of a guide of hundreds of pages only the passages that matched the question are read for an answer.
 * In: candidates. Out: the same, the long ones among the best with those sections alone. An article in another chapter
 * must neither cost time nor stand beside what was asked.
 */
import type { Candidate } from '../retrieval/retrieve.js';

/** Longer than any record; a guide of some twenty pages. */
const SECTIONS_MAX = 80;
const MATCHED_MAX = 24;
const LOOKED_AT = 5;

export function withMatchedSections(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.map((candidate, place) => {
    const { document, trace } = candidate;
    if (place >= LOOKED_AT || document.form !== 'plain' || document.sections.length <= SECTIONS_MAX) return candidate;
    const matched = new Set(trace.passages.slice(0, MATCHED_MAX).map(({ passage }) => passage.slug));
    const sections = document.sections.filter(({ slug }) => matched.has(slug));
    return sections.length === 0 ? candidate : { ...candidate, document: { ...document, sections } };
  });
}
