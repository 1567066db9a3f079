/**
 * Leave one fact out: the documents without a record, a section or a claim, to see that the assistant then says it
 * does not know. Throws where nothing is there to remove: such a case would prove nothing.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';

export function withoutFacts(
  documents: readonly KnowledgeDocument[],
  facts: readonly string[],
): readonly KnowledgeDocument[] {
  return facts.reduce(withoutFact, documents);
}

function withoutFact(documents: readonly KnowledgeDocument[], fact: string): readonly KnowledgeDocument[] {
  const [id, passage] = fact.split('#');
  const slug = passage?.replace(/\.\d+$/, '');
  let found = false;
  const kept = documents.flatMap((document) => {
    if (document.id !== id) return [document];
    if (slug === undefined) {
      found = true;
      return [];
    }
    const sections = document.sections.flatMap((section) => {
      if (section.slug !== slug) return [section];
      const claims = passage === slug ? [] : section.claims.filter((claim) => claim.id !== fact);
      found ||= claims.length < section.claims.length;
      return claims.length === 0 ? [] : [{ ...section, claims }];
    });
    return [{ ...document, sections }];
  });
  if (!found) throw new Error(`nothing to remove: ${fact}`);
  return kept;
}
