/**
 * The files of a version: scanned documents → each file of `INDEX_FILES` in a folder that nobody reads yet, on the disk
 * and with its checksum, and last the manifest. What an earlier version holds of the same document is copied from there.
 *
 * One file is made after the other and let go, for each is as large as all that is known.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildInput, type EarlierGraph, supportHashOf } from './build.js';
import { writeCatalogue } from './catalogue.js';
import { type Earlier, keptFrom, seenName } from './earlier.js';
import { sha256OfFile, syncFile, type Written, writeAndSync, writeDurably } from './files.js';
import { INDEX_FILES, INDEX_SCHEMA, type IndexFile, type Manifest } from './manifest.js';
import type { ScannedDocument, ScannedSource } from './scan.js';
import { passageVectors } from './vectors.js';
import { isThreadWorthIt, jobOf, writeWords, writeWordsInThread } from './words.js';
import { WORDS, type Words } from './words-job.js';

export async function writeVersion(input: BuildInput, version: string, folder: string): Promise<Manifest> {
  const { sources, embedder, support, seen } = input;
  const documents = sources.flatMap((source) => source.documents);
  const checksums = {} as Record<IndexFile, string>;
  const syncing: Promise<void>[] = [];
  const note = (file: IndexFile, { checksum, synced }: Written): void => {
    checksums[file] = checksum;
    seen?.noteOwn(seenName(version, file), statSync(join(folder, file)), checksum);
    // Waited for in the end; a fault until then is told there, unless another one has ended the work.
    synced.catch(() => undefined);
    syncing.push(synced);
  };
  const write = async (file: IndexFile, pieces: Iterable<Uint8Array>): Promise<void> => {
    note(file, await writeAndSync(join(folder, file), pieces));
  };
  const hasSameAsked = input.earlier?.manifest.knowledge.supportHash === supportHashOf(support);
  const words = { ...input, documents, version, folder, asked: support.asked ?? {}, hasSameAsked };
  const passagesJob = jobOf('passages', words);
  // Begun first, for it takes longest; the rest is made beside it.
  const beside = isThreadWorthIt(passagesJob)
    ? writeWordsInThread([passagesJob, jobOf('cards', words)], words)
    : undefined;
  const [[passageWords, cardWords] = [], passages] = await bothDone(beside ?? Promise.resolve(undefined), writeHere());
  if (passageWords) note('passages.lex', passageWords);
  if (cardWords) note('cards.lex', cardWords);
  await Promise.all(syncing);

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
    counts: { documents: documents.length, passages },
    embedder: { id: embedder.id, dimension: embedder.dimension },
    checksums: Object.fromEntries(INDEX_FILES.map((file) => [file, checksums[file]])) as Record<IndexFile, string>,
  };
  await writeDurably(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
  return manifest;

  async function writeHere(): Promise<number> {
    await write('documents.jsonl', linesOf(documents, await linesBefore(input.earlier)));
    await write('sources.jsonl', [Buffer.from(writeCatalogue(sources.map(withoutJson)))]);
    await write('support.json', [Buffer.from(JSON.stringify(support))]);
    const here = beside ? (['asked'] as const) : WORDS;
    for (const [at, kind] of here.entries())
      await writeWordsHere(kind, at * documents.length, here.length * documents.length);
    return writeVectors();
  }

  async function writeWordsHere(kind: Words, before: number, all: number): Promise<void> {
    const onDocuments = (done: number) => input.onProgress?.('words', before + done, all);
    note(`${kind}.lex`, await writeWords(jobOf(kind, words), words, onDocuments));
  }

  /** Gives the number of passages. */
  async function writeVectors(): Promise<number> {
    const { vectors, keys } = await passageVectors({ ...input, documents });
    await write('passages.keys', [keys]);
    await write('vectors.f32', [new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength)]);
    input.onProgress?.('graph', 0, 1);
    const path = join(folder, 'vectors.hnsw');
    const earlier = graphToTakeFrom(input, documents);
    const isTaken = input.writeGraph(path, vectors, embedder.dimension, earlier) === 'taken';
    // One that is taken was opened when it was written.
    if (!isTaken) input.openGraph(path, vectors, embedder.dimension);
    for (const file of ['vectors.hnsw', 'vectors.hnsw.labels'] as const) {
      const known = isTaken && file === 'vectors.hnsw' ? input.earlier?.manifest.checksums[file] : undefined;
      note(file, { checksum: known ?? sha256OfFile(join(folder, file)), synced: syncFile(join(folder, file)) });
    }
    input.onProgress?.('graph', 1, 1);
    return vectors.length / embedder.dimension;
  }
}

/** Both results; a fault is thrown when the other has ended too, so that nothing is written any more. */
async function bothDone<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}

/** Undefined where the earlier graph is another embedder's, or its documents were read otherwise. */
function graphToTakeFrom(
  { earlier, embedder, reader }: BuildInput,
  documents: readonly ScannedDocument[],
): EarlierGraph | undefined {
  if (earlier?.manifest.embedder.id !== embedder.id || earlier.manifest.reader !== reader) return undefined;
  const rowNow = new Int32Array(earlier.manifest.counts.passages).fill(-1);
  let row = 0;
  for (const document of documents) {
    const kept = keptFrom(earlier, document);
    for (let index = 0; kept && index < kept.passages; index += 1) rowNow[kept.firstPassage + index] = row + index;
    row += document.passages;
  }
  return { path: join(earlier.folder, 'vectors.hnsw'), rowNow };
}

interface LinesBefore {
  readonly earlier: Earlier;
  readonly bytes: Buffer;
}

async function linesBefore(earlier: Earlier | undefined): Promise<LinesBefore | undefined> {
  return earlier && { earlier, bytes: await earlier.read('documents.jsonl') };
}

const LINE_BREAK = Uint8Array.of(0x0a);

/** Lines that stood one after the other and still do are one piece of the earlier file, copied nowhere. */
function* linesOf(documents: readonly ScannedDocument[], before: LinesBefore | undefined): Generator<Uint8Array> {
  let run = { start: 0, end: 0 };
  let isFirst = true;
  for (const document of documents) {
    const kept = before && keptFrom(before.earlier, document);
    if (kept && run.end > run.start && kept.start === run.end + LINE_BREAK.length) {
      run.end = kept.start + kept.bytes;
      continue;
    }
    if (before && run.end > run.start) yield before.bytes.subarray(run.start, run.end);
    if (!isFirst) yield LINE_BREAK;
    isFirst = false;
    run = kept ? { start: kept.start, end: kept.start + kept.bytes } : { start: 0, end: 0 };
    if (!kept) yield document.json();
  }
  if (before && run.end > run.start) yield before.bytes.subarray(run.start, run.end);
}

function withoutJson({ documents, ...source }: ScannedSource) {
  return { ...source, documents: documents.map(({ json: _json, ...document }) => document) };
}
