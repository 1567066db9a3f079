/**
 * One word index of a version, as a job that can be done in any thread: which units are taken over, and the lines of the
 * other documents → `cards.lex` by document, `passages.lex` by passage or `asked.lex` by what is asked of a document
 * (behind them, questions that no document answers, one by one), written, with its checksum. Undefined where it
 * should take over and the counts of the earlier version are gone or damaged.
 *
 * Documents are read from their lines one at a time: none is held longer than its words take. Little is imported here, for
 * a thread loads it anew.
 */
import { join } from 'node:path';
import type { AskedQuestions } from '../knowledge/asked.js';
import { askedFields, cardFields, passageFields, passagesOf } from '../knowledge/passages.js';
import { ASKED_BM25, type Bm25, DOCUMENT_BM25, layOut, PASSAGE_BM25 } from '../retrieval/lexical-build.js';
import type { EarlierWords } from '../retrieval/lexical-earlier.js';
import type { Unit } from '../retrieval/lexical-gather.js';
import { documentIn } from './document-line.js';
import { readWhole, sha256, type Written, writeAndSync } from './files.js';
import { openCounts, saveCounts } from './word-counts.js';

export const WORDS = ['cards', 'passages', 'asked'] as const;
export type Words = (typeof WORDS)[number];
const BM25: Readonly<Record<Words, Bm25>> = { cards: DOCUMENT_BM25, passages: PASSAGE_BM25, asked: ASKED_BM25 };

/** Plain values, so that a job can cross into another thread. Arrays have an entry for each document. */
export interface WordsJob {
  readonly kind: Words;
  readonly dataFolder: string;
  readonly version: string;
  /** Where the version is made. */
  readonly folder: string;
  /** What is taken from; undefined where everything is counted anew. */
  readonly earlier: EarlierPlace | undefined;
  /** The first unit of a document in the earlier version; -1 where it is counted anew. */
  readonly firsts: Int32Array;
  /** How many units it has there. */
  readonly counts: Int32Array;
  /** Lines of documents that are counted anew. */
  readonly lines: Lines;
  /** Read for `asked` alone, as is what no document answers. */
  readonly asked: AskedQuestions;
  readonly unanswered: readonly string[];
}

export interface Lines {
  get(document: number): Uint8Array | undefined;
}

export interface EarlierPlace {
  readonly version: string;
  readonly folder: string;
  readonly checksum: string;
  readonly documents: number;
}

/** `onDocuments` is told how many documents are done. */
export async function runWordsJob(job: WordsJob, onDocuments?: (done: number) => void): Promise<Written | undefined> {
  const { kind, dataFolder, version, folder } = job;
  const earlier = await earlierWords(job);
  if (job.earlier && !earlier) return undefined;
  const { index, counts } = layOut(unitsOf(job, onDocuments), BM25[kind], earlier);
  await saveCounts(dataFolder, `${version}.${kind}`, counts);
  return writeAndSync(join(folder, `${kind}.lex`), [index]);
}

function* unitsOf(
  { kind, firsts, counts, lines, asked, unanswered, earlier }: WordsJob,
  onDocuments: ((done: number) => void) | undefined,
): Generator<Unit> {
  for (let at = 0; at < firsts.length; at += 1) {
    const first = firsts[at] as number;
    if (first >= 0) for (let next = 0; next < (counts[at] as number); next += 1) yield first + next;
    else {
      const line = lines.get(at);
      if (!line) throw new RangeError(`no line for document ${at}`);
      const document = documentIn(line);
      if (kind === 'cards') yield cardFields(document);
      else if (kind === 'asked') yield askedFields(document, asked[document.id] ?? []);
      else for (const passage of passagesOf(document)) yield passageFields(document, passage);
    }
    if (first < 0 || at + 1 === firsts.length) onDocuments?.(at + 1);
  }
  if (kind !== 'asked') return;
  for (const [row, text] of unanswered.entries()) yield earlier ? earlier.documents + row : [{ text, weight: 1 }];
}

async function earlierWords({ kind, dataFolder, earlier }: WordsJob): Promise<EarlierWords | undefined> {
  if (!earlier) return undefined;
  const counts = await openCounts(dataFolder, `${earlier.version}.${kind}`);
  const index = counts && (await readWhole(join(earlier.folder, `${kind}.lex`)).catch(() => undefined));
  return counts && index && sha256(index) === earlier.checksum ? { index, counts } : undefined;
}
