/**
 * Refusal: what stands before "말고", "빼고", "제외하고", "아니라" is not asked about. "미술도서관 말고 음악도서관은" asks about
 * the second; "국민 취업 지원 제도 빼고 뭐 있어요" about anything else.
 *
 * In: a text, and the finder of names. Out: the text without what is refused, and the rows of the programmes refused
 * by name.
 */
import { squeeze } from '../korean/normalise.js';
import type { NamedDocument } from './names.js';

export interface Refusal {
  readonly asked: string;
  readonly refused: readonly number[];
}

const MARKER = /\s*(?:말고는|말고도|말고|빼고는|빼고|제외하고는|제외하고|아니라(?!도|면)|아니고)(?![가-힣])/;

const PARTICLE = /[은는을를이가과와도]$/;

export function refusalIn(text: string, names: (text: string) => readonly NamedDocument[]): Refusal {
  const refused = new Set<number>();
  let asked = '';
  let rest = text;
  for (let marker = MARKER.exec(rest); marker; marker = MARKER.exec(rest)) {
    const before = rest.slice(0, marker.index);
    const named = namedAtEnd(before, names);
    for (const { unit } of named) refused.add(unit);
    const longest = Math.max(0, ...named.map(({ length }) => length));
    asked += `${longest > 0 ? withoutEnd(before, longest) : before.replace(/\S+\s*$/, '')} `;
    rest = rest.slice(marker.index + marker[0].length);
  }
  return { asked: asked + rest, refused: [...refused] };
}

/** Names that the text ends with, as it stands or before a particle, and how many letters they take up with it. */
function namedAtEnd(text: string, names: (text: string) => readonly NamedDocument[]) {
  const end = squeeze(text);
  return names(text).flatMap(({ unit, name }) => {
    if (end.endsWith(name)) return [{ unit, length: name.length }];
    return PARTICLE.test(end) && end.slice(0, -1).endsWith(name) ? [{ unit, length: name.length + 1 }] : [];
  });
}

/** The text without its last `letters` letters, whatever spaces and signs stand among them. */
function withoutEnd(text: string, letters: number): string {
  const characters = [...text];
  let left = letters;
  while (left > 0 && characters.length > 0) {
    const last = characters.pop() ?? '';
    left -= squeeze(last).length;
  }
  return characters.join('');
}
