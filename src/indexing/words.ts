/**
 * The word indexes of a version: scanned documents → `cards.lex`, `passages.lex` and `asked.lex` with their checksums.
 * Where most of a large version is taken over, the two large ones are made in a thread of their own while the rest of the
 * version is made here; a build from nothing needs the memory, and a small one is done before a thread has started.
 */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { type AskedQuestions, NOBODYS } from '../knowledge/asked.js';
import { type Earlier, keptFrom } from './earlier.js';
import type { Written } from './files.js';
import type { ScannedDocument } from './scan.js';
import { runWordsJob, type Words, type WordsJob } from './words-job.js';

export interface WordsInput {
  readonly dataFolder: string;
  readonly version: string;
  readonly folder: string;
  readonly documents: readonly ScannedDocument[];
  readonly earlier?: Earlier | undefined;
  readonly reader: string;
  readonly asked: AskedQuestions;
  /** The earlier version knew the same questions. */
  readonly hasSameAsked: boolean;
}

export type OnDocuments = (done: number) => void;

const THREAD_FROM_DOCUMENTS = 1_000;
const THREAD = new URL('./words-thread.js', import.meta.url);
/** Run from source, there is no such file, and no thread. */
const IS_BUILT = import.meta.url.endsWith('.js');

/** Whether a thread is worth its start and its memory. */
export function isThreadWorthIt({ firsts }: WordsJob): boolean {
  const taken = firsts.reduce((count, first) => (first < 0 ? count : count + 1), 0);
  return IS_BUILT && firsts.length >= THREAD_FROM_DOCUMENTS && taken >= firsts.length / 2;
}

/** Where what it should take over is gone, everything is counted again. */
export async function writeWords(job: WordsJob, input: WordsInput, onDocuments?: OnDocuments): Promise<Written> {
  const written = await runWordsJob(job, onDocuments);
  return written ?? countAnew(job, input, onDocuments);
}

export async function writeWordsInThread(jobs: readonly WordsJob[], input: WordsInput): Promise<readonly Written[]> {
  const checksums = await inThread(jobs.map((job) => withFreshLines(job, input)));
  const written: Written[] = [];
  for (const [at, job] of jobs.entries()) {
    const checksum = checksums[at];
    written.push(checksum === undefined ? await countAnew(job, input) : { checksum, synced: Promise.resolve() });
  }
  return written;
}

async function countAnew(job: WordsJob, { documents }: WordsInput, onDocuments?: OnDocuments): Promise<Written> {
  const firsts = new Int32Array(documents.length).fill(-1);
  const written = await runWordsJob({ ...job, earlier: undefined, firsts }, onDocuments);
  if (written === undefined) throw new Error('words without an earlier version were not counted');
  return written;
}

export function jobOf(kind: Words, input: WordsInput): WordsJob {
  const { dataFolder, version, folder, documents, earlier, reader, asked, hasSameAsked } = input;
  const mayTake = earlier?.manifest.reader === reader && (kind !== 'asked' || hasSameAsked);
  const before = mayTake ? earlier : undefined;
  const kept = documents.map((document) => before && keptFrom(before, document));
  const isByDocument = kind !== 'passages';
  return {
    kind,
    dataFolder,
    version,
    folder,
    earlier: before && {
      version: before.manifest.version,
      folder: before.folder,
      checksum: before.manifest.checksums[`${kind}.lex`],
      documents: before.manifest.counts.documents,
    },
    firsts: Int32Array.from(kept, (one) => (isByDocument ? one?.row : one?.firstPassage) ?? -1),
    counts: Int32Array.from(documents, ({ passages }) => (isByDocument ? 1 : passages)),
    lines: { get: (at) => documents[at]?.json() },
    asked: kind === 'asked' ? asked : {},
    unanswered: (kind === 'asked' && asked[NOBODYS]) || [],
  };
}

/** The lines it will ask for, for a thread cannot ask back. */
function withFreshLines(job: WordsJob, { documents }: WordsInput): WordsJob {
  const lines = new Map<number, Uint8Array>();
  documents.forEach((document, at) => {
    if (job.firsts[at] === -1) lines.set(at, document.json());
  });
  return { ...job, lines };
}

/** What the thread throws is thrown here, with its code: a full disk must be told as one. */
export function inThread(jobs: readonly WordsJob[], module = THREAD): Promise<readonly (string | undefined)[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(module, { workerData: jobs });
    worker.once('message', (message) => resolve(z.array(z.string().optional()).parse(message)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of words ended with ${code}`)));
  });
}
