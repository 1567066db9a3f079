/** How much of a question's letters stand in a text: the share of its distinct bigrams, 0–1. */
import { termsOf } from '../../src/korean/tokens.js';

export function bigramShare(question: string, text: string): number {
  const asked = bigramsOf(question);
  if (asked.size === 0) return 0;
  const held = bigramsOf(text);
  return [...asked].filter((term) => held.has(term)).length / asked.size;
}

function bigramsOf(text: string): Set<string> {
  return new Set(termsOf(text).filter((term) => !term.startsWith('=')));
}
