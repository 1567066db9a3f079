/**
 * Eligible: which documents a search may give at all. What is not for this audience, and what is out of its time
 * while a record of the same name is in force, is left out inside the search and never comes to light afterwards.
 *
 * A record out of its time that nothing replaces stays: its answer says from when or until when it holds.
 */
import { nameWithoutYear } from '../knowledge/editions.js';
import { type Audience, isBefore, type KnowledgeDocument } from '../knowledge/schema.js';
import { squeeze } from '../korean/normalise.js';

/** 1 where the document in that row may be given. */
export type Eligibility = Uint8Array;

/** `date` is a day in Korea, `2026-12-31`. Asked for the same day again, the same array comes back. */
export function createEligibility(
  documents: readonly KnowledgeDocument[],
): (audience: Audience, date: string) => Eligibility {
  const known = new Map<string, Eligibility>();
  return (audience, date) => {
    const key = `${audience} ${date}`;
    let mask = known.get(key);
    if (!mask) {
      // A day is asked about all day long, and hardly ever another: no more than two are kept.
      if (known.size >= 4) known.clear();
      const replaced = replacedAt(documents, date);
      mask = Uint8Array.from(documents, (document, row) =>
        Number((audience === 'staff' || document.audience === 'public') && !replaced.has(row)),
      );
      known.set(key, mask);
    }
    return mask;
  };
}

function isInForce({ validFrom, validUntil }: KnowledgeDocument, date: string): boolean {
  return !(validFrom && isBefore(date, validFrom)) && !(validUntil && isBefore(validUntil, date));
}

/** Rows out of their time for which another of the same name, place and audience is in force. */
function replacedAt(documents: readonly KnowledgeDocument[], date: string): ReadonlySet<number> {
  // A guide of each year names the year in its title: the editions are one guide.
  const nameOf = ({ title, region, audience, form }: KnowledgeDocument): string =>
    `${form === 'plain' ? nameWithoutYear(title) : squeeze(title)} ${region} ${audience}`;
  const out = documents.flatMap((document, row) =>
    isInForce(document, date) ? [] : [{ row, name: nameOf(document) }],
  );
  if (out.length === 0) return new Set();
  const names = new Set(out.map(({ name }) => name));
  const inForce = new Set(
    documents
      .filter((document) => isInForce(document, date))
      .map(nameOf)
      .filter((name) => names.has(name)),
  );
  return new Set(out.filter(({ name }) => inForce.has(name)).map(({ row }) => row));
}
