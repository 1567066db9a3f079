/** A word that was mistyped → the known one that it is nearest to, where one is near enough to be meant. */

/** Of three letters one may be wrong, of six two. */
const LETTERS_FOR_A_SLIP = 3;

export function nearestTo(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, slips: slipsBetween(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= Math.ceil(Math.max(word.length, name.length) / LETTERS_FOR_A_SLIP / 1.5))
    .sort((a, b) => a.slips - b.slips);
  return best?.name;
}

/** Letters to put in, leave out, exchange or turn around (Damerau and Levenshtein). */
function slipsBetween(one: string, other: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const differs = one[row - 1] === other[at - 1] ? 0 : 1;
      const isTurned = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      current.push(
        Math.min(
          (last[at] ?? 0) + 1,
          (current[at - 1] ?? 0) + 1,
          (last[at - 1] ?? 0) + differs,
          isTurned ? (beforeLast[at - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[other.length] ?? 0;
}
