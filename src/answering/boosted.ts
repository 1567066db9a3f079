/**
 * Boosted trees: numbers → a chance, by many small trees whose leaves are added up. Where a sum of weights cannot say
 * "the word is missing and the sentence is about something else", a tree can. The table is made by a tool of the
 * repository; its names must be those of the program, in their order.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A split (`[feature, threshold, left, right]`: left where the value is not above it) or a leaf (`[value]`). */
const nodeSchema = z.union([z.tuple([z.number()]), z.tuple([z.int(), z.number(), z.int(), z.int()])]);
export const boostedSchema = z.strictObject({
  names: z.array(z.string()).min(1),
  /** Each tree is a list of nodes, its root first. */
  trees: z.array(z.array(nodeSchema).min(1)).min(1),
});
export type Boosted = z.infer<typeof boostedSchema>;

/** Throws where the file is no such table, or was made for other names. */
export function readBoosted(path: string, names: readonly string[]): Boosted {
  const table = boostedSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  if (table.names.join() !== names.join())
    throw new Error(`${path}은(는) 다른 판의 프로그램에서 만든 표입니다. 표를 다시 만드세요`);
  return table;
}

export function chanceOf({ trees }: Boosted, values: readonly number[]): number {
  const sum = trees.reduce((total, tree) => total + leafOf(tree, values), 0);
  return 1 / (1 + Math.exp(-sum));
}

function leafOf(tree: Boosted['trees'][number], values: readonly number[]): number {
  let node = tree[0];
  while (node !== undefined && node.length === 4) {
    const [feature, threshold, left, right] = node;
    node = tree[(values[feature] ?? 0) <= threshold ? left : right];
  }
  return node?.[0] ?? 0;
}
