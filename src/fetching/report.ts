/** What fetching a source did, as data and in words. */
export interface FetchReport {
  readonly name: string;
  readonly kind: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
  /** Not there any more; what was known stays, marked. */
  readonly gone: readonly string[];
  readonly troubles: readonly { readonly what: string; readonly cause: string; readonly remedy: string }[];
}

const SHOWN_MAX = 20;

export function fetchReport({ name, added, changed, unchanged, gone, troubles }: FetchReport): string {
  return [
    `${name}: 새로 ${added.length}건, 바뀜 ${changed.length}건, 그대로 ${unchanged}건, 사라짐 ${gone.length}건.`,
    ...listed('새로', added),
    ...listed('바뀜', changed),
    ...listed('사라짐', gone),
    ...troubles.slice(0, SHOWN_MAX).map(({ what, cause, remedy }) => `  문제 ${what}: ${cause}\n      → ${remedy}`),
    ...more(troubles.length),
  ].join('\n');
}

function listed(label: string, items: readonly string[]): string[] {
  return [...items.slice(0, SHOWN_MAX).map((item) => `  ${label} ${item}`), ...more(items.length)];
}

function more(count: number): string[] {
  return count > SHOWN_MAX ? [`  … 그 밖에 ${count - SHOWN_MAX}건 (--json 으로 모두 볼 수 있습니다)`] : [];
}
