/** The thread that does a job of words beside the one that does the vectors. In: the job. Out: its checksums. */
import { parentPort, workerData } from 'node:worker_threads';
import { runWordsJob, type WordsJob } from './words-job.js';

const job: WordsJob = workerData;
parentPort?.postMessage(await runWordsJob(job));
