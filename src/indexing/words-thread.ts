/** The thread that does a job of words beside the one that does the rest. In: the job. Out: its checksum, if any. */
import { parentPort, workerData } from 'node:worker_threads';
import { runWordsJob, type WordsJob } from './words-job.js';

const job: WordsJob = workerData;
const written = await runWordsJob(job);
await written?.synced;
parentPort?.postMessage(written?.checksum);
