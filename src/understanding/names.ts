/**
 * Names: programmes that the text names, with particles attached or without spaces. "기초연금은요", "국취제 신청".
 * Longer names win over names inside them; a name shared by several regions yields all of them.
 */

import type { KnowledgeDocument } from '../knowledge/schema.js';
import { squeeze } from '../korean/normalise.js';

export interface NamedDocument {
  /** Row of the document in the index. */
  readonly unit: number;
  /** The name as the text holds it, squeezed. */
  readonly name: string;
  readonly isTitle: boolean;
}

/** A two-syllable alias ("수급") names too many things; three and more are names. */
const NAME_MIN = 3;

export function createNameFinder(documents: readonly KnowledgeDocument[]): (text: string) => readonly NamedDocument[] {
  const owners = new Map<string, { unit: number; isTitle: boolean }[]>();
  const add = (name: string, unit: number, isTitle: boolean): void => {
    const key = squeeze(name);
    if (key.length < NAME_MIN) return;
    const list = owners.get(key) ?? [];
    if (!list.some((owner) => owner.unit === unit)) owners.set(key, [...list, { unit, isTitle }]);
  };
  documents.forEach((document, unit) => {
    if (document.form === 'plain') return;
    for (const variant of variantsOf(document.title)) add(variant, unit, true);
    for (const alias of document.aliases) for (const variant of variantsOf(alias)) add(variant, unit, false);
  });
  const names = [...owners.keys()].sort((a, b) => b.length - a.length);
  return (text) => {
    let rest = squeeze(text);
    const found: NamedDocument[] = [];
    for (const name of names) {
      if (name.length > rest.length || !rest.includes(name)) continue;
      for (const owner of owners.get(name) ?? []) {
        if (!found.some(({ unit }) => unit === owner.unit)) found.push({ ...owner, name });
      }
      rest = rest.replaceAll(name, '\u0000');
    }
    return found;
  };
}

/** `장제급여·해산급여` is named by either half, `출산지원금(셋째)` without its bracket. */
function variantsOf(name: string): string[] {
  const bare = name.replace(/\([^)]*\)/g, '').trim();
  const halves = bare.split(/[·/]/).map((half) => half.trim());
  const whole = halves.every((half) => half.length >= 3) ? halves : [];
  return [name, bare, ...whole];
}
