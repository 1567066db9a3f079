/** `bokji eval` and `bokji eval safety`: asks the question sets and reports what was measured. */
import type { Config } from '../config.js';
import { askAll, reportOn } from '../evaluation/answers-run.js';
import { PRINTED_ANSWERS, printAnswers, spread } from '../evaluation/print.js';
import { questionCaseSchema } from '../evaluation/question-set.js';
import type { Report } from '../evaluation/report.js';
import { runSafety } from '../evaluation/safety-run.js';
import { safetyCaseSchema } from '../evaluation/safety-set.js';
import type { Flags } from './arguments.js';
import { deliver, prepareExamination, readSets, writeReport } from './eval-setup.js';

export async function evaluate(config: Config, flags: Flags, words: readonly string[]): Promise<number> {
  const [first, ...others] = words;
  return first === 'safety' ? evaluateSafety(config, flags, others) : evaluateAnswers(config, flags, words);
}

async function evaluateAnswers(config: Config, flags: Flags, files: readonly string[]): Promise<number> {
  const questions = await readSets(files, '.', questionCaseSchema);
  // A model is measured beside what it stands on.
  const beside =
    flags.engine === 'llm' ? await measureAnswers(config, { ...flags, engine: 'extractive' }, questions) : undefined;
  const examination = await prepareExamination(config, flags);
  try {
    const asked = await askAll(questions, examination.open, examination.library);
    if (flags.print !== undefined) {
      const about = `\`bokji eval --print\` 가 적은 것입니다. 모든 갈래에서 고르게 뽑았고, 고치지 않았습니다.`;
      await writeReport(flags.print, printAnswers(spread(asked, PRINTED_ANSWERS), about));
    }
    return await deliver({ subject: 'answers', ...examination.about, ...reportOn(asked) }, flags, beside);
  } finally {
    await examination.close();
  }
}

async function measureAnswers(config: Config, flags: Flags, questions: Parameters<typeof askAll>[0]): Promise<Report> {
  const examination = await prepareExamination(config, flags);
  try {
    return {
      subject: 'answers',
      ...examination.about,
      ...reportOn(await askAll(questions, examination.open, examination.library)),
    };
  } finally {
    await examination.close();
  }
}

async function evaluateSafety(config: Config, flags: Flags, files: readonly string[]): Promise<number> {
  const lines = await readSets(files, 'safety', safetyCaseSchema);
  const examination = await prepareExamination(config, flags);
  try {
    const run = await runSafety(lines, examination.open);
    return await deliver({ subject: 'safety', ...examination.about, ...run }, flags);
  } finally {
    await examination.close();
  }
}
