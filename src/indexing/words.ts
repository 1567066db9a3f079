/**
 * The word indexes of a version: scanned documents, their lines already written → `cards.lex` and `passages.lex` with
 * their checksums. Where most of a large version is taken over, a thread of its own does it while vectors are made; a
 * build from nothing needs the memory, and a small one is done before a thread has started.
 */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { type Earlier, keptFrom } from './earlier.js';
import type { ScannedDocument } from './scan.js';
import { type OnWords, runWordsJob, type Words, type WordsJob } from './words-job.js';

export interface WordsInput {
  readonly dataFolder: string;
  readonly version: string;
  readonly folder: string;
  readonly documents: readonly ScannedDocument[];
  readonly earlier?: Earlier | undefined;
  readonly reader: string;
  readonly onProgress?: ((step: string, done: number, all: number) => void) | undefined;
}

const THREAD_FROM_DOCUMENTS = 1_000;
const THREAD = new URL('./words-thread.js', import.meta.url);
/** Run from source, there is no such file, and no thread. */
const IS_BUILT = import.meta.url.endsWith('.js');

export interface WordsUnderWay {
  /** Whether they are made in another thread, so that something else may be done meanwhile. */
  readonly isBeside: boolean;
  readonly checksums: Promise<Record<Words, string>>;
}

export function writeWords(input: WordsInput): WordsUnderWay {
  const job = jobOf(input);
  const { length } = job.rows;
  const taken = job.rows.reduce((count, row) => (row < 0 ? count : count + 1), 0);
  const onWords: OnWords = (done) => input.onProgress?.('words', done, length * 2);
  if (!IS_BUILT || length < THREAD_FROM_DOCUMENTS || taken < length / 2)
    return { isBeside: false, checksums: runWordsJob(job, onWords) };
  const checksums = inThread(job).finally(() => onWords(length * 2));
  return { isBeside: true, checksums };
}

export function jobOf({ dataFolder, version, folder, documents, earlier, reader }: WordsInput): WordsJob {
  const before = earlier?.manifest.reader === reader ? earlier : undefined;
  const kept = documents.map((document) => before && keptFrom(before, document));
  const starts = new Float64Array(documents.length);
  documents.forEach(({ bytes }, at) => {
    // Past the line and its break; one past the end for the last, which nobody reads.
    if (at + 1 < documents.length) starts[at + 1] = (starts[at] ?? 0) + bytes + 1;
  });
  return {
    dataFolder,
    version,
    folder,
    earlier: before && {
      version: before.manifest.version,
      folder: before.folder,
      checksums: {
        cards: before.manifest.checksums['cards.lex'],
        passages: before.manifest.checksums['passages.lex'],
      },
    },
    rows: Int32Array.from(kept, (one) => one?.row ?? -1),
    firstPassages: Int32Array.from(kept, (one) => one?.firstPassage ?? -1),
    passages: Int32Array.from(documents, ({ passages }) => passages),
    starts,
    bytes: Int32Array.from(documents, ({ bytes }) => bytes),
  };
}

const checksumsSchema = z.object({ cards: z.string(), passages: z.string() });

/** What the thread throws is thrown here, with its code: a full disk must be told as one. */
export function inThread(job: WordsJob, module = THREAD): Promise<Record<Words, string>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(module, { workerData: job });
    worker.once('message', (message) => resolve(checksumsSchema.parse(message)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of words ended with ${code}`)));
  });
}
