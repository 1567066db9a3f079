/**
 * Fact lock: every figure of a statement must stand, in canonical form, in the passages that this statement cites.
 *
 * In: a statement's text and the cited passages' texts (with their titles). Out: the figures that no passage holds;
 * none means the statement may go out. A limit is part of its figure: "65세 미만" is not held by "65세 이상".
 * In another language a number without a unit that is read there ("65" of "aged 65") is held by its value alone; a
 * number said in words is held by nothing.
 */
import { type Bound, type Figure, figuresOf } from '../korean/figures.js';
import { inKoreanNotation, UNREAD_SCALE } from '../korean/foreign-figures.js';
import { isForeign } from './model/manner.js';
import { remembered } from './remembered.js';

export function unsupportedFigures(statement: string, evidence: readonly string[]): Figure[] {
  const { foreign, read, said } = saidIn(statement);
  // What says no figure needs none held: the evidence is not read for it.
  const held = said.length === 0 ? [] : evidence.flatMap(heldIn);
  const isHeld = (figure: Figure): boolean => held.some((other) => holds(other, figure));
  if (!foreign) return said.filter((figure) => !isHeld(figure));
  const numbers = new Set(held.map(({ figure }) => numberIn(figure.value)));
  const unread = UNREAD_SCALE.exec(read)?.[0];
  return [
    ...said.filter((figure) => !isHeld(figure) && !(/^[\d.]+$/.test(figure.value) && numbers.has(figure.value))),
    ...(unread === undefined ? [] : [{ kind: 'count' as const, value: unread, text: unread }]),
  ];
}

function numberIn(value: string): string {
  return /^[\d.]+/.exec(value)?.[0] ?? value;
}

interface Held {
  readonly figure: Figure;
  readonly bounds: readonly Bound[];
}

/** A limit at the end of a row of values ("1인 10만원, 2인 20만원 이하") limits them all. */
function readHeld(text: string): readonly Held[] {
  return text.split(/(?<=다\.)\s|\n/u).flatMap((sentence) => {
    const figures = figuresOf(sentence);
    return figures.map((figure, index) => {
      const unit = unitOf(figure);
      const last = figures.slice(index).find((other) => other.bound !== undefined && unitOf(other) === unit);
      const bound = figure.bound ?? last?.bound;
      return { figure, bounds: bound ? [bound] : [] };
    });
  });
}

const unitOf = ({ value }: Figure): string => value.replace(/^[\d.]+/, '');

/** Evidence comes from the records, and so do most statements: the same texts are read again and again. */
const TEXTS_MAX = 4_096;
const heldIn = remembered(readHeld, TEXTS_MAX);
const saidIn = remembered((statement) => {
  const foreign = isForeign(statement);
  const read = foreign ? inKoreanNotation(statement) : statement;
  return { foreign, read, said: figuresOf(read) as readonly Figure[] };
}, TEXTS_MAX);

function holds({ figure: held, bounds }: Held, said: Figure): boolean {
  if (!isSame(held, said)) return false;
  return said.isBoundNamed !== true || said.bound === undefined || bounds.includes(said.bound);
}

function isSame(held: Figure, said: Figure): boolean {
  if (held.value === said.value) return true;
  if (held.kind === 'date') {
    // A date holds what is less precise than it: its year, its month, its day of the year.
    if (said.kind === 'date')
      return (
        held.value.startsWith(`${said.value}-`) ||
        (said.value.startsWith('--') && held.value.slice(4) === said.value.slice(1))
      );
    const month = /^(\d{1,2})월$/.exec(said.value)?.[1];
    return month !== undefined && monthOf(held) === Number(month);
  }
  // "129에 전화하세요" means the number that stands behind ☎ in the passage.
  if (held.kind === 'phone') return said.value === held.value.slice('tel:'.length);
  return monthsOf(held.value) !== undefined && monthsOf(held.value) === monthsOf(said.value);
}

function monthOf({ value }: Figure): number | undefined {
  const month = value.startsWith('--') ? value.slice(2, 4) : value.split('-')[1];
  return month ? Number(month) : undefined;
}

/** One year is twelve months; ages are not counted so. */
function monthsOf(value: string): number | undefined {
  const [, number, unit] = /^(\d+)(년|개월)$/.exec(value) ?? [];
  return number === undefined ? undefined : Number(number) * (unit === '년' ? 12 : 1);
}
