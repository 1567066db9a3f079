/**
 * The questions of a review, from where they are kept: golden ones beside the documents, and what people ask most. Throws
 * a `UsageError` on a line that is none, or an id that stands twice.
 */
import { join } from 'node:path';
import type { Folders } from '../compose/folders.js';
import { goldenSchema, oftenAskedSchema, type ReviewQuestion, reviewQuestions } from '../review/questions.js';
import { UsageError } from './arguments.js';
import { readLines } from './jsonl.js';

/** Golden questions lie beside the documents; what people ask most, in the data folder, where it is known. */
export async function questionsFor(folders: Folders): Promise<readonly ReviewQuestion[]> {
  const golden = await linesOf(join(folders.knowledge, 'golden.jsonl'), goldenSchema);
  const ids = new Set<string>();
  for (const { id } of golden) {
    if (ids.has(id)) throw new UsageError(`golden.jsonl에 같은 id가 두 번 나옵니다: ${id}\n  → id를 바꾸세요.`);
    ids.add(id);
  }
  const often = await linesOf(join(folders.data, 'most-asked.jsonl'), oftenAskedSchema);
  return reviewQuestions(golden, often.toSorted((a, b) => b.times - a.times).slice(0, OFTEN_ASKED_MAX));
}

const OFTEN_ASKED_MAX = 100;

async function linesOf<T>(path: string, schema: Parameters<typeof readLines<T>>[1]): Promise<readonly T[]> {
  const lines: T[] = [];
  try {
    for await (const line of readLines(path, schema)) lines.push(line);
  } catch (error) {
    if (error instanceof UsageError && error.cause instanceof Error && 'code' in error.cause) {
      if (error.cause.code === 'ENOENT') return [];
    }
    throw error;
  }
  return lines;
}
