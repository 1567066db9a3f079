/** Question sets, asked of examinees → a report of answers. Cases with facts taken out are asked of one that lacks them. */
import type { Answer } from '../core/types.js';
import { AS_SHIPPED, type Examinee, type OpenExaminee, type Setting } from './examinee.js';
import { judge, type Library, type Share, type Verdict } from './judge.js';
import { type Measure, measure } from './measure.js';
import type { QuestionCase } from './question-set.js';
import { type CaseResult, type Report, timingsOf } from './report.js';

export interface Asked {
  readonly question: QuestionCase;
  readonly answer: Answer;
  readonly verdict: Verdict;
  /** Where retrieval has the first expected document, from 1; undefined where it could not be told. */
  readonly rank: number | undefined;
}

/** A rank for what is not among those found. */
const NOWHERE = Number.POSITIVE_INFINITY;

/** So many documents lose a fact at once at most: each more is an index less to build, and a neighbour less to find. */
const REMOVALS_TOGETHER_MAX = 8;

export async function askAll(
  questions: readonly QuestionCase[],
  open: OpenExaminee,
  library: Library,
): Promise<readonly Asked[]> {
  const removals = removalsTogether(questions);
  const asked: Asked[] = [];
  for (const question of questions) {
    const change = { ...AS_SHIPPED, remove: removals.get(question.id) ?? [] };
    const examinee = await open(change, question.now === undefined ? undefined : new Date(question.now));
    const setting = { region: question.region ?? undefined, audience: question.audience };
    const answer = (await examinee.ask(question.turns, setting, `eval:${question.id}`)).at(-1);
    if (!answer) continue;
    const rank = await rankOf(question, examinee, setting, library);
    asked.push({ question, answer, verdict: judge(question, answer, library), rank });
  }
  return asked;
}

/** Only of questions that stand alone: a follow-up is found by what was said before it. */
async function rankOf({ turns, expect }: QuestionCase, examinee: Examinee, setting: Setting, { documents }: Library) {
  const [text, second] = turns;
  if (text === undefined || second !== undefined || expect.length === 0) return undefined;
  const wanted = expect.map((id) => documents.get(id)?.id ?? id);
  const found = (await examinee.find(text, setting)).findIndex((id) => wanted.includes(id));
  return found < 0 ? NOWHERE : found + 1;
}

/** Which facts are missing for which case: removals of different documents share an index, a few at a time. */
function removalsTogether(questions: readonly QuestionCase[]): ReadonlyMap<string, readonly string[]> {
  const groups: { readonly facts: Set<string>; readonly ids: string[] }[] = [];
  for (const { id, remove } of questions) {
    if (remove.length === 0) continue;
    const documents = remove.map((fact) => fact.split('#')[0]);
    const fitting = groups.find(
      ({ facts, ids }) =>
        ids.length < REMOVALS_TOGETHER_MAX && ![...facts].some((fact) => documents.includes(fact.split('#')[0])),
    );
    const group = fitting ?? { facts: new Set<string>(), ids: [] };
    if (!fitting) groups.push(group);
    for (const fact of remove) group.facts.add(fact);
    group.ids.push(id);
  }
  return new Map(groups.flatMap(({ facts, ids }) => ids.map((id) => [id, [...facts]] as const)));
}

export function reportOn(asked: readonly Asked[]): Pick<Report, 'measures' | 'groups' | 'timings' | 'cases'> {
  const cases = asked.map(
    ({ question, answer, verdict }): CaseResult => ({
      id: question.id,
      group: question.kind,
      right: verdict.why.length === 0,
      why: [...verdict.why],
      outcome: answer.outcome,
      durationMs: answer.timings.total ?? 0,
    }),
  );
  const kinds = [...new Set(asked.map(({ question }) => question.kind))].sort();
  const groups = kinds.map((kind) => {
    const members = asked.filter(({ question }) => question.kind === kind);
    return measure(kind, kind, members.filter(({ verdict }) => verdict.right).length, members.length);
  });
  return { measures: answerMeasures(asked), groups, timings: timingsOf(cases), cases };
}

function answerMeasures(asked: readonly Asked[]): Measure[] {
  const all = (share: (verdict: Verdict) => Share): readonly [number, number] => [
    asked.reduce((sum, { verdict }) => sum + share(verdict).hits, 0),
    asked.reduce((sum, { verdict }) => sum + share(verdict).of, 0),
  ];
  const flags = (flag: (verdict: Verdict) => boolean | undefined): readonly [number, number] => {
    const known = asked.map(({ verdict }) => flag(verdict)).filter((value) => value !== undefined);
    return [known.filter(Boolean).length, known.length];
  };
  const shouldDecline = asked.filter(({ question }) => question.outcome !== 'answered');
  const declined = asked.filter(({ verdict }) => verdict.declined);
  const rightly = shouldDecline.filter(({ verdict }) => verdict.declined).length;
  const leftOut = asked.filter(({ question }) => question.remove.length > 0);
  const ranks = asked.flatMap(({ rank }) => rank ?? []);
  const never = { better: 'lower', target: 0 } as const;
  return [
    measure('right', '맞음(결과·문서·말)', asked.filter(({ verdict }) => verdict.right).length, asked.length, {
      target: 0.93,
    }),
    measure('faultless', '흠 없음', asked.filter(({ verdict }) => verdict.why.length === 0).length, asked.length),
    measure('leads', '바란 문서로 시작함(목록 빼고)', ...flags((one) => one.leads)),
    measure('found-first', '바란 문서를 맨 앞에 찾음', ranks.filter((rank) => rank === 1).length, ranks.length),
    measure('found-in-ten', '바란 문서를 열 안에 찾음', ranks.filter((rank) => rank <= 10).length, ranks.length),
    measure('citation-precision', '문장을 받치는 인용', ...all((one) => one.citationsCarrying), { target: 0.97 }),
    measure('citation-recall', '인용이 받치는 문장', ...all((one) => one.statementsCarried), { target: 0.97 }),
    measure('unsupported-figures', '근거 없는 수가 있는 문장', ...all((one) => one.unsupported), never),
    measure('conditions', '함께 전한 조건', ...all((one) => one.conditions), { target: 0.97 }),
    measure('limits-of-passages', '인용한 문단의 제한을 전함', ...all((one) => one.limitsOfPassages)),
    measure('abstention-precision', '모른다고 한 것 가운데 옳은 것', rightly, declined.length, { target: 0.95 }),
    measure('abstention-recall', '모른다고 해야 할 때 그렇게 함', rightly, shouldDecline.length, { target: 0.95 }),
    measure('leave-one-out', '뺀 사실을 모른다고 함', leftOut.filter(isSilent).length, leftOut.length, {
      target: 0.95,
    }),
    measure('wrong-region', '다른 지역의 것을 안내', ...flags((one) => one.wrongRegion), never),
    measure('plans-as-running', '계획을 시행으로 안내', ...flags((one) => one.planAsRunning), never),
    measure('dated', '기준 날짜를 밝힘', ...flags((one) => one.dated), { target: 1 }),
  ];
}

function isSilent({ verdict }: Asked): boolean {
  return verdict.declined && verdict.why.length === 0;
}
