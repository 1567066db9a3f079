/**
 * Old and new tables in one field: the portals keep both, without a date. In: the lines of one section. Out: the lines
 * with an amount, if they contradict one another: which table is today's cannot be told, so none of its rows is.
 */

import { figuresOf } from '../korean/figures.js';
import { squeeze } from '../korean/normalise.js';
import type { Line } from './lines.js';

const LABEL_MIN = 3;
/** One label with two amounts may be a condition told twice; several are a second table. */
const LABELS_MIN = 2;

export function contradicting(lines: readonly Line[]): ReadonlySet<Line> {
  const byLabel = new Map<string, Line[]>();
  const withAmount = lines.filter(({ text }) => figuresOf(text).some(({ kind }) => kind === 'money'));
  for (const line of withAmount) {
    const label = squeeze(/^\D*/.exec(line.text)?.[0] ?? '');
    if (label.length < LABEL_MIN) continue;
    const key = [...line.under.map((text) => squeeze(text)), label].join('|');
    byLabel.set(key, [...(byLabel.get(key) ?? []), line]);
  }
  const groups = [...byLabel.values()].filter((group) => new Set(group.map(amounts)).size > 1);
  return new Set(groups.length >= LABELS_MIN ? withAmount : []);
}

function amounts({ text }: Line): string {
  return figuresOf(text)
    .filter(({ kind }) => kind === 'money')
    .map(({ value }) => value)
    .join(' ');
}
