/**
 * Work over a record → the same work, done once for as long as the record's text is in memory. The text of large
 * corpora is let go and read again (`src/indexing/saved-documents.ts`), and what was made of it goes with it: that is
 * the bound.
 */
import type { KnowledgeDocument, Section } from '../knowledge/schema.js';

export function onceForRecord<T>(work: (document: KnowledgeDocument) => T): (document: KnowledgeDocument) => T {
  const known = new WeakMap<readonly Section[], { readonly document: KnowledgeDocument; readonly result: T }>();
  return (document) => {
    const { sections } = document;
    const before = known.get(sections);
    // Part of a record may be told under other words of its own.
    if (before?.document === document) return before.result;
    const result = work(document);
    known.set(sections, { document, result });
    return result;
  };
}
