/** `bokji index`: what will change, then the change, each told in plain words or as JSON. */
import { foldersOf } from '../compose/folders.js';
import type { Config } from '../config.js';
import { parseThresholds, type Threshold } from '../evaluation/measure.js';
import type { Plan, PlannedDocument } from '../indexing/plan.js';
import type { ProposedCounts } from '../indexing/propose.js';
import { formatFault } from '../knowledge/faults.js';
import { remedyFor } from '../model-remedies.js';
import type { ReviewQuestion } from '../review/questions.js';
import { byGravity, type Review } from '../review/review.js';
import { causeText, countsText, signsOf, verdictText } from '../review/wording.js';
import { type Flags, UsageError } from './arguments.js';
import { EXIT } from './errors.js';
import { reportUnread } from './knowledge.js';
import { print, say } from './output.js';
import { type Reindexed, reindex } from './reindex.js';
import { watch } from './watch.js';

export async function index(config: Config, flags: Flags): Promise<number> {
  return flags.watch ? watch(config, flags, () => indexOnce(config, flags)) : indexOnce(config, flags);
}

async function indexOnce(config: Config, flags: Flags): Promise<number> {
  const start = performance.now();
  const result = await reindex(foldersOf(config, flags), config, {
    planOnly: flags.plan === true,
    allowFaults: flags['allow-faults'] === true,
    yes: flags.yes === true,
    propose: flags['propose-questions'] === true,
    hold: flags.hold === true,
    verify: flags.verify === true,
    thresholds: thresholdsOf(flags['fail-under']),
  });
  reportUnread(result.scanned);
  for (const fault of result.scanned.faults) say(formatFault(fault));
  reportProposed(result.scanned.proposed);
  const seconds = (performance.now() - start) / 1000;
  if (flags.json) await print(JSON.stringify(asJson(result, seconds)));
  else await tell(result, seconds);
  return DONE.has(result.end) ? EXIT.ok : EXIT.refused;
}

function reportProposed({ made, failed, fault }: ProposedCounts): void {
  if (made > 0) say(`언어 모델이 문서 ${made}건에 질문을 제안했습니다. 찾을 때만 쓰고 답에는 나오지 않습니다.`);
  if (failed > 0)
    say(
      `문서 ${failed}건의 질문은 제안받지 못했습니다.${fault ? ` ${remedyFor(fault, 'BOKJI_LLM')}` : ''}\n  → 다시 실행하면 남은 문서부터 이어 갑니다.`,
    );
}
const DONE: ReadonlySet<Reindexed['end']> = new Set(['switched', 'held', 'unchanged', 'planned']);

function asJson(result: Reindexed, seconds: number) {
  const { end, plan, scanned } = result;
  return {
    ...('manifest' in result ? result.manifest : {}),
    end,
    plan: { ...plan, anew: plan.anew ?? null },
    faults: scanned.faults,
    unread: scanned.unread,
    proposed: scanned.proposed,
    notes: scanned.notes,
    review: 'review' in result && result.review ? withoutAsked(result.review) : null,
    reports: 'reports' in result ? result.reports : [],
    live: scanned.earlier?.manifest.version ?? null,
    seconds,
  };
}

async function tell(result: Reindexed, seconds: number): Promise<void> {
  const { plan } = result;
  switch (result.end) {
    case 'faulty':
      return say(
        `고칠 것이 ${result.scanned.faults.length}건 있어 색인을 바꾸지 않았습니다. 지금 색인은 그대로입니다.\n  → 위의 줄을 고치거나, 그 문서를 빼고 만들려면 --allow-faults 를 붙이세요.`,
      );
    case 'empty':
      return say('읽을 문서가 없어 색인을 바꾸지 않았습니다.\n  → 지식 폴더를 확인하세요.');
    case 'planned':
      return print(planText(plan));
    case 'large-removal':
      say(planText(plan));
      return say(
        `지금 문서의 ${Math.round(result.share * 100)} %가 빠지게 되어 색인을 바꾸지 않았습니다.\n  → 지식 폴더가 맞는지 확인하고, 정말 빼려면 --yes 를 붙이세요.`,
      );
    case 'unchanged':
      return print(`바뀐 것이 없습니다. ${result.manifest.version} 판을 그대로 씁니다.`);
    case 'stopped':
    case 'held':
    case 'switched': {
      const { manifest, review, reports } = result;
      const { version, counts } = manifest;
      if (plan.anew !== 'first') say(planText(plan));
      if (review) say(reviewText(review));
      if (reports.length > 0) say(`자세한 보고서: ${reports.join(', ')}`);
      const built = `색인 ${version}: 문서 ${counts.documents}건, 문단 ${counts.passages}개, ${seconds.toFixed(1)}초.`;
      if (result.end === 'switched') return print(`${built} 이제 이 색인으로 답합니다.`);
      const accept = `bokji switch ${version}`;
      if (result.end === 'held')
        return print(`${built} 아직 바꾸지 않았습니다.\n  → 이 판으로 바꾸려면 ${accept} 를 실행하세요.`);
      return say(
        `색인을 바꾸지 않았습니다. 지금 색인은 그대로이고, 만든 판은 후보로 남겨 두었습니다.\n  → 자료나 golden.jsonl을 고치고 bokji index 를 다시 하거나, 뜻한 것이면 ${accept} 로 바꾸세요.`,
      );
    }
  }
}

const SHOWN_CHANGES_MAX = 10;

/** The gravest changes in a line each; the report has all of them. */
function reviewText(review: Review): string {
  const shown = byGravity(review.changes).slice(0, SHOWN_CHANGES_MAX);
  const lines = shown.map((change) => {
    const { question, figures, causes } = change;
    const moved = figures.gone.length + figures.come.length > 0;
    const parts = [
      ...signsOf(change),
      ...(moved ? [`숫자 ${figures.gone.join(', ') || '없음'} → ${figures.come.join(', ') || '없음'}`] : []),
      ...(causes.length === 0 ? ['기댄 자료는 그대로'] : causes.map(causeText)),
    ];
    return `  · ${askedText(question)} [${question.id}]: ${parts.join('; ')}`;
  });
  const more = review.changes.length - shown.length;
  return [countsText(review), ...lines, ...(more > 0 ? [`  · … 그 밖에 ${more}건`] : []), verdictText(review)].join(
    '\n',
  );
}

/** What people asked is written into the report and nowhere else: a terminal is often a log. */
function askedText({ turns, times }: ReviewQuestion): string {
  return times === undefined ? turns.join(' / ') : `자주 묻는 물음(${times}번)`;
}

function withoutAsked(review: Review): Review {
  return {
    ...review,
    changes: review.changes.map((change) =>
      change.question.times === undefined ? change : { ...change, question: { ...change.question, turns: [] } },
    ),
  };
}

function thresholdsOf(text: string | undefined): readonly Threshold[] {
  if (text === undefined) return [];
  const thresholds = parseThresholds(text);
  if (!thresholds)
    throw new UsageError('--fail-under 를 읽을 수 없습니다.\n  → right=0.9 처럼 이름=값을 쉼표로 이어 적으세요.');
  return thresholds;
}

const ANEW: Readonly<Record<NonNullable<Plan['anew']>, string>> = {
  first: '쓰는 색인이 없어 모두 새로 만듭니다.',
  reader: '문서를 읽는 프로그램이 달라져 모두 다시 읽습니다.',
  embedder: '임베딩이 달라져 벡터를 모두 다시 만듭니다.',
};
const LISTED_MAX = 20;

function planText(plan: Plan): string {
  const { added, changed, removed, unchanged, support, anew } = plan;
  const lines = [
    `더함 ${added.length}건, 바뀜 ${changed.length}건, 빠짐 ${removed.length}건, 그대로 ${unchanged}건.`,
    ...(anew === undefined ? [] : [ANEW[anew]]),
    ...(support && anew !== 'first' ? ['용어·연락처·소득 기준·지역 자료가 바뀌었습니다.'] : []),
    ...(anew === 'first' ? [] : [...listed('+', added), ...listed('~', changed), ...listed('-', removed)]),
  ];
  return lines.join('\n');
}

function listed(sign: string, documents: readonly PlannedDocument[]): string[] {
  const lines = documents.slice(0, LISTED_MAX).map(({ title, file }) => `  ${sign} ${title} (${file})`);
  const more = documents.length - LISTED_MAX;
  return more > 0 ? [...lines, `  ${sign} … 그 밖에 ${more}건`] : lines;
}
