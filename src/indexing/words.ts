/**
 * The word indexes of a version, `cards.lex` by document and `passages.lex` by passage: units that the earlier version
 * has counted are taken over from its counts, the others are read from their documents.
 *
 * Counts lie beside the versions, in `words/`, for the newest only: they serve no answer, only the next build. They
 * tell by a checksum whether they were cut off; without them everything is counted again.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { cardFields, passageFields, passagesOf } from '../knowledge/passages.js';
import { DOCUMENT_BM25, layOut, PASSAGE_BM25 } from '../retrieval/lexical-build.js';
import type { Unit } from '../retrieval/lexical-gather.js';
import type { Counted, EarlierWords } from '../retrieval/lexical-merge.js';
import { type Earlier, keptFrom } from './earlier.js';
import { readWhole } from './files.js';
import { documentIn, type ScannedDocument } from './scan.js';

export const WORDS = ['cards', 'passages'] as const;
export type Words = (typeof WORDS)[number];

export interface WordsInput {
  readonly dataFolder: string;
  readonly version: string;
  readonly documents: readonly ScannedDocument[];
  readonly earlier?: Earlier | undefined;
  readonly reader: string;
  readonly onProgress?: ((step: string, done: number, all: number) => void) | undefined;
}

export async function wordsOf(kind: Words, input: WordsInput): Promise<Uint8Array> {
  const { dataFolder, version, documents, onProgress } = input;
  const earlier = await earlierWords(kind, input);
  const before = kind === 'cards' ? 0 : documents.length;
  const units = unitsOf(kind, documents, earlier && input.earlier, (done) => {
    onProgress?.('words', before + done, documents.length * WORDS.length);
  });
  const { index, counts } = layOut(units, kind === 'cards' ? DOCUMENT_BM25 : PASSAGE_BM25, earlier);
  await saveCounts(join(dataFolder, 'words'), `${version}.${kind}`, counts);
  return index;
}

/** Documents are read from their lines one at a time: none is held longer than its words take. */
function* unitsOf(
  kind: Words,
  documents: readonly ScannedDocument[],
  earlier: Earlier | undefined,
  onDone: (done: number) => void,
): Generator<Unit> {
  for (const [index, scanned] of documents.entries()) {
    const kept = earlier && keptFrom(earlier, scanned);
    if (kept && kind === 'cards') yield kept.row;
    else if (kept) for (let passage = 0; passage < kept.passages; passage += 1) yield kept.firstPassage + passage;
    else {
      const document = documentIn(scanned.json());
      if (kind === 'cards') yield cardFields(document);
      else for (const passage of passagesOf(document)) yield passageFields(document, passage);
    }
    if (!kept || index + 1 === documents.length) onDone(index + 1);
  }
}

async function earlierWords(
  kind: Words,
  { dataFolder, earlier, reader }: WordsInput,
): Promise<EarlierWords | undefined> {
  if (!earlier || earlier.manifest.reader !== reader) return undefined;
  const counts = await openCounts(join(dataFolder, 'words', `${earlier.manifest.version}.${kind}`));
  const index = counts && (await earlier.read(`${kind}.lex`).catch(() => undefined));
  return index && { index, counts };
}

/** Checksum, units, postings, and one spare, so that lengths stand aligned. */
const HEADER_WORDS = 4;

async function saveCounts(folder: string, name: string, { lengths, frequencies }: Counted): Promise<void> {
  const header = Uint32Array.of(0, lengths.length, frequencies.length, 0);
  const parts = [header, lengths, frequencies].map(bytesOf);
  header[0] = parts.reduce((sum, part) => crc32(part, sum), 0);
  await mkdir(folder, { recursive: true });
  // The checksum comes first and covers the rest: half a file is known for one, so nothing need be renamed.
  await writeFile(join(folder, name), parts);
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float64Array | Float32Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

async function openCounts(path: string): Promise<Counted | undefined> {
  const bytes = await readWhole(path).catch(() => undefined);
  if (!bytes || bytes.length < HEADER_WORDS * 4) return undefined;
  const [sum, unitCount = 0, postingCount = 0] = new Uint32Array(bytes.buffer, 0, HEADER_WORDS);
  bytes.fill(0, 0, 4);
  if (crc32(bytes) !== sum) return undefined;
  const lengthsAt = HEADER_WORDS * 4;
  return {
    lengths: new Float64Array(bytes.buffer, lengthsAt, unitCount),
    frequencies: new Float32Array(bytes.buffer, lengthsAt + unitCount * 8, postingCount),
  };
}

/** Counts of versions that no build will take from again. */
export async function removeCounts(dataFolder: string, kept: readonly string[]): Promise<void> {
  const folder = join(dataFolder, 'words');
  for (const name of await readdir(folder).catch(() => []))
    if (!kept.some((version) => WORDS.some((kind) => name === `${version}.${kind}`)))
      await rm(join(folder, name), { force: true });
}
