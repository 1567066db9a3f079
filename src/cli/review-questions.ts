/**
 * The questions of a review, from where they are kept: golden ones beside the documents, and what people ask most. Throws
 * a `UsageError` on a line that is none, or an id that stands twice.
 */
import { join } from 'node:path';
import type { Folders } from '../compose/folders.js';
import { goldenSchema, type OftenAsked, type ReviewQuestion, reviewQuestions } from '../review/questions.js';
import { UsageError } from './arguments.js';
import { readLines } from './jsonl.js';

/** Golden questions lie beside the documents; `often` tells what people ask most. */
export async function questionsFor(
  folders: Folders,
  often: () => Promise<readonly OftenAsked[]>,
): Promise<readonly ReviewQuestion[]> {
  const golden = await linesOf(join(folders.knowledge, 'golden.jsonl'), goldenSchema);
  const ids = new Set<string>();
  for (const { id } of golden) {
    if (ids.has(id)) throw new UsageError(`golden.jsonl에 같은 id가 두 번 나옵니다: ${id}\n  → id를 바꾸세요.`);
    ids.add(id);
  }
  return reviewQuestions(golden, await often());
}

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
