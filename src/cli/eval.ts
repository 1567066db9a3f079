/** `bokji eval` and `bokji eval safety`: asks the question sets and reports what was measured. */
import type { Config } from '../config.js';
import { runSafety } from '../evaluation/safety-run.js';
import { safetyCaseSchema } from '../evaluation/safety-set.js';
import { type Flags, UsageError } from './arguments.js';
import { deliver, prepareExamination, readSets } from './eval-setup.js';

export async function evaluate(config: Config, flags: Flags, words: readonly string[]): Promise<number> {
  if (words[0] === 'safety') return evaluateSafety(config, flags, words.slice(1));
  throw new UsageError('쓰는 법: bokji eval safety [파일…] [--json] [--markdown 파일] [--fail-under 이름=값,…]');
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
