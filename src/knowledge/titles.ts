/**
 * Titles as names are compared: a record's title → its letters and digits alone. Every question compares hundreds of
 * titles, and a record never changes while its index is open.
 */
import { squeeze } from '../korean/normalise.js';
import type { KnowledgeDocument } from './schema.js';

const SQUEEZED = new WeakMap<Pick<KnowledgeDocument, 'title'>, string>();

export function squeezedTitle(document: Pick<KnowledgeDocument, 'title'>): string {
  const known = SQUEEZED.get(document);
  if (known !== undefined) return known;
  const title = squeeze(document.title);
  SQUEEZED.set(document, title);
  return title;
}
