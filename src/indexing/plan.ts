/** Plan: what a scan found and what the live version holds → what a new version would add, change, remove and keep. */
import type { Earlier } from './earlier.js';
import type { ScannedSource } from './scan.js';

export interface PlannedDocument {
  readonly id: string;
  readonly title: string;
  readonly file: string;
}

/** Why nothing of the live version can be taken over. */
export type Anew = 'first' | 'reader' | 'embedder';

export interface Plan {
  readonly added: readonly PlannedDocument[];
  readonly changed: readonly PlannedDocument[];
  readonly removed: readonly PlannedDocument[];
  readonly unchanged: number;
  /** The glossary, hotlines, income standards, regions or rules differ. */
  readonly support: boolean;
  readonly anew: Anew | undefined;
}

export interface PlanInput {
  readonly sources: readonly ScannedSource[];
  readonly supportHash: string;
  readonly reader: string;
  readonly embedderId: string;
}

export function planOf(input: PlanInput, earlier: Earlier | undefined): Plan {
  const documents = input.sources.flatMap(({ file, documents: own }) =>
    own.map(({ id, title, hash }) => ({ id, title, hash, file })),
  );
  const told = ({ id, title, file }: PlannedDocument): PlannedDocument => ({ id, title, file });
  if (!earlier)
    return { added: documents.map(told), changed: [], removed: [], unchanged: 0, support: true, anew: 'first' };
  const ids = new Set(documents.map(({ id }) => id));
  const before = (id: string) => earlier.documents.get(id);
  const changed = documents.filter(({ id, hash }) => before(id) !== undefined && before(id)?.hash !== hash);
  const added = documents.filter(({ id }) => before(id) === undefined);
  return {
    added: added.map(told),
    changed: changed.map(told),
    removed: [...earlier.documents.values()].filter(({ id }) => !ids.has(id)).map(told),
    unchanged: documents.length - added.length - changed.length,
    support: earlier.manifest.knowledge.supportHash !== input.supportHash,
    anew:
      earlier.manifest.reader !== input.reader
        ? 'reader'
        : earlier.manifest.embedder.id !== input.embedderId
          ? 'embedder'
          : undefined,
  };
}

export function isUnchanged({ added, changed, removed, support, anew }: Plan): boolean {
  return added.length + changed.length + removed.length === 0 && !support && anew === undefined;
}

/** The share of the live documents that would go. */
export function removedShare({ changed, removed, unchanged }: Plan): number {
  const before = changed.length + removed.length + unchanged;
  return before === 0 ? 0 : removed.length / before;
}
