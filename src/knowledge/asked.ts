/**
 * How people ask: `asked.tsv` of a knowledge folder, a line per question (record id, tab, the words), `none` where no
 * record answers. The word index of questions is made of it (`askedFields`); nothing of it is ever quoted.
 *
 * In: the text of the file. Out: questions by record, and a fault for each line that is not such a line.
 */
import { z } from 'zod';
import type { Fault } from './faults.js';

export const ASKED_FILE = 'asked.tsv';
/** Questions that no record answers stand under this name. */
export const NOBODYS = 'none';

export const askedSchema = z.record(z.string(), z.array(z.string()));
export type AskedQuestions = z.infer<typeof askedSchema>;

const lineSchema = z.tuple([z.string().regex(/^[a-z0-9][a-z0-9-]*$/), z.string().trim().min(2).max(300)]);
const FAULTS_SHOWN_MAX = 20;

export function readAsked(text: string): { readonly asked: AskedQuestions; readonly faults: readonly Fault[] } {
  const byRecord = new Map<string, string[]>();
  const faults: Fault[] = [];
  for (const [row, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const parsed = lineSchema.safeParse(line.normalize('NFC').split('\t'));
    if (!parsed.success) {
      faults.push({
        file: ASKED_FILE,
        line: row + 1,
        field: '물음',
        problem: '기록 id와 물음을 탭 하나로 나눈 줄이 아닙니다',
        remedy: '"기록-id<탭>물음" 꼴로 적으세요. 답할 기록이 없는 물음은 id 자리에 none을 적습니다',
      });
      continue;
    }
    const [id, question] = parsed.data;
    const questions = byRecord.get(id);
    if (questions) questions.push(question);
    else byRecord.set(id, [question]);
  }
  return { asked: Object.fromEntries(byRecord), faults: faults.slice(0, FAULTS_SHOWN_MAX) };
}

/** Without these questions, whatever record they stand at. */
export function askedWithout(asked: AskedQuestions, questions: readonly string[]): AskedQuestions {
  const unknown = new Set(questions.map((question) => question.normalize('NFC').trim()));
  return Object.fromEntries(
    Object.entries(asked).map(([id, own]) => [id, own.filter((question) => !unknown.has(question))]),
  );
}

/** Records that questions are written down for and that are not there. */
export function unknownAsked(asked: AskedQuestions, ids: ReadonlySet<string>): readonly Fault[] {
  return Object.keys(asked)
    .filter((id) => id !== NOBODYS && !ids.has(id))
    .map((id) => ({
      file: ASKED_FILE,
      line: 1,
      field: id,
      problem: '이런 id의 기록이 없습니다',
      remedy: '기록의 id를 바로잡거나 그 줄을 지우세요',
    }));
}
