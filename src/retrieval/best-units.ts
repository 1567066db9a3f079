/**
 * The best units of a whole index: a score for each unit → the highest `limit`, best first, of equal scores the lower
 * unit first. Units that score nothing are never among them.
 *
 * A histogram of the scores tells where the best begin; only what lies above is put in order, as plain numbers that
 * hold score and unit, which the engine sorts six times as fast as objects with a comparison. Against the heap that
 * stood here a search of 1,433 passages for 300 takes a third (42 → 14 µs).
 */
import type { ScoredUnit, UnitFilter } from '../core/ports.js';

const BUCKETS = 1024;
/** Of larger indexes a sample is counted. */
const COUNTED_MAX = 16_384;
const SAMPLE_STEP = 8;
/**
 * So many times more units than wanted are looked for: a filter leaves some out, and a sample is only a guess. Where it
 * was not enough, many more, and then all: putting forty thousand in order takes as long as three searches.
 */
const MARGINS = { whole: [1.15, 6, Number.POSITIVE_INFINITY], sample: [1.6, 6, Number.POSITIVE_INFINITY] } as const;
/** Units and the bits of a score stand in one number of 53 bits. */
const UNITS_MAX = 2 ** 21;

/** `scores` are none below 0; they are given as shares of `whole`. */
export function bestUnits(scores: Float32Array, limit: number, accepts?: UnitFilter, whole = 1): readonly ScoredUnit[] {
  if (scores.length > UNITS_MAX) throw new RangeError(`more than ${UNITS_MAX} units`);
  const step = scores.length <= COUNTED_MAX ? 1 : SAMPLE_STEP;
  const scale = count(scores, step);
  // A sample that scores nothing says nothing of the others; all that score nothing hold no best.
  if (scale === 0 && step === 1) return [];
  let found = 0;
  for (const margin of step === 1 ? MARGINS.whole : MARGINS.sample) {
    const bucket = bucketAbove(Math.ceil((limit * margin) / step));
    found = writeKeys(scores, scale, bucket, accepts);
    if (found >= limit || bucket === 0) break;
  }
  const sorted = keys.subarray(0, found).sort();
  const best: ScoredUnit[] = [];
  for (let at = found - 1; at >= Math.max(0, found - limit); at -= 1) {
    const key = sorted[at] as number;
    // Not by `%`, which of numbers beyond 32 bits takes longer than the sorting.
    const unit = UNITS_MAX - 1 - (key - Math.floor(key / UNITS_MAX) * UNITS_MAX);
    best.push({ unit, score: (scores[unit] as number) / whole });
  }
  return best;
}

/** Counts every so many scores by buckets, and gives what a score is multiplied by to come to its bucket. */
function count(scores: Float32Array, step: number): number {
  let most = 0;
  for (let unit = 0; unit < scores.length; unit += step) {
    const score = scores[unit] as number;
    if (score > most) most = score;
  }
  counts.fill(0);
  const scale = most === 0 ? 0 : (BUCKETS - 1) / most;
  for (let unit = 0; unit < scores.length; unit += step) {
    const bucket = Math.trunc((scores[unit] as number) * scale);
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  return scale;
}

/** The highest bucket from which on so many were counted. */
function bucketAbove(wanted: number): number {
  let above = 0;
  for (let bucket = BUCKETS - 1; bucket > 0; bucket -= 1) {
    above += counts[bucket] as number;
    if (above >= wanted) return bucket;
  }
  return 0;
}

/** Writes a number for each unit from that bucket on, higher for a better one, and says how many. */
function writeKeys(scores: Float32Array, scale: number, bucket: number, accepts: UnitFilter | undefined): number {
  // The bits of positive floats rise with them.
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, scores.length);
  let found = 0;
  for (let unit = 0; unit < scores.length; unit += 1) {
    const score = scores[unit] as number;
    // In the same numbers as it was counted, so that no unit falls between two buckets.
    if (score * scale < bucket || score === 0 || (accepts && !accepts(unit))) continue;
    if (found === keys.length) keys = enlarged(keys);
    keys[found] = (bits[unit] as number) * UNITS_MAX + (UNITS_MAX - 1 - unit);
    found += 1;
  }
  return found;
}

// One search at a time, so that one of each serves all.
const counts = new Uint32Array(BUCKETS);
let keys = new Float64Array(1024);

function enlarged(full: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * full.length);
  larger.set(full);
  return larger;
}
