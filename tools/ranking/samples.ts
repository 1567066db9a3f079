/**
 * Samples for the ranking weights, from the knowledge itself. The records' own questions are asked of indexes that do
 * not hold them (five parts, each left out once), so that the weights are fitted on questions nobody has indexed.
 *
 * - every question, with the person's city set: a local record's own, for national ones mostly some city;
 * - every title and alias put into a plain question, so that naming is learnt too;
 * - the same questions with their records taken away, and questions about other offices' matters: nothing is right.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildIndex, createEmbedder, type Knowledge, openIndex, toolsOf } from '../../src/compose.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';
import { squeeze } from '../../src/korean/normalise.js';
import { FEATURES } from '../../src/retrieval/features.js';
import { createRetriever } from '../../src/retrieval/retrieve.js';
import { NOTHING_FEATURES } from '../../src/retrieval/weights.js';
import { understand } from '../../src/understanding/understand.js';
import type { Sample } from './softmax.js';

export interface LabelledSample extends Sample {
  readonly kind: 'question' | 'named' | 'taken-away' | 'elsewhere';
  /** Records of one group are never split between fitting and testing. */
  readonly group: string;
  readonly isNational: boolean;
}

const PARTS = 5;
const ROWS_MAX = 40;
const CITIES = ['경기도 고양시', '경기도 광명시', '전라남도 광양시', '경기도 의정부시'];
const PLAIN_QUESTIONS = [
  (name: string) => `${name} 신청 방법 알려 주세요`,
  (name: string) => `${name}은 누가 받을 수 있나요?`,
  (name: string) => `${name} 얼마예요`,
  (name: string) => `저희 어머니가 ${name} 받으려면 뭐가 필요한가요`,
];
const WEIGHT = { question: 1, named: 0.5, 'taken-away': 0.05, elsewhere: 4 } as const;

export async function collectSamples(
  knowledge: Knowledge,
  elsewhere: readonly string[],
  folder: string,
): Promise<LabelledSample[]> {
  const samples: LabelledSample[] = [];
  const records = knowledge.folder.documents.map(({ document }) => document);
  for (let part = 0; part < PARTS; part += 1) {
    const isLeftOut = (question: string): boolean => hash(question) % PARTS === part;
    const documents = knowledge.folder.documents.map((entry) => ({
      ...entry,
      document: { ...entry.document, questions: entry.document.questions.filter((question) => !isLeftOut(question)) },
    }));
    const folders = { knowledge: folder, data: join(folder, `part-${part}`), knowledgeNamed: false };
    await buildIndex(folders, { ...knowledge, folder: { ...knowledge.folder, documents } }, new Date(0));
    const { index } = await openIndex(folders);
    const retriever = createRetriever(index, createEmbedder());
    const tools = toolsOf(index);

    const sampleOf = async (
      text: string,
      record: KnowledgeDocument | undefined,
      rightIds: ReadonlySet<string>,
      kind: LabelledSample['kind'],
    ): Promise<LabelledSample> => {
      const understanding = understand(text, [], placeFor(record, text), tools);
      const { candidates, nothing } = await retriever.retrieve(understanding, record?.audience ?? 'public');
      const kept = candidates
        .filter(({ document }) => kind !== 'taken-away' || !rightIds.has(document.id))
        .slice(0, ROWS_MAX);
      return {
        rows: kept.map(({ trace: { features } }) => FEATURES.map((feature) => features[feature])),
        right: kept.flatMap(({ document }, at) => (kind !== 'taken-away' && rightIds.has(document.id) ? [at] : [])),
        nothing: NOTHING_FEATURES.map((feature) => nothing[feature]),
        weight: WEIGHT[kind] * (record?.region === '전국' && kind === 'question' ? 2 : 1),
        kind,
        group: record?.id ?? text,
        isNational: record?.region === '전국',
      };
    };
    for (const record of records) {
      const own = new Set([record.id]);
      for (const question of record.questions.filter(isLeftOut)) {
        samples.push(await sampleOf(question, record, own, 'question'));
        samples.push(await sampleOf(question, record, own, 'taken-away'));
      }
      if (hash(record.id) % PARTS !== part) continue;
      for (const name of [record.title, ...record.aliases]) {
        const ask = PLAIN_QUESTIONS[hash(name) % PLAIN_QUESTIONS.length];
        if (ask && squeeze(name).length >= 3)
          samples.push(await sampleOf(ask(name), record, bearersOf(name, records), 'named'));
      }
    }
    for (const text of elsewhere.filter(isLeftOut))
      samples.push(await sampleOf(text, undefined, new Set(), 'elsewhere'));
    await rm(folders.data, { recursive: true, force: true });
  }
  return samples.filter(({ rows }) => rows.length > 0);
}

/** All records that bear a name are right answers to it. */
function bearersOf(name: string, records: readonly KnowledgeDocument[]): ReadonlySet<string> {
  const key = squeeze(name);
  const bears = ({ title, aliases }: KnowledgeDocument) => [title, ...aliases].some((own) => squeeze(own) === key);
  return new Set(records.filter(bears).map(({ id }) => id));
}

/** Seven of ten people who ask about national programmes have told their city too. */
function placeFor(record: KnowledgeDocument | undefined, text: string): string | undefined {
  if (record && record.region !== '전국') return record.region;
  return hash(text) % 10 < 7 ? CITIES[hash(`${text}.`) % CITIES.length] : undefined;
}

export function hash(text: string): number {
  let value = 7;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return value;
}
