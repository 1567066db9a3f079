/**
 * Before a switch: ask the live version and the new one the same questions, compare, and judge by the gate. The answers
 * are those of the embedded engine, so that what differs is the knowledge and nothing else.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assemble, type Folders, openOptions, type Progress, type Scanned } from '../compose.js';
import type { Config } from '../config.js';
import type { Answer } from '../core/types.js';
import { type Asked, reportOn } from '../evaluation/answers-run.js';
import { judge } from '../evaluation/judge.js';
import type { Measure, Threshold } from '../evaluation/measure.js';
import type { QuestionCase } from '../evaluation/question-set.js';
import type { Built } from '../indexing/build.js';
import { writeDurably } from '../indexing/files.js';
import type { Plan } from '../indexing/plan.js';
import { type OpenIndex, openVersion, openVersionIn } from '../indexing/store.js';
import { changesBetween } from '../review/compare.js';
import { brokenRules } from '../review/gate.js';
import { renderHtml } from '../review/html.js';
import { renderMarkdown } from '../review/markdown.js';
import type { GoldenQuestion, ReviewQuestion } from '../review/questions.js';
import type { Review } from '../review/review.js';
import { libraryOf } from './eval-setup.js';
import { examineeOf } from './examinee.js';

export interface ReviewInput {
  readonly folders: Folders;
  readonly config: Config;
  readonly scanned: Scanned;
  readonly plan: Plan;
  readonly built: Built;
  readonly questions: readonly ReviewQuestion[];
  readonly thresholds: readonly Threshold[];
  readonly onProgress: Progress;
}

export async function review(input: ReviewInput): Promise<Review> {
  const { folders, config, scanned, plan, built, questions, thresholds } = input;
  const live = scanned.earlier?.manifest.version;
  const now = config.now ?? new Date();
  const plain: Config = { ...config, now, model: undefined };
  const options = openOptions(folders);
  let asked = 0;
  // One version open at a time: two of ten thousand documents would double the memory.
  const ask = async (index: OpenIndex): Promise<readonly Answer[]> => {
    const examinee = examineeOf(assemble(index, plain));
    const answers: Answer[] = [];
    for (const { id, turns, region, audience } of questions) {
      const answer = (await examinee.ask(turns, { region, audience }, `review:${id}`)).at(-1);
      if (answer) answers.push(answer);
      asked += 1;
      input.onProgress('review', asked, questions.length * (live === undefined ? 1 : 2));
    }
    return answers;
  };
  const before = live === undefined ? undefined : await ask(await openVersion(folders.data, live, options));
  const index = await openVersionIn(built.folder, built.manifest.version, options);
  const after = await ask(index);
  const judged = judgedBy(index, now, questions, after);
  const pairs = questions.flatMap((question, row) => {
    const [was, is] = [before?.[row], after[row]];
    return was && is ? [{ question, before: was, after: is, wrong: judged[row]?.verdict.why ?? [] }] : [];
  });
  const changes = changesBetween(pairs, plan);
  const measures: readonly Measure[] = reportOn(judged.filter((one) => one !== undefined)).measures;
  const golden = questions.filter((question) => question.golden !== undefined).length;
  return {
    from: live ?? null,
    to: built.manifest.version,
    at: now.toISOString(),
    plan,
    asked: { golden, often: questions.length - golden },
    changes,
    measures,
    broken: brokenRules(changes, measures, thresholds),
  };
}

function judgedBy(
  { documents, support }: OpenIndex,
  now: Date,
  questions: readonly ReviewQuestion[],
  answers: readonly Answer[],
): readonly (Asked | undefined)[] {
  const library = libraryOf(documents, support, now);
  return questions.map(({ golden }, row) => {
    const answer = answers[row];
    if (!golden || !answer) return undefined;
    const question = caseOf(golden);
    return { question, answer, verdict: judge(question, answer, library), rank: undefined };
  });
}

function caseOf(golden: GoldenQuestion): QuestionCase {
  return { ...golden, remove: [] };
}

/** Paths of the two forms, beside the versions. */
export async function keepReport(dataFolder: string, made: Review): Promise<readonly string[]> {
  const folder = join(dataFolder, 'reports');
  await mkdir(folder, { recursive: true });
  const [markdown, html] = [join(folder, `${made.to}.md`), join(folder, `${made.to}.html`)];
  await writeDurably(markdown, renderMarkdown(made));
  await writeDurably(html, renderHtml(made));
  return [markdown, html];
}
