/**
 * Fact lock: every figure of a statement must stand, in canonical form, in the passages that this statement cites.
 *
 * In: a statement's text and the cited passages' texts (with their titles). Out: the figures that no passage holds;
 * none means the statement may go out. In another language a number without a unit that is read there ("65" of "aged
 * 65") is held by its value alone; a number said in words is held by nothing.
 */
import { type Figure, figuresOf } from '../korean/figures.js';
import { inKoreanNotation, UNREAD_SCALE } from '../korean/foreign-figures.js';
import { isForeign } from './model/manner.js';

export function unsupportedFigures(statement: string, evidence: readonly string[]): Figure[] {
  const held = new Set(evidence.flatMap((text) => figuresOf(text).map(({ value }) => value)));
  if (!isForeign(statement)) return figuresOf(statement).filter(({ value }) => !held.has(value));
  const numbers = new Set([...held].map(numberIn));
  const read = inKoreanNotation(statement);
  const unread = UNREAD_SCALE.exec(read)?.[0];
  return [
    ...figuresOf(read).filter(({ value }) => !held.has(value) && !(/^[\d.]+$/.test(value) && numbers.has(value))),
    ...(unread === undefined ? [] : [{ kind: 'count' as const, value: unread, text: unread }]),
  ];
}

function numberIn(value: string): string {
  return /^[\d.]+/.exec(value)?.[0] ?? value;
}
