/**
 * Words of a version, as a job that can be done in any thread: which documents are taken over and where the lines of the
 * others lie → `cards.lex` by document and `passages.lex` by passage, on the disk, with their checksums.
 *
 * Units that the earlier version has counted are taken over from its counts, the others are read from their lines one at
 * a time: none is held longer than its words take. Counts that are gone or damaged make everything be counted again.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { cardFields, passageFields, passagesOf } from '../knowledge/passages.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { DOCUMENT_BM25, layOut, PASSAGE_BM25 } from '../retrieval/lexical-build.js';
import type { Unit } from '../retrieval/lexical-gather.js';
import type { EarlierWords } from '../retrieval/lexical-merge.js';
import { readWhole, sha256, writeSynced } from './files.js';
import { openCounts, saveCounts } from './word-counts.js';

export const WORDS = ['cards', 'passages'] as const;
export type Words = (typeof WORDS)[number];

/** Plain values only: a job crosses into another thread. Arrays have an entry for each document. */
export interface WordsJob {
  readonly dataFolder: string;
  readonly version: string;
  /** Where the version is made; its `documents.jsonl` is there already. */
  readonly folder: string;
  readonly earlier?: EarlierPlace | undefined;
  /** Its row in the earlier version; -1 where it is read anew. */
  readonly rows: Int32Array;
  readonly firstPassages: Int32Array;
  readonly passages: Int32Array;
  /** Where its line begins in `documents.jsonl`, and how long it is. */
  readonly starts: Float64Array;
  readonly bytes: Int32Array;
}

export interface EarlierPlace {
  readonly version: string;
  readonly folder: string;
  readonly checksums: Readonly<Record<Words, string>>;
}

/** Called with the number of documents done of one kind and of the other together. */
export type OnWords = (done: number) => void;

export async function runWordsJob(job: WordsJob, onWords?: OnWords): Promise<Record<Words, string>> {
  const all = job.rows.length;
  return {
    cards: await writeWords('cards', job, onWords),
    passages: await writeWords('passages', job, onWords && ((done) => onWords(all + done))),
  };
}

async function writeWords(kind: Words, job: WordsJob, onWords: OnWords | undefined): Promise<string> {
  const earlier = await earlierWords(kind, job);
  const lines = openLines(join(job.folder, 'documents.jsonl'), job);
  try {
    const units = unitsOf(kind, job, earlier !== undefined, lines.at, onWords);
    const { index, counts } = layOut(units, kind === 'cards' ? DOCUMENT_BM25 : PASSAGE_BM25, earlier);
    await saveCounts(job.dataFolder, `${job.version}.${kind}`, counts);
    return await writeSynced(join(job.folder, `${kind}.lex`), [index]);
  } finally {
    lines.close();
  }
}

function* unitsOf(
  kind: Words,
  { rows, firstPassages, passages }: WordsJob,
  mayTake: boolean,
  lineAt: (at: number) => KnowledgeDocument,
  onWords: OnWords | undefined,
): Generator<Unit> {
  for (let at = 0; at < rows.length; at += 1) {
    const row = mayTake ? (rows[at] as number) : -1;
    const first = firstPassages[at] as number;
    if (row >= 0 && kind === 'cards') yield row;
    else if (row >= 0) for (let next = 0; next < (passages[at] as number); next += 1) yield first + next;
    else {
      const document = lineAt(at);
      if (kind === 'cards') yield cardFields(document);
      else for (const passage of passagesOf(document)) yield passageFields(document, passage);
    }
    if (row < 0 || at + 1 === rows.length) onWords?.(at + 1);
  }
}

async function earlierWords(kind: Words, { dataFolder, earlier }: WordsJob): Promise<EarlierWords | undefined> {
  if (!earlier) return undefined;
  const counts = await openCounts(dataFolder, `${earlier.version}.${kind}`);
  const index = counts && (await readWhole(join(earlier.folder, `${kind}.lex`)).catch(() => undefined));
  return counts && index && sha256(index) === earlier.checksums[kind] ? { index, counts } : undefined;
}

function openLines(path: string, { starts, bytes }: WordsJob) {
  const file = openSync(path, 'r');
  return {
    at(document: number): KnowledgeDocument {
      const line = Buffer.allocUnsafe(bytes[document] as number);
      readSync(file, line, 0, line.length, starts[document] as number);
      return JSON.parse(line.toString('utf8'));
    },
    close: () => closeSync(file),
  };
}
