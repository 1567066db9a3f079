/** A plan in words, for the admin: what comes, what changes and how, what has ended, what was left and why. */
import type { ImportPlan, LeftBy } from './plan.js';

const LEFT: Readonly<Record<LeftBy, string>> = {
  'service-id': '같은 서비스를 직접 쓴 기록이 있음',
  title: '같은 지역에 같은 이름의 기록이 있음',
  edited: '가져온 뒤에 사람이 고친 기록',
};
const SHOWN_MAX = 20;

export function importReport(plan: ImportPlan, isPlanOnly: boolean): string {
  const { added, changed, withdrawn, left, refused, troubles, doubtful } = plan;
  const lines = [
    isPlanOnly ? '계획만 보였습니다. 기록은 바꾸지 않았습니다.' : '',
    `새로 ${added.length}건, 바뀜 ${changed.length}건, 끝남 ${withdrawn.length}건, 그대로 ${plan.unchanged}건${
      plan.outside > 0 ? `, 다른 지역이라 두지 않음 ${plan.outside}건` : ''
    }.`,
    ...some('새로 들어온 사업', added, ({ document }) => `${document.title} (${document.region}) ${document.id}`),
    ...some('바뀐 사업', changed, ({ document, differences }) =>
      [
        `${document.title} (${document.region}) ${document.id}`,
        ...differences.flatMap(({ field, before, after }) => [
          ...before.map((value) => `      ${field} − ${value}`),
          ...after.map((value) => `      ${field} + ${value}`),
        ]),
      ].join('\n'),
    ),
    ...some(
      '목록에서 사라져 종료로 적은 사업',
      withdrawn,
      ({ document }) => `${document.title} (${document.region}) ${document.id}`,
    ),
    ...some(
      '두고 간 사업',
      left,
      ({ title, serviceId, recordId, by }) => `${title}(${serviceId}): ${LEFT[by]} → ${recordId}`,
    ),
    ...some('옮기지 못한 사업', refused, ({ title, serviceId, reason }) => `${title}(${serviceId}): ${reason}`),
    ...some(
      '직접 쓴 기록인데 목록에 없는 서비스',
      doubtful,
      ({ recordId, serviceId }) => `${recordId}: ${serviceId} – 끝난 사업인지 확인하세요`,
    ),
    ...some('문제', troubles, ({ what, cause, remedy }) => `${what}: ${cause}\n      → ${remedy}`),
    plan.pending.length > 0 ? pendingLine(plan) : '',
    plan.isWhole ? '' : '목록을 끝까지 보지 못해 사라진 사업은 판정하지 않았습니다.',
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function pendingLine({ pending, isFromFiles }: ImportPlan): string {
  return isFromFiles
    ? `목록에만 있고 상세 파일이 없는 서비스 ${pending.length}건. 상세 응답도 저장해서 넣으세요.`
    : `아직 받지 못한 서비스 ${pending.length}건. 같은 명령을 다시 실행하면 이어서 받습니다.`;
}

function some<T>(heading: string, items: readonly T[], lineOf: (item: T) => string): string[] {
  if (items.length === 0) return [];
  const more =
    items.length > SHOWN_MAX ? [`  … 그 밖에 ${items.length - SHOWN_MAX}건 (--json 으로 모두 볼 수 있습니다)`] : [];
  return [`${heading} ${items.length}건:`, ...items.slice(0, SHOWN_MAX).map((item) => `  ${lineOf(item)}`), ...more];
}

/** The same as data. */
export function importJson(plan: ImportPlan) {
  const brief = ({ document }: ImportPlan['added'][number]) => ({
    id: document.id,
    title: document.title,
    region: document.region,
    serviceId: document.imported?.serviceId,
  });
  return {
    added: plan.added.map(brief),
    changed: plan.changed.map((change) => ({ ...brief(change), differences: change.differences })),
    withdrawn: plan.withdrawn.map(brief),
    unchanged: plan.unchanged,
    left: plan.left,
    refused: plan.refused,
    outside: plan.outside,
    pending: plan.pending,
    troubles: plan.troubles,
    doubtful: plan.doubtful,
    isWhole: plan.isWhole,
  };
}
