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
  // Only names whose first letters stand in the text are looked for: a few of some thousand.
  const rowsByStart = new Map<string, number[]>();
  names.forEach((name, row) => {
    const start = name.slice(0, NAME_MIN);
    const rows = rowsByStart.get(start);
    if (rows) rows.push(row);
    else rowsByStart.set(start, [row]);
  });
  const possibleIn = (squeezed: string): string[] => {
    const rows = new Set<number>();
    for (let at = 0; at + NAME_MIN <= squeezed.length; at += 1)
      for (const row of rowsByStart.get(squeezed.slice(at, at + NAME_MIN)) ?? []) rows.add(row);
    return [...rows].sort((a, b) => a - b).flatMap((row) => names[row] ?? []);
  };
  return (text) => {
    let rest = squeeze(text);
    const possible = possibleIn(rest);
    if (possible.length === 0) return [];
    const starts = wordStarts(text);
    const found: NamedDocument[] = [];
    for (const name of possible) {
      const at = indexAtWord(rest, name, starts);
      if (at < 0) continue;
      for (const owner of owners.get(name) ?? []) {
        if (!found.some(({ unit }) => unit === owner.unit)) found.push({ ...owner, name });
      }
      rest = rest.slice(0, at) + '\u0000'.repeat(name.length) + rest.slice(at + name.length);
    }
    return found;
  };
}

/** Offsets in the squeezed text at which a word begins; a text without spaces may begin a name anywhere. */
function wordStarts(text: string): ReadonlySet<number> | undefined {
  const words = text
    .normalize('NFC')
    .split(/\s+/)
    .map(squeeze)
    .filter((word) => word !== '');
  if (words.length < 2) return undefined;
  const starts = new Set<number>();
  let at = 0;
  for (const word of words) {
    starts.add(at);
    at += word.length;
  }
  return starts;
}

// A name never begins inside a word, or "어린이집이다" would name "이다…"; long names may ("광양형긴급복지").
const INSIDE_MIN = 5;
function indexAtWord(text: string, name: string, starts: ReadonlySet<number> | undefined): number {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    // "기초수급자" is a person, not the benefit that the name stands for.
    if (text[at + name.length] === '자' && text[at + name.length + 1] !== '녀') continue;
    // "차상위계층이면" tells of a person; "차상위계층 확인서" names what is asked about.
    if (STATES.has(name) && !NAMES_STATE.test(text.slice(at + name.length))) continue;
    if (!starts || starts.has(at) || name.length >= INSIDE_MIN) return at;
  }
  return -1;
}

/** Names that are also what a person is. */
const STATES: ReadonlySet<string> = new Set([
  '차상위',
  '차상위계층',
  '수급자',
  '기초생활수급자',
  '한부모',
  '한부모가족',
]);
const NAMES_STATE = /^(?:계층|가구)?(?:확인|증명|혜택|제도|자격|신청|되|란|이란|이뭐|가뭐|은뭐|는뭐|뭐)/;

const BENEFIT = /.(?:급여|수당|연금|지원금|장려금|축하금|바우처|이용권|카드|통장|계좌)$/;

/** `장제급여·해산급여` is named by either half, `출산지원금(셋째)` without its bracket. */
function variantsOf(name: string): string[] {
  const bare = name.replace(/\([^)]*\)/g, '').trim();
  const halves = bare.split(/[·/]/).map((half) => half.trim());
  // A half is a name only if it names a benefit: "독거노인" of "독거노인·장애인 응급안전…" names people.
  const whole = halves.every((half) => BENEFIT.test(half)) ? halves : [];
  return [name, bare, ...whole];
}
