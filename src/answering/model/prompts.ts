/** Prompts: one file for each task in `prompts/`, known by a hash of its words so that a receipt can name it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PROMPT_TASKS = [
  'standalone-question',
  'answer',
  'repair',
  'simpler-words',
  'translation',
  'document-questions',
] as const;
export type PromptTask = (typeof PROMPT_TASKS)[number];

export interface Prompts {
  /** The instructions of these tasks, one after another. */
  text(tasks: readonly PromptTask[]): string;
  hashes(tasks: readonly PromptTask[]): Record<string, string>;
}

export function readPrompts(folder: string): Prompts {
  const texts = new Map(
    PROMPT_TASKS.map((task) => [
      task,
      readFileSync(join(folder, `${task}.md`), 'utf8')
        .normalize('NFC')
        .trim(),
    ]),
  );
  const textOf = (task: PromptTask): string => texts.get(task) ?? '';
  return {
    text: (tasks) => tasks.map(textOf).join('\n\n'),
    hashes: (tasks) => Object.fromEntries([...new Set(tasks)].map((task) => [task, hashOf(textOf(task))])),
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
