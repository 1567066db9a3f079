/**
 * A measure: how many of how many, with the interval that so few cases leave open, and which way is better. Every
 * number of a report is one of these, so that thresholds, tables and comparisons treat all alike.
 */
export interface Measure {
  /** What `--fail-under` calls it. */
  readonly name: string;
  /** What a person reads. */
  readonly label: string;
  readonly hits: number;
  readonly of: number;
  /** hits ÷ of; null where nothing was there to measure. */
  readonly value: number | null;
  /** 95 % Wilson interval. */
  readonly low: number;
  readonly high: number;
  readonly better: 'higher' | 'lower';
  /** What the project has set itself. */
  readonly target: number | null;
}

const Z_95 = 1.959963984540054;

/** Wilson's score interval: honest for few cases and for shares near 0 and 1. */
export function wilson(hits: number, of: number): { readonly low: number; readonly high: number } {
  if (of === 0) return { low: 0, high: 1 };
  const share = hits / of;
  const z2 = Z_95 ** 2;
  const centre = share + z2 / (2 * of);
  const spread = Z_95 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of ** 2));
  const scale = 1 + z2 / of;
  return {
    low: hits === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: hits === of ? 1 : Math.min(1, (centre + spread) / scale),
  };
}

export interface MeasureOptions {
  readonly better?: Measure['better'];
  readonly target?: number;
}

export function measure(name: string, label: string, hits: number, of: number, options: MeasureOptions = {}): Measure {
  return {
    name,
    label,
    hits,
    of,
    value: of === 0 ? null : hits / of,
    ...wilson(hits, of),
    better: options.better ?? 'higher',
    target: options.target ?? null,
  };
}

/** A limit from `--fail-under`: the least a measure may be, or the most where lower is better. */
export interface Threshold {
  readonly name: string;
  readonly limit: number;
}

/** `right=0.9,wrong-region=0` → thresholds; undefined where it is not written so. */
export function parseThresholds(text: string): readonly Threshold[] | undefined {
  const parts = text.split(',').map((part) => /^\s*([a-z0-9-]+)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(part));
  const thresholds = parts.flatMap((part) => (part ? [{ name: part[1] ?? '', limit: Number(part[2]) }] : []));
  return thresholds.length === parts.length ? thresholds : undefined;
}

export interface Breach {
  readonly name: string;
  readonly limit: number;
  readonly value: number | null;
  readonly better: Measure['better'];
}

/** Thresholds that are not kept. A measure that had nothing to measure keeps none: silence is no proof. */
export function breachesOf(measures: readonly Measure[], thresholds: readonly Threshold[]): readonly Breach[] {
  return thresholds.flatMap(({ name, limit }) => {
    const found = measures.find((one) => one.name === name);
    const value = found?.value ?? null;
    const better = found?.better ?? 'higher';
    const kept = value !== null && (better === 'higher' ? value >= limit : value <= limit);
    return kept ? [] : [{ name, limit, value, better }];
  });
}

export function meets({ value, target, better }: Measure): boolean | undefined {
  if (value === null || target === null) return undefined;
  return better === 'higher' ? value >= target : value <= target;
}
