/**
 * Samples for the ranking weights, asked of indexes that do not hold them:
 *
 * - the voices (`tools/voices`), each of an index that knows the other hands' questions;
 * - the records' own questions, in five parts, each of an index without that part;
 * - every title and alias put into a plain question, so that naming is learnt too;
 * - what no record answers: the voices' `none` lines, and questions about other offices' matters.
 *
 * A local record is asked about with its city set, a national one mostly with some city.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildIndex, createEmbedder, type Knowledge, openIndex, toolsOf } from '../../src/compose.js';
import { type AskedQuestions, askedWithout, NOBODYS } from '../../src/knowledge/asked.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';
import { squeeze } from '../../src/korean/normalise.js';
import { FEATURES } from '../../src/retrieval/features.js';
import { createRetriever } from '../../src/retrieval/retrieve.js';
import { NOTHING_FEATURES } from '../../src/retrieval/weights.js';
import { understand } from '../../src/understanding/understand.js';
import { readVoice, VOICES } from '../voices/read.js';
import type { Sample } from './softmax.js';

export interface LabelledSample extends Sample {
  readonly kind: 'voice' | 'question' | 'named' | 'none' | 'elsewhere';
  /** Whose words they are. */
  readonly source: string;
  readonly isNational: boolean;
  readonly place: string | undefined;
  readonly text: string;
  readonly ids: readonly string[];
  /** What speaks for nothing here fitting. */
  readonly nothing: readonly number[];
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
/** People ask about national programmes more often than about one city's. */
const NATIONAL_WEIGHT = 2;

type SampleOf = (
  asked: Pick<LabelledSample, 'kind' | 'source' | 'text'>,
  record: KnowledgeDocument | undefined,
  rightIds: ReadonlySet<string>,
) => Promise<LabelledSample>;

export async function collectSamples(
  knowledge: Knowledge,
  elsewhere: readonly string[],
  folder: string,
): Promise<LabelledSample[]> {
  const samples: LabelledSample[] = [];
  const records = knowledge.folder.documents.map(({ document }) => document);
  const asked = knowledge.support.asked ?? {};
  for (const voice of VOICES) {
    const lines = readVoice(voice);
    const others = askedWithout(
      asked,
      lines.map(({ text }) => text),
    );
    await withIndex(knowledge, records, others, join(folder, voice), async (sampleOf) => {
      for (const { recordId, text } of lines) {
        const record = records.find(({ id, mergedFrom }) => id === recordId || mergedFrom?.includes(recordId));
        const kind = recordId === NOBODYS ? 'none' : 'voice';
        if (record || kind === 'none')
          samples.push(await sampleOf({ kind, source: voice, text }, record, new Set(record ? [record.id] : [])));
      }
    });
  }
  for (let part = 0; part < PARTS; part += 1) {
    const isLeftOut = (question: string): boolean => hash(question) % PARTS === part;
    const kept = records.map((record) => ({
      ...record,
      questions: record.questions.filter((question) => !isLeftOut(question)),
    }));
    await withIndex(knowledge, kept, asked, join(folder, `part-${part}`), async (sampleOf) => {
      for (const record of records) {
        for (const text of record.questions.filter(isLeftOut))
          samples.push(await sampleOf({ kind: 'question', source: 'records', text }, record, new Set([record.id])));
        if (hash(record.id) % PARTS !== part) continue;
        for (const name of [record.title, ...record.aliases]) {
          const ask = PLAIN_QUESTIONS[hash(name) % PLAIN_QUESTIONS.length];
          if (!ask || squeeze(name).length < 3) continue;
          const text = ask(name);
          samples.push(await sampleOf({ kind: 'named', source: 'names', text }, record, bearersOf(name, records)));
        }
      }
      for (const text of elsewhere.filter(isLeftOut))
        samples.push(await sampleOf({ kind: 'elsewhere', source: 'elsewhere', text }, undefined, new Set()));
    });
  }
  return samples.filter(({ rows }) => rows.length > 0);
}

/** Builds an index, and gives what asks it for samples. */
async function withIndex(
  knowledge: Knowledge,
  records: readonly KnowledgeDocument[],
  asked: AskedQuestions,
  data: string,
  use: (sampleOf: SampleOf) => Promise<void>,
): Promise<void> {
  const folders = { knowledge: data, data, knowledgeNamed: false };
  const documents = records.map((document) => ({ document, file: `${document.id}.md`, line: 1 }));
  const changed = {
    ...knowledge,
    folder: { ...knowledge.folder, documents },
    support: { ...knowledge.support, asked },
  };
  await buildIndex(folders, changed, new Date(0));
  const { index } = await openIndex(folders);
  const retriever = createRetriever(index, createEmbedder());
  const tools = toolsOf(index);
  await use(async ({ kind, source, text }, record, rightIds) => {
    const place = placeFor(record, text);
    const understanding = understand(text, [], place, tools);
    const { candidates, nothing } = await retriever.retrieve(understanding, record?.audience ?? 'public');
    const kept = candidates.filter(({ document }, at) => at < ROWS_MAX || rightIds.has(document.id));
    const isNational = record?.region === '전국';
    return {
      rows: kept.map(({ trace: { features } }) => Float64Array.from(FEATURES, (feature) => features[feature])),
      ids: kept.map(({ document }) => document.id),
      right: kept.flatMap(({ document }, at) => (rightIds.has(document.id) ? [at] : [])),
      nothing: NOTHING_FEATURES.map((feature) => nothing[feature]),
      weight: isNational ? NATIONAL_WEIGHT : 1,
      kind,
      source,
      isNational,
      place,
      text,
    };
  });
  await rm(data, { recursive: true, force: true });
}

/** All records that bear a name are right answers to it. */
function bearersOf(name: string, records: readonly KnowledgeDocument[]): ReadonlySet<string> {
  const key = squeeze(name);
  const bears = ({ title, aliases }: KnowledgeDocument) => [title, ...aliases].some((own) => squeeze(own) === key);
  return new Set(records.filter(bears).map(({ id }) => id));
}

/** Seven of ten people who ask about national programmes, or about nothing we know, have told their city too. */
function placeFor(record: KnowledgeDocument | undefined, text: string): string | undefined {
  if (record && record.region !== '전국') return record.region;
  return hash(text) % 10 < 7 ? CITIES[hash(`${text}.`) % CITIES.length] : undefined;
}

export function hash(text: string): number {
  let value = 7;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return value;
}
