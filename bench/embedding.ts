/**
 * `npm run bench:embedding -- --benchmark DIR --tables DIR`: what the trained embedding adds to the ranking.
 *
 * Every question is asked with a table that was trained without its programme (`held-out-0.bin` and `held-out-1.bin`
 * in the tables' folder, made with `train:embedding --leave-out`), for several weights of the feature `dense`. Printed
 * are MRR@10 over all questions and over the quarter that shares least letters with its document, and the difference
 * to weight 0 with a 95 % interval: 2,000 resamples of whole documents, because questions of one document go together.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openHnswIndex, writeHnswGraph } from '../adapters/hnsw/index.js';
import { type Knowledge, loadKnowledge, PACKAGE_FOLDER, toolsOf } from '../src/compose.js';
import type { Embedder } from '../src/core/ports.js';
import { buildVersion } from '../src/indexing/build.js';
import { sourcesOf } from '../src/indexing/scan.js';
import { openCurrent, switchTo } from '../src/indexing/store.js';
import { passagesOf } from '../src/knowledge/passages.js';
import type { KnowledgeDocument } from '../src/knowledge/schema.js';
import { FEATURES, type Features } from '../src/retrieval/features.js';
import { createRetriever } from '../src/retrieval/retrieve.js';
import { createStaticEmbedder } from '../src/retrieval/static-embedder.js';
import { WEIGHTS, type Weights } from '../src/retrieval/weights.js';
import { understand } from '../src/understanding/understand.js';
import { type Programme, readProgrammes } from '../tools/embedding/corpus.js';
import { bigramShare } from '../tools/embedding/overlap.js';
import { randomFrom } from '../tools/embedding/random.js';

const { values } = parseArgs({
  options: {
    benchmark: { type: 'string' },
    tables: { type: 'string' },
    weights: { type: 'string', default: '0,0.5,1,1.5,2,3,4,6,8,12,16' },
  },
});
const { benchmark, tables } = values;
if (!benchmark || !tables) throw new Error('usage: npm run bench:embedding -- --benchmark DIR --tables DIR');
const weights = values.weights.split(',').map(Number);
const RANK_MAX = 10;
const RESAMPLES = 2000;
const SEED = 20_261_125;
const FOLDS = [0, 1] as const;

interface Asked {
  readonly documentId: string;
  readonly overlap: number;
  /** 1 / rank for each weight, 0 beyond the tenth. */
  readonly reciprocals: readonly number[];
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const folder = await mkdtemp(join(tmpdir(), 'bokji-embedding-'));
try {
  const programmes = await readProgrammes(benchmark, join(PACKAGE_FOLDER, 'knowledge'));
  const embedders = await Promise.all(
    FOLDS.map(async (fold) => createStaticEmbedder(await readFile(join(tables, `held-out-${fold}.bin`)))),
  );
  const texts = programmes.flatMap(({ questions }) => questions.map(({ text }) => text));
  if (embedders[0]) await reportSpeed(embedders[0], texts);
  const foreign = await loadKnowledge(join(benchmark, 'documents'));
  const own = await loadKnowledge(join(PACKAGE_FOLDER, 'knowledge'));
  reportGain('benchmark', await askAll(foreign, 'benchmark', programmes, embedders));
  reportGain(
    'own records, the asked half of the questions taken out of the index',
    await askOwn(own, programmes, embedders),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function reportSpeed(embedder: Embedder, texts: readonly string[]): Promise<void> {
  await embedder.embed(texts.slice(0, 500));
  const times: number[] = [];
  for (const text of texts) {
    const start = performance.now();
    await embedder.embed([text]);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => ((times[Math.floor(times.length * share)] ?? 0) * 1000).toFixed(0);
  print(`encoding a question: median ${at(0.5)} µs, p99 ${at(0.99)} µs (${times.length} questions)`);
}

/** The benchmark's questions stand in no index; all of a fold's can be asked of one. */
async function askAll(
  knowledge: Knowledge,
  origin: Programme['origin'],
  programmes: readonly Programme[],
  embedders: readonly Embedder[],
): Promise<Asked[]> {
  const asked = FOLDS.map(async (fold) => {
    const embedder = embedders[fold];
    if (!embedder) return [];
    const tested = programmes.filter((programme) => programme.origin === origin && programme.fold === fold);
    return ask(knowledge, documentsOf(knowledge), tested, () => true, embedder);
  });
  return (await Promise.all(asked)).flat();
}

/** A record's own questions are indexed with it: each half is asked of an index that holds only the other. */
async function askOwn(
  knowledge: Knowledge,
  programmes: readonly Programme[],
  embedders: readonly Embedder[],
): Promise<Asked[]> {
  const all: Asked[] = [];
  for (const fold of FOLDS) {
    const embedder = embedders[fold];
    const tested = programmes.filter((programme) => programme.origin === 'knowledge' && programme.fold === fold);
    if (!embedder) continue;
    for (const half of [0, 1]) {
      const documents = documentsOf(knowledge).map((document) => ({
        ...document,
        questions: document.questions.filter((_question, at) => at % 2 !== half),
      }));
      all.push(...(await ask(knowledge, documents, tested, (at) => at % 2 === half, embedder)));
    }
  }
  return all;
}

function documentsOf({ folder: { documents } }: Knowledge): KnowledgeDocument[] {
  return documents.map(({ document }) => document);
}

async function ask(
  knowledge: Knowledge,
  documents: readonly KnowledgeDocument[],
  tested: readonly Programme[],
  isAsked: (row: number) => boolean,
  embedder: Embedder,
): Promise<Asked[]> {
  const dataFolder = await mkdtemp(join(folder, 'data-'));
  const { version } = await buildVersion({
    dataFolder,
    knowledgeFolder: dataFolder,
    contentHash: knowledge.contentHash,
    sources: sourcesOf(documents),
    reader: 'test',
    support: knowledge.support,
    embedder,
    writeGraph: writeHnswGraph,
    openGraph: openHnswIndex,
    now: new Date(0),
  });
  await switchTo(dataFolder, version);
  const { index } = await openCurrent(dataFolder, { embedderId: embedder.id, openGraph: openHnswIndex });
  const retriever = createRetriever(index, embedder);
  const tools = toolsOf(index);
  const byId = new Map(documents.map((document) => [document.id, document]));
  const asked: Asked[] = [];
  for (const programme of tested) {
    const document = byId.get(programme.id);
    if (!document) continue;
    const text = [document.title, ...passagesOf(document).flatMap(({ claims }) => claims.map((claim) => claim.text))];
    const place = document.region === '전국' ? undefined : document.region;
    for (const [row, { text: question }] of programme.questions.entries()) {
      if (!isAsked(row)) continue;
      const understanding = understand(question, [], place, tools);
      const { candidates } = await retriever.retrieve(understanding, document.audience);
      const reciprocals = weights.map((dense) => {
        const weighted = { ...WEIGHTS.fused, dense };
        const scored = candidates.map((candidate) => ({
          id: candidate.document.id,
          utility: utilityUnder(candidate.trace.features, weighted),
        }));
        scored.sort((a, b) => b.utility - a.utility || a.id.localeCompare(b.id));
        const rank = scored.findIndex(({ id }) => id === document.id) + 1;
        return rank > 0 && rank <= RANK_MAX ? 1 / rank : 0;
      });
      asked.push({ documentId: document.id, overlap: bigramShare(question, text.join('\n')), reciprocals });
    }
  }
  return asked;
}

function utilityUnder(features: Features, weighted: Weights): number {
  return FEATURES.reduce((sum, feature) => sum + features[feature] * weighted[feature], 0);
}

function reportGain(name: string, asked: readonly Asked[]): void {
  const byOverlap = [...asked].sort((a, b) => a.overlap - b.overlap);
  const low = byOverlap.slice(0, Math.ceil(asked.length / 4));
  print(
    `\n## ${name}: ${asked.length} questions; low-overlap quarter: ${low.length}, share at most ${low.at(-1)?.overlap.toFixed(2)}\n`,
  );
  print(
    '| weight of `dense` | MRR@10 | difference to 0 | low-overlap MRR@10 | difference to 0 |\n|---|---|---|---|---|',
  );
  const zero = weights.indexOf(0);
  for (const [at, weight] of weights.entries()) {
    const columns = [asked, low].flatMap((rows) => [mean(rows, at).toFixed(4), gainOf(rows, at, zero)]);
    print(`| ${weight} | ${columns.join(' | ')} |`);
  }
}

function mean(rows: readonly Asked[], at: number): number {
  return rows.reduce((sum, { reciprocals }) => sum + (reciprocals[at] ?? 0), 0) / rows.length;
}

/** `+.012 [+.004, +.020]`: the difference and its interval over resampled documents. */
function gainOf(rows: readonly Asked[], at: number, zero: number): string {
  if (at === zero || zero < 0) return '–';
  const sums = new Map<string, { gain: number; count: number }>();
  for (const { documentId, reciprocals } of rows) {
    const entry = sums.get(documentId) ?? { gain: 0, count: 0 };
    entry.gain += (reciprocals[at] ?? 0) - (reciprocals[zero] ?? 0);
    entry.count += 1;
    sums.set(documentId, entry);
  }
  const clusters = [...sums.values()];
  const random = randomFrom(SEED);
  const gains = Array.from({ length: RESAMPLES }, () => {
    let [gain, count] = [0, 0];
    for (let n = clusters.length; n > 0; n -= 1) {
      const cluster = random.pick(clusters);
      gain += cluster.gain;
      count += cluster.count;
    }
    return gain / count;
  }).sort((a, b) => a - b);
  const bound = (share: number): string => signed(gains[Math.floor(RESAMPLES * share)] ?? 0);
  return `${signed(mean(rows, at) - mean(rows, zero))} [${bound(0.025)}, ${bound(0.975)}]`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
}
