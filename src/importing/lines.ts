/**
 * Official text → its lines as a tree: bullets under what they belong to. The portals write one paragraph a field, with
 * bullets of a dozen kinds, some glued to the line before, some broken in the middle of a sentence.
 *
 * Words and figures stay as they are; only bullet signs, tags and surplus blanks go.
 */
import { normaliseText } from '../korean/normalise.js';

export interface Line {
  readonly text: string;
  /** What it stands under, outermost first. */
  readonly under: readonly string[];
  /** A remark (※, *) that limits or explains. */
  readonly isNote: boolean;
  readonly hasChildren: boolean;
}

const TAGS = /<\/?(?:br|p|div|span|b|strong|table|tbody|tr|td|th|li|ul|ol|a|img|font|u|em|i|h[1-6])\b[^<>]*>/gi;
/** Fillers that say nothing. */
const EMPTY =
  /^(?:해당\s*(?:사항\s*)?없음|없음|공고문\s*참[조고]|지원대상의 내용을 참고해주시기 바랍니다|[-–—.·\s]*)\.?$/;

const BULLETS: readonly (readonly [string, RegExp])[] = [
  ['square', /^[■□▶▷◆◇▣]\s*/u],
  ['circle', /^[○◦●◎❍❏◯⦁]\s*|^[ㅇoO]\s+/u],
  ['roman', /^[ⅠⅡⅢⅣⅤⅥ][.\s]\s*/u],
  ['hangul', /^[가나다라마바사아자차카타파하][.)]\s+/u],
  ['number', /^\d{1,2}(?:-\d{1,2})?[.)](?!\d)\s*/u],
  ['bracketed', /^\(\d{1,2}\)\s*/u],
  ['circled', /^[①-⑳](?![,~의와과및은는이가을를]|\s*[①-⑳])\s*/u],
  ['dash', /^[-–—ㆍ·•∙‧▪･․∘]+\s*(?!\d)|^[-–—ㆍ·•∙‧▪･․∘]\s+/u],
  ['note', /^(?:※|＊|\*{1,3})\s*/u],
];
const NOTE = 'note';

/** The line goes on in the next one. */
const GOES_ON = /(?:에|의|을|를|과|와|및|또는|에게|하여|하고|하며|으며|이며|위해|대해|,)$/u;

export function linesOf(text: string): Line[] {
  const plain = normaliseText(text.replace(TAGS, '\n').replace(/&#13;/g, '\n'));
  const parts = plain
    .split('\n')
    .flatMap(unglued)
    .map((part) => part.replace(/[ \t\u00a0]+/g, ' ').trim())
    .filter((part) => part !== '');
  return tree(joined(parts));
}

/** Bullets glued to the line before, and sentences one after the other, become lines of their own. */
function unglued(line: string): string[] {
  return line
    .split(
      /(?<=[^\s(])\s*(?=[※■□▶◆○◦●❍])|(?<=\S)\s*(?=[①-⑳]\s*[^,~의와과및은는이가을를\s①-⑳])|(?<=[.다음함임)])\s*(?=\*{1,3}\s)|(?<=경우)\s*(?=\d{1,2}\.\s?[가-힣])|(?<=다\.)\s+(?=\S)|(?<=[음함임])\s+(?=- )/u,
    )
    .filter((part) => part.trim() !== '');
}

function joined(parts: readonly string[]): string[] {
  const whole: string[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (last !== undefined && bulletOf(part) === undefined && GOES_ON.test(last))
      whole[whole.length - 1] = `${last} ${part}`;
    else whole.push(part);
  }
  return whole;
}

function bulletOf(part: string): { readonly kind: string; readonly text: string } | undefined {
  for (const [kind, pattern] of BULLETS) {
    const sign = pattern.exec(part)?.[0];
    if (sign !== undefined && sign !== '') return { kind, text: part.slice(sign.length).trim() };
  }
  return undefined;
}

function tree(parts: readonly string[]): Line[] {
  const lines: { text: string; under: readonly string[]; isNote: boolean; hasChildren: boolean }[] = [];
  /** The open bullets, outermost first, with the line each stands for. */
  let open: { kind: string; at: number }[] = [];
  for (const part of parts) {
    const bullet = bulletOf(part);
    const kind = bullet?.kind ?? 'plain';
    const text = bullet?.text ?? part;
    if (EMPTY.test(text)) continue;
    const isNote = kind === NOTE;
    // A remark is about the group that the last bullet stands in, not about that bullet alone.
    const depth = open.findIndex((one) => one.kind === kind);
    const above = isNote ? open.slice(0, -1) : kind === 'plain' ? [] : depth >= 0 ? open.slice(0, depth) : open;
    const under = above.flatMap(({ at }) => lines[at]?.text ?? []);
    for (const { at } of above) {
      const parent = lines[at];
      if (parent) parent.hasChildren = true;
    }
    lines.push({ text, under, isNote, hasChildren: false });
    if (!isNote) open = [...above, { kind, at: lines.length - 1 }];
  }
  return lines;
}
