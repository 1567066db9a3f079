/** Every fifth case of our sets, asked of the shipped knowledge: what is promised must hold, what is reached may not fall. */
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareExamination, readSets } from '../../src/cli/eval-setup.js';
import { readConfig } from '../../src/config.js';
import { type Asked, askAll, reportOn } from '../../src/evaluation/answers-run.js';
import { printAnswers, spread } from '../../src/evaluation/print.js';
import { questionCaseSchema } from '../../src/evaluation/question-set.js';
import type { Report } from '../../src/evaluation/report.js';

let asked: readonly Asked[];
let report: Pick<Report, 'measures' | 'groups' | 'cases'>;

beforeAll(async () => {
  const config = readConfig({ BOKJI_LOG_LEVEL: 'silent', BOKJI_NOW: '2026-11-25T12:00:00+09:00' });
  const examination = await prepareExamination(config, {});
  try {
    const all = await readSets([], '.', questionCaseSchema);
    asked = await askAll(
      all.filter((_, index) => index % 5 === 0),
      examination.open,
      examination.library,
    );
  } finally {
    await examination.close();
  }
  report = reportOn(asked);
}, 60_000);

const measured = (name: string): number | null | undefined => report.measures.find((one) => one.name === name)?.value;

describe('answers from the shipped knowledge', () => {
  it('hold no figure that their citations do not hold', () => {
    expect(
      report.cases.filter(({ why }) => why.some((text) => text.startsWith('근거 없는 수'))).map(({ id }) => id),
    ).toEqual([]);
  });

  it('are carried by what they cite', () => {
    expect(measured('citation-precision')).toBeGreaterThanOrEqual(0.97);
    expect(measured('citation-recall')).toBeGreaterThanOrEqual(0.97);
  });

  it('show the date they rest on', () => {
    expect(measured('dated')).toBeGreaterThanOrEqual(0.98);
  });

  it.each([
    ['right', 0.75],
    ['found-in-ten', 0.9],
  ])('are not worse than they were: %s', (name, reached) => {
    expect(measured(name)).toBeGreaterThanOrEqual(reached);
  });
});

describe('answers printed for reading', () => {
  it('are spread over all kinds, the same number of each as far as there are any', () => {
    const kinds = new Set(asked.map(({ question }) => question.kind));
    const printed = spread(asked, 2 * kinds.size);
    for (const kind of kinds) expect(printed.filter(({ question }) => question.kind === kind)).toHaveLength(2);
  });

  it('show question, text, sources and what was found wrong', () => {
    const [one] = asked.filter(({ answer }) => answer.citations.length > 0);
    const text = printAnswers(one ? [one] : [], 'about');
    expect(text).toContain(one?.question.turns[0]);
    expect(text).toMatch(new RegExp(`^- \\[1\\].* ${one?.answer.citations[0]?.source.publisher}, `, 'm'));
    expect(text).toContain(one?.question.id);
  });
});
