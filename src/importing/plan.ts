/**
 * What an import would change: the knowledge as it stands and a harvest → a plan. Pure; `apply.ts` writes it.
 *
 * - A record that people wrote wins over an imported one. It is the same programme when it names the service's id (in
 *   `serviceIds`, or in the title or an address of its source), or has its title and region.
 * - An imported record that a person has changed is theirs from then on.
 * - A service that a whole list no longer holds has ended: the record stays, with status 종료 and the day.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import type { Regions } from '../knowledge/support.js';
import { recordKey, recordText } from '../knowledge/write-record.js';
import { type Difference, differencesOf } from './differences.js';
import { createHandWritten } from './hand-written.js';
import { contentOf, type Made, recordOf, writtenHash } from './record.js';
import type { Harvest, OfficialService, Trouble } from './service.js';
import { withdrawn } from './withdrawn.js';

export interface Write {
  readonly document: KnowledgeDocument;
  readonly text: string;
}

export interface Change extends Write {
  readonly differences: readonly Difference[];
}

export interface ImportPlan {
  readonly added: readonly Write[];
  readonly changed: readonly Change[];
  readonly withdrawn: readonly Write[];
  readonly unchanged: number;
  /** Left to a record that people wrote or changed. */
  readonly left: readonly {
    readonly serviceId: string;
    readonly title: string;
    readonly recordId: string;
    readonly by: LeftBy;
  }[];
  /** Not written, with the reason. */
  readonly refused: readonly { readonly serviceId: string; readonly title: string; readonly reason: string }[];
  readonly outside: number;
  readonly pending: readonly string[];
  readonly isFromFiles: boolean;
  readonly troubles: readonly Trouble[];
  /** False: the list was not seen whole, so nothing was judged to be withdrawn. */
  readonly isWhole: boolean;
  /** Hand-written records whose service the whole list no longer holds; a person decides about them. */
  readonly doubtful: readonly { readonly recordId: string; readonly serviceId: string }[];
}

export type LeftBy = 'service-id' | 'title' | 'edited';

export interface PlanInput {
  readonly harvest: Harvest;
  /** Everything in the knowledge folder and in the folder written into. */
  readonly documents: readonly KnowledgeDocument[];
  readonly regions: Regions;
  /** Today in Korea. */
  readonly today: string;
  /** Keep only what serves people here: the region, its province and the nation. Undefined: everything. */
  readonly region?: string | undefined;
  /** Objections of the knowledge check to a record that is about to be written. */
  readonly objections: (document: KnowledgeDocument, text: string) => readonly string[];
}

export function planImport({ harvest, documents, regions, today, region, objections }: PlanInput): ImportPlan {
  const { source } = harvest;
  const imported = new Map(
    documents.flatMap((document) =>
      document.imported?.from === source ? [[document.imported.serviceId, document] as const] : [],
    ),
  );
  const handWritten = createHandWritten(documents);
  const added: Write[] = [];
  const changed: Change[] = [];
  const left: ImportPlan['left'][number][] = [];
  const refused: ImportPlan['refused'][number][] = [];
  let unchanged = 0;
  let outside = harvest.elsewhere;

  for (const service of harvest.services) {
    const { serviceId, title } = service;
    const before = imported.get(serviceId);
    const made = madeOf(service, before, regions, today);
    const named = handWritten.byServiceId(serviceId);
    const same = named ?? ('document' in made ? handWritten.byName(made.document) : undefined);
    if (same) {
      left.push({ serviceId, title, recordId: same.id, by: named ? 'service-id' : 'title' });
      continue;
    }
    if (before && isEdited(before)) {
      left.push({ serviceId, title, recordId: before.id, by: 'edited' });
      continue;
    }
    if ('refused' in made) {
      refused.push({ serviceId, title, reason: made.refused });
      continue;
    }
    if (!serves(made.document.region, region)) {
      outside += 1;
      continue;
    }
    if (before && recordKey(made.document) === recordKey(before)) {
      unchanged += 1;
      continue;
    }
    const text = recordText(made.document);
    const [objection] = objections(made.document, text);
    if (objection !== undefined) {
      refused.push({ serviceId, title, reason: objection });
      continue;
    }
    if (before) changed.push({ document: made.document, text, differences: differencesOf(before, made.document) });
    else added.push({ document: made.document, text });
  }
  unchanged += harvest.unchanged.length;

  const gone = harvest.listed.isWhole
    ? [...imported].filter(([serviceId, document]) => !harvest.listed.ids.has(serviceId) && document.status !== '종료')
    : [];
  const ended = gone.filter(([, document]) => !isEdited(document));
  return {
    added,
    changed,
    withdrawn: ended.map(([, document]) => {
      const closed = withdrawn(document, today);
      return { document: closed, text: recordText(closed) };
    }),
    unchanged,
    left: [
      ...left,
      ...gone
        .filter(([, document]) => isEdited(document))
        .map(([serviceId, { id, title }]) => ({ serviceId, title, recordId: id, by: 'edited' as const })),
    ],
    refused,
    outside,
    pending: harvest.pending,
    isFromFiles: harvest.isFromFiles,
    troubles: harvest.troubles,
    isWhole: harvest.listed.isWhole,
    doubtful: harvest.listed.isWhole
      ? handWritten.namedServices(source).filter(({ serviceId }) => !harvest.listed.ids.has(serviceId))
      : [],
  };
}

/** The day a text was first seen stays while the text does; people's questions and aliases stay in any case. */
function madeOf(
  service: OfficialService,
  before: KnowledgeDocument | undefined,
  regions: Regions,
  today: string,
): Made {
  const isSame = before?.imported?.content === contentOf(service) && before.status !== '종료';
  const made = recordOf(service, regions, isSame ? before.source.date : today);
  if (!('document' in made) || !before) return made;
  return { document: { ...made.document, aliases: before.aliases, questions: before.questions } };
}

function isEdited(document: KnowledgeDocument): boolean {
  return document.imported !== undefined && document.imported.written !== writtenHash(document);
}

/** 고양시 is served by its own services, its province's and the nation's. */
function serves(region: string, wanted: string | undefined): boolean {
  return wanted === undefined || region === '전국' || region === wanted || wanted.startsWith(`${region} `);
}
