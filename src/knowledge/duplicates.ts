/** An id stands for one document: where it stands twice, which documents are left out, and the faults that say so. */
import type { Fault } from './faults.js';

/** What tells two documents apart, and where it stands. */
export interface Named {
  readonly id: string;
  readonly mergedFrom?: readonly string[] | undefined;
  readonly file: string;
  readonly line: number;
}

/** An id may stand for one document only; the first keeps it, the later ones (by row) are faulty. */
export function duplicateIds(documents: readonly Named[]) {
  const rows = new Set<number>();
  const first = new Map<string, string>();
  const faults: Fault[] = [];
  documents.forEach(({ id: own, mergedFrom = [], file, line }, row) => {
    for (const id of [own, ...mergedFrom]) {
      const earlier = first.get(id);
      if (earlier !== undefined) {
        rows.add(row);
        faults.push({
          file,
          line,
          field: 'id',
          problem: `같은 id가 ${earlier}에도 있습니다: ${id}`,
          remedy: '둘 가운데 하나의 id를 바꾸세요',
        });
      } else first.set(id, file);
    }
  });
  return { rows, faults };
}
