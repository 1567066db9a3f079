/**
 * Fact lock: every figure of a statement must stand, in canonical form, in the passages that this statement cites.
 *
 * In: a statement's text and the cited passages' texts (with their titles). Out: the figures that no passage holds;
 * none means the statement may go out.
 */
import { type Figure, figuresOf } from '../korean/figures.js';

export function unsupportedFigures(statement: string, evidence: readonly string[]): Figure[] {
  const held = new Set(evidence.flatMap((text) => figuresOf(text).map(({ value }) => value)));
  return figuresOf(statement).filter(({ value }) => !held.has(value));
}
