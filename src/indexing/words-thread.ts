/** The thread that does jobs of words beside the one that does the rest. In: the jobs. Out: the checksum of each, if any. */
import { parentPort, workerData } from 'node:worker_threads';
import { runWordsJob, type WordsJob } from './words-job.js';

const jobs: readonly WordsJob[] = workerData;
const checksums: (string | undefined)[] = [];
const syncing: (Promise<void> | undefined)[] = [];
// One after the other: each takes as much memory as its index.
for (const job of jobs) {
  const written = await runWordsJob(job);
  checksums.push(written?.checksum);
  syncing.push(written?.synced);
}
await Promise.all(syncing);
parentPort?.postMessage(checksums);
