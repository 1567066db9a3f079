/**
 * `npm run train:embedding -- --law FILE --benchmark DIR --output FILE [--leave-out 0|1] [--steps N]`: trains the
 * table of the embedded embedder. README.md beside tells what on, why it may, and how long it takes.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type EmbeddingTable, writeTable } from '../../src/retrieval/embedding-table.js';
import { countRows, rowFinder } from '../../src/retrieval/static-embedder.js';
import { createBatches, TEXT_MAX } from './batches.js';
import { train } from './contrastive.js';
import { type Corpus, readCorpus } from './corpus.js';
import { latentSpace } from './lsa.js';
import { randomFrom } from './random.js';
import { chooseVocabulary } from './vocabulary.js';

const SETTINGS = {
  rows: 32_768,
  dimension: 256,
  batchSize: 256,
  learningRate: 2e-3,
  seed: 20_261_125,
  /** How much more a text of welfare counts than one of law when n-grams are chosen. */
  programmeWeight: 4,
  latentTexts: 8_000,
} as const;

const { values } = parseArgs({
  options: {
    law: { type: 'string' },
    benchmark: { type: 'string' },
    knowledge: { type: 'string', default: fileURLToPath(new URL('../../knowledge', import.meta.url)) },
    output: { type: 'string' },
    'leave-out': { type: 'string' },
    steps: { type: 'string', default: '700' },
  },
});
const { law, benchmark, knowledge, output } = values;
if (!law || !benchmark || !output)
  throw new Error('usage: train.ts --law FILE --benchmark DIR --output FILE [--leave-out 0|1] [--steps N]');

const started = performance.now();
const whole = await readCorpus({ law, benchmark, knowledge });
const corpus = leaveOut(whole, values['leave-out']);
report(`${corpus.pages.length} pages, ${corpus.programmes.length} of ${whole.programmes.length} programmes`);
const table = trainTable(corpus, Number(values.steps));
const bytes = writeTable(table);
await writeFile(output, bytes);
report(`${output}: ${(bytes.length / 1e6).toFixed(2)} MB, ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`);

function leaveOut(corpus: Corpus, fold: string | undefined): Corpus {
  if (fold === undefined) return corpus;
  const kept = fold === '0' ? 1 : 0;
  return { ...corpus, programmes: corpus.programmes.filter((programme) => programme.fold === kept) };
}

function trainTable(corpus: Corpus, steps: number): EmbeddingTable {
  const { dimension, batchSize, learningRate } = SETTINGS;
  const pieces = corpus.pages.flat();
  const told = corpus.programmes.flatMap(({ passages, questions }) => [
    ...passages.map((passage) => passage.slice(0, TEXT_MAX)),
    ...questions.flatMap(({ text, answer }) => [text, ...(answer === undefined ? [] : [answer])]),
  ]);
  const { hashes, idf } = chooseVocabulary(
    [
      ...pieces.map((text) => ({ text, weight: 1 })),
      ...told.map((text) => ({ text, weight: SETTINGS.programmeWeight })),
      ...corpus.phrases.map((pair) => ({ text: pair.join(' '), weight: SETTINGS.programmeWeight })),
    ],
    SETTINGS.rows,
  );
  report(`${hashes.length} n-grams chosen`);
  const rowOf = rowFinder(hashes);
  const bagOf = (text: string) => countRows(text, rowOf);
  const random = randomFrom(SETTINGS.seed);
  const step = Math.max(1, Math.floor((pieces.length + told.length) / SETTINGS.latentTexts));
  const latentBags = [...pieces, ...told].filter((_text, at) => at % step === 0).map(bagOf);
  const rows = latentSpace(latentBags, idf, dimension, random);
  for (let at = 0; at < rows.length; at += 1) rows[at] = (rows[at] ?? 0) * (idf[Math.floor(at / dimension)] ?? 0);
  report('latent space found');
  train(rows, {
    dimension,
    steps,
    learningRate,
    batchSize,
    nextBatch: createBatches(corpus, batchSize, bagOf, random),
    onProgress: (done, loss) => report(`step ${done}, loss ${loss.toFixed(3)}`),
  });
  return quantise(rows, hashes, dimension);
}

/** A row's largest number becomes ±127. */
function quantise(rows: Float32Array, hashes: Int32Array, dimension: number): EmbeddingTable {
  const scales = new Float32Array(hashes.length);
  const values = new Int8Array(rows.length);
  scales.forEach((_zero, row) => {
    const own = rows.subarray(row * dimension, (row + 1) * dimension);
    const largest = own.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    scales[row] = largest / 127;
    own.forEach((value, slot) => {
      values[row * dimension + slot] = Math.round((value / largest) * 127);
    });
  });
  return { dimension, hashes, scales, values };
}

function report(line: string): void {
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}\n`);
}
