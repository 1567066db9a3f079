/**
 * Build a version of the index: scanned documents → a folder that is whole, checked and not yet live. What an earlier
 * version holds of the same document or the same text is taken over.
 *
 * Written as `versions/<version>.<process id>.building`, fsynced, then renamed into its place; a crash leaves at most a
 * `.building` folder, which the next build removes. Progress goes to `onProgress` by step.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder } from '../core/ports.js';
import { cardFields, passageFields, passagesOf } from '../knowledge/passages.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import type { Support } from '../knowledge/support.js';
import { buildLexicalIndex, DOCUMENT_BM25, PASSAGE_BM25 } from '../retrieval/lexical-build.js';
import { writeCatalogue } from './catalogue.js';
import type { Earlier } from './earlier.js';
import { sha256, syncFile, syncFolder, writeDurably } from './files.js';
import { removeLeftovers } from './leftovers.js';
import { INDEX_FILES, INDEX_SCHEMA, type IndexFile, type Manifest } from './manifest.js';
import { documentIn, type ScannedDocument, type ScannedSource } from './scan.js';
import type { OpenOptions } from './store.js';
import { passageVectors } from './vectors.js';

export interface BuildInput {
  readonly dataFolder: string;
  readonly knowledgeFolder: string;
  readonly contentHash: string;
  readonly sources: readonly ScannedSource[];
  /** The version to take from. */
  readonly earlier?: Earlier | undefined;
  /** What read the documents and cuts their words. */
  readonly reader: string;
  readonly support: Support;
  readonly embedder: Embedder;
  /** Writes the nearest-neighbour graph; the adapter's part. */
  readonly writeGraph: (path: string, vectors: Float32Array, dimension: number) => void;
  /** Opens what was written: a graph that cannot be read is found before anyone answers by it. */
  readonly openGraph: OpenOptions['openGraph'];
  readonly now: Date;
  readonly onProgress?: ((step: string, done: number, all: number) => void) | undefined;
}

/** A whole version that has no place yet. */
export interface Built {
  readonly manifest: Manifest;
  readonly folder: string;
}

export type Place = 'versions' | 'candidates';

/** Builds and puts it among the versions that may be served. */
export async function buildVersion(input: BuildInput): Promise<Manifest> {
  const built = await buildAside(input);
  await settle(input.dataFolder, built, 'versions');
  return built.manifest;
}

export async function buildAside(input: BuildInput): Promise<Built> {
  await removeLeftovers(input.dataFolder);
  const versions = join(input.dataFolder, 'versions');
  const version = await freeName(input);
  const folder = join(versions, `${version}.${process.pid}.building`);
  await mkdir(folder, { recursive: true });
  try {
    return { folder, manifest: await writeVersion(input, version, folder) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/** Gives a built version its place; from then on it is there whole, whatever happens. */
export async function settle(dataFolder: string, { manifest, folder }: Built, place: Place): Promise<void> {
  const parent = join(dataFolder, place);
  await mkdir(parent, { recursive: true });
  await rename(folder, join(parent, manifest.version));
  await syncFolder(parent);
}

async function writeVersion(input: BuildInput, version: string, folder: string): Promise<Manifest> {
  const { sources, embedder, support } = input;
  const documents = sources.flatMap((source) => source.documents);
  const write = (file: IndexFile, content: Uint8Array | string) => writeFile(join(folder, file), content);
  await write('documents.jsonl', joinedLines(documents));
  await write('sources.jsonl', writeCatalogue(sources.map(withoutJson)));
  await write('support.json', JSON.stringify(support));
  const told = (before: number) => (done: number) => {
    input.onProgress?.('words', before + done, documents.length * 2);
  };
  await write(
    'cards.lex',
    buildLexicalIndex(
      unitsOf(documents, (one) => [cardFields(one)], told(0)),
      DOCUMENT_BM25,
    ),
  );
  const passageUnits = unitsOf(
    documents,
    (one) => passagesOf(one).map((passage) => passageFields(one, passage)),
    told(documents.length),
  );
  await write('passages.lex', buildLexicalIndex(passageUnits, PASSAGE_BM25));
  const { vectors, keys } = await passageVectors({ ...input, documents });
  await write('passages.keys', keys);
  await write('vectors.f32', new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength));
  input.onProgress?.('graph', 0, 1);
  input.writeGraph(join(folder, 'vectors.hnsw'), vectors, embedder.dimension);
  input.openGraph(join(folder, 'vectors.hnsw'), vectors, embedder.dimension);
  input.onProgress?.('graph', 1, 1);

  const checksums = {} as Record<IndexFile, string>;
  for (const file of INDEX_FILES) {
    await syncFile(join(folder, file));
    checksums[file] = sha256(await readFile(join(folder, file)));
  }
  const manifest: Manifest = {
    schema: INDEX_SCHEMA,
    version,
    builtAt: input.now.toISOString(),
    knowledge: {
      folder: input.knowledgeFolder,
      contentHash: input.contentHash,
      supportHash: supportHashOf(support),
    },
    reader: input.reader,
    counts: { documents: documents.length, passages: vectors.length / embedder.dimension },
    embedder: { id: embedder.id, dimension: embedder.dimension },
    checksums,
  };
  await writeDurably(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
  return manifest;
}

export function supportHashOf(support: Support): string {
  return sha256(JSON.stringify(support));
}

/** Documents are read from their lines one at a time: none is held longer than its words take. */
function* unitsOf<T>(
  documents: readonly ScannedDocument[],
  unitsIn: (document: KnowledgeDocument) => readonly T[],
  onDone: (done: number) => void,
): Generator<T> {
  for (const [index, { json }] of documents.entries()) {
    yield* unitsIn(documentIn(json));
    onDone(index + 1);
  }
}

function joinedLines(documents: readonly ScannedDocument[]): Uint8Array {
  const size = documents.reduce((sum, { bytes }) => sum + bytes + 1, 0);
  const joined = new Uint8Array(Math.max(size - 1, 0)).fill(0x0a);
  let at = 0;
  for (const { json } of documents) {
    joined.set(json, at);
    at += json.length + 1;
  }
  return joined;
}

function withoutJson({ documents, ...source }: ScannedSource) {
  return { ...source, documents: documents.map(({ json: _json, ...document }) => document) };
}

/** Sortable by time, and different for different content: `20261124T093015123Z-1a2b3c4d`. Never a name that is taken. */
async function freeName({ dataFolder, now, contentHash }: BuildInput): Promise<string> {
  const name = `${now.toISOString().replace(/[-:.]/g, '')}-${contentHash.slice(0, 8)}`;
  const taken = new Set<string>();
  for (const place of ['versions', 'candidates'])
    for (const entry of await readdir(join(dataFolder, place)).catch(() => [])) taken.add(entry);
  for (let count = 2; ; count += 1) {
    const free = count === 2 ? name : `${name}-${count - 1}`;
    if (!taken.has(free)) return free;
  }
}
