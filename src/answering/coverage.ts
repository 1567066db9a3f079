/**
 * Coverage: the share of the question's own words that a document speaks of at all. A high score can come from one
 * common word; a question about passports shares none of its matter with a telephone discount.
 *
 * Words are compared by their bigrams, so that a misspelt word still counts.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { termsOf } from '../korean/tokens.js';

/** A word is spoken of when this share of its bigrams occurs in the document. */
const WORD_SHARE_MIN = 0.6;

export function coverageOf(document: KnowledgeDocument, words: readonly string[]): number {
  if (words.length === 0) return 1;
  const text = [
    document.title,
    ...document.aliases,
    ...document.questions,
    ...document.sections.flatMap((section) => section.claims.map((claim) => claim.text)),
  ].join('\n');
  const known = new Set(termsOf(text));
  const covered = words.filter((word) => {
    const grams = termsOf(word).filter((term) => !term.startsWith('='));
    return grams.filter((gram) => known.has(gram)).length >= grams.length * WORD_SHARE_MIN;
  });
  return covered.length / words.length;
}
