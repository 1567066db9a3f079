/** `bokji index`: what will change, then the change, each told in plain words or as JSON. */
import { foldersOf } from '../compose.js';
import type { Config } from '../config.js';
import type { Plan, PlannedDocument } from '../indexing/plan.js';
import type { ProposedCounts } from '../indexing/propose.js';
import { formatFault } from '../knowledge/faults.js';
import { remedyFor } from '../model-remedies.js';
import type { Flags } from './arguments.js';
import { EXIT } from './errors.js';
import { reportUnread } from './knowledge.js';
import { print, say } from './output.js';
import { type Reindexed, reindex } from './reindex.js';

export async function index(config: Config, flags: Flags): Promise<number> {
  const start = performance.now();
  const result = await reindex(foldersOf(config, flags), config, {
    planOnly: flags.plan === true,
    allowFaults: flags['allow-faults'] === true,
    yes: flags.yes === true,
    propose: flags['propose-questions'] === true,
  });
  reportUnread(result.scanned);
  for (const fault of result.scanned.faults) say(formatFault(fault));
  reportProposed(result.scanned.proposed);
  const seconds = (performance.now() - start) / 1000;
  if (flags.json) await print(JSON.stringify(asJson(result, seconds)));
  else await tell(result, seconds);
  return result.end === 'switched' || result.end === 'unchanged' || result.end === 'planned' ? EXIT.ok : EXIT.refused;
}

function reportProposed({ made, failed, fault }: ProposedCounts): void {
  if (made > 0) say(`언어 모델이 문서 ${made}건에 질문을 제안했습니다. 찾을 때만 쓰고 답에는 나오지 않습니다.`);
  if (failed > 0)
    say(
      `문서 ${failed}건의 질문은 제안받지 못했습니다.${fault ? ` ${remedyFor(fault, 'BOKJI_LLM')}` : ''}\n  → 다시 실행하면 남은 문서부터 이어 갑니다.`,
    );
}

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
    case 'switched': {
      const { version, counts } = result.manifest;
      if (plan.anew === undefined) say(planText(plan));
      return print(
        `색인 ${version}: 문서 ${counts.documents}건, 문단 ${counts.passages}개, ${seconds.toFixed(1)}초. 이제 이 색인으로 답합니다.`,
      );
    }
  }
}

const ANEW: Readonly<Record<NonNullable<Plan['anew']>, string>> = {
  first: '쓰는 색인이 없어 모두 새로 만듭니다.',
  reader: '문서를 읽는 프로그램이 달라져 모두 다시 읽습니다.',
  embedder: '임베딩이 달라져 벡터를 모두 다시 만듭니다.',
};
const LISTED_MAX = 20;

export function planText(plan: Plan): string {
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
