/**
 * `npm run bench:filters -- --corpus FILE [--size 20000]`: from what share of eligible passages on the graph beats
 * comparing with every vector.
 *
 * FILE holds a text a line (`{"text"}`); its passages are embedded with the shipped table. For each share the same
 * questions are asked of the graph with a filter, and of the exact search, in turn; printed are medians and how many
 * of the exact ten the graph finds. The limit in `adapters/hnsw` is set by it.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openHnswIndex, writeHnswGraph } from '../adapters/hnsw/index.js';
import { createEmbedder } from '../src/compose/models.js';
import type { VectorIndex } from '../src/core/ports.js';
import { createExactVectorIndex } from '../src/retrieval/exact-vector-index.js';
import { randomFrom } from '../tools/embedding/random.js';

const { values } = parseArgs({ options: { corpus: { type: 'string' }, size: { type: 'string', default: '20000' } } });
if (!values.corpus) throw new Error('usage: npm run bench:filters -- --corpus FILE [--size 20000]');
const QUESTIONS = 60;
const LIMIT = 10;
const SHARES = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1];
const PASSAGE_CHARACTERS = 400;

const embedder = createEmbedder();
const line = z.object({ text: z.string() });
const texts = readFileSync(values.corpus, 'utf8')
  .split('\n')
  .filter((row) => row !== '')
  .flatMap((row) => line.parse(JSON.parse(row)).text.match(new RegExp(`[\\s\\S]{1,${PASSAGE_CHARACTERS}}`, 'g')) ?? [])
  .slice(0, Number(values.size));
const rows = await embedder.embed(texts);
const vectors = new Float32Array(texts.length * embedder.dimension);
rows.forEach((row, at) => {
  vectors.set(row, at * embedder.dimension);
});
const folder = mkdtempSync(join(tmpdir(), 'bokji-filters-'));
try {
  const path = join(folder, 'graph');
  writeHnswGraph(path, vectors, embedder.dimension);
  const graph = openHnswIndex(path, vectors, embedder.dimension, 0);
  const exact = createExactVectorIndex(vectors, embedder.dimension);
  const step = Math.max(1, Math.floor(texts.length / QUESTIONS));
  const questions = texts.filter((_text, at) => at % step === 0).map((text) => text.slice(0, 40));
  const asked = await embedder.embed(questions);
  process.stdout.write(`${texts.length} passages, ${asked.length} questions\n\n`);
  process.stdout.write('| eligible | graph, ms | every vector, ms | of ten found by the graph |\n|---|---|---|---|\n');
  for (const share of SHARES) measure(share, graph, exact, asked);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(share: number, graph: VectorIndex, exact: VectorIndex, asked: readonly Float32Array[]): void {
  const random = randomFrom(7);
  const eligible = Uint8Array.from(texts, () => Number(random.next() < share));
  const accepts = (unit: number): boolean => eligible[unit] === 1;
  const times = { graph: [] as number[], exact: [] as number[] };
  let found = 0;
  let all = 0;
  for (const vector of asked) {
    const [near, graphMs] = timed(() => graph.search(vector, LIMIT, accepts));
    const [right, exactMs] = timed(() => exact.search(vector, LIMIT, accepts));
    times.graph.push(graphMs);
    times.exact.push(exactMs);
    const units = new Set(near.map(({ unit }) => unit));
    found += right.filter(({ unit }) => units.has(unit)).length;
    all += right.length;
  }
  const cells = [median(times.graph).toFixed(2), median(times.exact).toFixed(2), ((10 * found) / all).toFixed(1)];
  process.stdout.write(`| ${(share * 100).toFixed(1)} % | ${cells.join(' | ')} |\n`);
}

function timed<T>(work: () => T): [T, number] {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}
