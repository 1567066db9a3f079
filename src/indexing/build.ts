/**
 * Build a version of the index: documents → a folder `versions/<version>` that is whole, checked and not yet live.
 *
 * Written as `<version>.<process id>.building`, fsynced, then renamed; a crash leaves at most a `.building` folder, which the
 * next build removes. Progress goes to `onProgress` by step.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder } from '../core/ports.js';
import { cardFields, embeddedText, type Passage, passageFields, passagesOf } from '../knowledge/passages.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import type { Support } from '../knowledge/support.js';
import { buildLexicalIndex, DOCUMENT_BM25, PASSAGE_BM25 } from '../retrieval/lexical-build.js';
import { sha256, syncFile, syncFolder, writeDurably } from './files.js';
import { INDEX_FILES, INDEX_SCHEMA, type IndexFile, type Manifest } from './manifest.js';

export interface BuildInput {
  readonly dataFolder: string;
  readonly knowledgeFolder: string;
  readonly contentHash: string;
  readonly documents: readonly KnowledgeDocument[];
  readonly support: Support;
  readonly embedder: Embedder;
  /** Writes the nearest-neighbour graph; the adapter's part. */
  readonly writeGraph: (path: string, vectors: Float32Array, dimension: number) => void;
  readonly now: Date;
  readonly onProgress?: (step: string, done: number, all: number) => void;
}

const EMBEDDING_BATCH = 256;

export async function buildVersion(input: BuildInput): Promise<Manifest> {
  const version = versionName(input.now, input.contentHash);
  const versions = join(input.dataFolder, 'versions');
  const building = join(versions, `${version}.${process.pid}.building`);
  await removeLeftovers(versions);
  await mkdir(building, { recursive: true });

  const passages = input.documents.flatMap((document) =>
    passagesOf(document).map((passage) => ({ document, passage })),
  );
  input.onProgress?.('words', 0, 2);
  const cards = buildLexicalIndex(input.documents.map(cardFields), DOCUMENT_BM25);
  input.onProgress?.('words', 1, 2);
  const words = buildLexicalIndex(
    passages.map(({ document, passage }) => passageFields(document, passage)),
    PASSAGE_BM25,
  );
  input.onProgress?.('words', 2, 2);
  const vectors = await embedPassages(input, passages);

  const write = (file: IndexFile, content: Uint8Array | string) => writeFile(join(building, file), content);
  await write('documents.jsonl', input.documents.map((document) => JSON.stringify(document)).join('\n'));
  await write('support.json', JSON.stringify(input.support));
  await write('cards.lex', cards);
  await write('passages.lex', words);
  await write('vectors.f32', new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength));
  input.writeGraph(join(building, 'vectors.hnsw'), vectors, input.embedder.dimension);

  const checksums = {} as Record<IndexFile, string>;
  for (const file of INDEX_FILES) {
    await syncFile(join(building, file));
    checksums[file] = sha256(await readFile(join(building, file)));
  }
  const manifest: Manifest = {
    schema: INDEX_SCHEMA,
    version,
    builtAt: input.now.toISOString(),
    knowledge: { folder: input.knowledgeFolder, contentHash: input.contentHash },
    counts: { documents: input.documents.length, passages: passages.length },
    embedder: { id: input.embedder.id, dimension: input.embedder.dimension },
    checksums,
  };
  await writeDurably(join(building, 'manifest.json'), JSON.stringify(manifest, null, 2));
  const finished = join(versions, version);
  await rm(finished, { recursive: true, force: true });
  await rename(building, finished);
  await syncFolder(versions);
  return manifest;
}

/** What a crash left behind: folders of builds whose process is gone, or that this process gave up. */
async function removeLeftovers(versions: string): Promise<void> {
  const entries = await readdir(versions).catch(() => []);
  for (const name of entries) {
    const builder = /\.(\d+)\.building$/.exec(name)?.[1];
    if (builder === undefined) continue;
    const pid = Number(builder);
    if (pid === process.pid || !isAlive(pid)) await rm(join(versions, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function embedPassages(
  input: BuildInput,
  passages: readonly { document: KnowledgeDocument; passage: Passage }[],
): Promise<Float32Array> {
  const { embedder } = input;
  const vectors = new Float32Array(passages.length * embedder.dimension);
  for (let start = 0; start < passages.length; start += EMBEDDING_BATCH) {
    const batch = passages.slice(start, start + EMBEDDING_BATCH);
    const rows = await embedder.embed(batch.map(({ document, passage }) => embeddedText(document, passage)));
    rows.forEach((row, index) => {
      vectors.set(row, (start + index) * embedder.dimension);
    });
    input.onProgress?.('vectors', Math.min(start + EMBEDDING_BATCH, passages.length), passages.length);
  }
  return vectors;
}

/** Sortable by time, and different for different content: `20261124T093015123Z-1a2b3c4d`. */
function versionName(now: Date, contentHash: string): string {
  return `${now.toISOString().replace(/[-:.]/g, '')}-${contentHash.slice(0, 8)}`;
}
