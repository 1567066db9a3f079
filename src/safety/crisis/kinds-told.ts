/**
 * Which kinds of danger are told: how loudly the ear hears each kind, and what the rules say → the likeliest kind,
 * and others as long as the line may well be another one. At most three with a line of their own; beside them 112 and
 * 119, where one of these two may be the right one.
 *
 * Whoever hurts, whoever is hurt and what is meant is often left unsaid ("멍 빨리 빼는 법 아세요?"), so the one line of
 * the likeliest kind is wrong for one in six. `tools/safety/README.md` has the sweep of these numbers.
 */
import { CRISES, type CrisisKind, SAME_LINE } from './kinds.js';

export const KINDS_TOLD_MAX = 3;
/** Lines are added until they hold this much of the odds. */
const ODDS_TOLD = 0.95;
/** 112 and 119 cost the least to read, for everybody knows them. */
const ODDS_AT_ONCE = 0.02;
/** Kinds whose line is 112 or 119. */
const AT_ONCE: ReadonlySet<CrisisKind> = new Set(['child-abuse', 'emergency']);
/** Sums this far apart are e times as likely. */
const SOFTNESS = 0.25;
/** What a rule says is worth so much of a sum. */
const RULE_WORTH = 0.3;

export interface Told {
  readonly kinds: readonly [CrisisKind, ...CrisisKind[]];
  readonly maybeAtOnce: boolean;
}

/** `sums` in the order of `CRISES`. */
export function kindsTold(sums: readonly number[], byRule: readonly CrisisKind[] = []): Told {
  const weighed = CRISES.map((kind, row) => {
    const sum = (sums[row] ?? 0) + (byRule.includes(kind) ? RULE_WORTH : 0);
    return { kind, odds: Math.exp(sum / SOFTNESS) };
  });
  const all = weighed.reduce((total, { odds }) => total + odds, 0);
  const lines = new Map<string, { kind: CrisisKind; loudest: number; odds: number }>();
  for (const { kind, odds } of weighed) {
    const line = lineOf(kind);
    const so = lines.get(line);
    if (so === undefined) lines.set(line, { kind, loudest: odds, odds });
    else
      lines.set(line, {
        kind: odds > so.loudest ? kind : so.kind,
        loudest: Math.max(odds, so.loudest),
        odds: so.odds + odds,
      });
  }
  const [first, ...others] = [...lines.values()].sort((a, b) => b.odds - a.odds);
  const told: [CrisisKind, ...CrisisKind[]] = [first?.kind ?? 'suicide'];
  let held = first?.odds ?? all;
  for (const { kind, odds } of others) {
    const own = told.filter((one) => !AT_ONCE.has(one));
    if (own.length === KINDS_TOLD_MAX || held >= ODDS_TOLD * all) break;
    told.push(kind);
    held += odds;
  }
  const atOnce = weighed.reduce((total, { kind, odds }) => total + (AT_ONCE.has(kind) ? odds : 0), 0);
  // A rule knows better who hurts whom, which the first sentence speaks of; the lines are the same.
  const [likeliest, ...rest] = [...told].sort((a, b) => Number(byRule.includes(b)) - Number(byRule.includes(a)));
  return { kinds: [likeliest ?? told[0], ...rest], maybeAtOnce: atOnce > ODDS_AT_ONCE * all };
}

/** Kinds that share a line count as one. */
function lineOf(kind: CrisisKind): string {
  return SAME_LINE.find((kinds) => kinds.includes(kind))?.[0] ?? kind;
}
