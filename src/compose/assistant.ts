/**
 * From an opened index to an assistant: what understands, searches and answers, put together once for a version. Also
 * what answers without one: a closed channel, and a person in danger before there is an index.
 */
import { join } from 'node:path';
import { createOffices } from '../answering/offices.js';
import { createStandards } from '../answering/standards.js';
import { shippedSufficient } from '../answering/sufficient.js';
import { readWording, type Wording } from '../answering/wording.js';
import { type Config, ConfigError } from '../config.js';
import { createClosedEngine } from '../core/closed-engine.js';
import { createEngine } from '../core/engine.js';
import { ModelFault } from '../core/model-fault.js';
import { isStopped } from '../core/pipeline.js';
import type { AnswerEngine, Tracer } from '../core/ports.js';
import { screen } from '../core/stages/screen.js';
import type { OpenIndex } from '../indexing/store.js';
import { readSupport } from '../knowledge/support.js';
import { stemOf, termsOf } from '../korean/tokens.js';
import { koreanYear } from '../korean/years.js';
import { createLog } from '../operations/log.js';
import { PACKAGE_FOLDER } from '../package-folder.js';
import type { Searchable } from '../retrieval/rank.js';
import { createRetriever, type Retriever } from '../retrieval/retrieve.js';
import type { Ranking } from '../retrieval/weights.js';
import { createGlossary } from '../understanding/glossary.js';
import { shippedHearing } from '../understanding/hearing.js';
import { createNameFinder } from '../understanding/names.js';
import { createGazetteer, type Gazetteer } from '../understanding/regions.js';
import { createRepairer } from '../understanding/repair.js';
import { createSpacer } from '../understanding/spacing.js';
import type { UnderstandTools } from '../understanding/understand.js';
import { createEmbedder, modelTools, queryEmbedder } from './models.js';

export interface Assistant {
  readonly engine: AnswerEngine;
  readonly retriever: Retriever;
  readonly tools: UnderstandTools;
  readonly gazetteer: Gazetteer;
}

export function assemble(
  index: OpenIndex,
  config: Config,
  ranking?: Ranking,
  /** Where nearest vectors are searched, if not in the index itself. */
  vectors?: Searchable['vectors'],
): Assistant {
  const log = createLog(config.logLevel);
  const tools = toolsOf(index);
  const clock = () => config.now ?? new Date();
  const embedder = config.embedding ? queryEmbedder(config.embedding) : createEmbedder();
  const retriever = createRetriever(index, embedder, {
    ranking,
    clock,
    vectors,
    server: config.embedding && {
      weight: config.embedding.weight,
      onFault: (error) =>
        log.warn(
          { embedder: embedder.id, fault: error instanceof ModelFault ? error.kind : 'broken' },
          'searched by words alone',
        ),
    },
  });
  const engine = createEngine({
    understandTools: tools,
    retriever,
    extractTools: {
      wording: shippedWording(),
      weightOf: (term) => index.words.weightOf(term),
      offices: createOffices(index.support.hotlines),
      sufficient: shippedSufficient(),
      standards: createStandards(index.support.incomeStandards, clock),
      thisYear: () => koreanYear(clock()),
    },
    hotlines: index.support.hotlines,
    model: modelTools(config),
    index: { version: index.manifest.version, builtAt: index.manifest.builtAt },
    clock,
    log,
    tracer: processTracer,
  });
  return { engine, retriever, tools, gazetteer: tools.gazetteer };
}

/** One follows the work of the whole process, whichever version of the index is live. */
let processTracer: Tracer | undefined;
export function traceWith(tracer: Tracer): void {
  processTracer = tracer;
}

/** What answers on a channel that people have stopped. */
export function closedEngineOf(index: OpenIndex, config: Config): AnswerEngine {
  const engine =
    CLOSED_ENGINES.get(index) ??
    createClosedEngine({
      wording: shippedWording(),
      hotlines: index.support.hotlines,
      index: { version: index.manifest.version, builtAt: index.manifest.builtAt },
      clock: () => config.now ?? new Date(),
    });
  CLOSED_ENGINES.set(index, engine);
  return engine;
}
/** Made once for a version: a stopped channel may be asked a great deal. */
const CLOSED_ENGINES = new WeakMap<OpenIndex, AnswerEngine>();

export function toolsOf(index: OpenIndex): UnderstandTools {
  return {
    gazetteer: createGazetteer(index.support.regions),
    glossary: createGlossary(index.support.glossary),
    names: createNameFinder(index.documents),
    repair: createRepairer({
      names: index.documents.flatMap((document) => (document.untitled ? [] : [document.title, ...document.aliases])),
      words: index.support.glossary.flatMap(({ say, mean }) => [...say, ...mean]),
      isKnown: (word) => isKnownTo(index, word),
    }),
    hear: shippedHearing().hear,
    space: createSpacer((stem) => index.cards.weightOf(`=${stem}`)),
  };
}

/** A word is known when a record holds it, or each of its pairs of syllables: an unusual ending is no typing error. */
function isKnownTo({ cards, words }: OpenIndex, word: string): boolean {
  const holds = (term: string): boolean => words.weightOf(term) > 0 || cards.weightOf(term) > 0;
  const terms = termsOf(stemOf(word));
  const [whole] = terms;
  if (whole === undefined || terms.some((term) => term.startsWith('=') && holds(term))) return true;
  const pairs = terms.filter((term) => !term.startsWith('='));
  return /^[가-힣]+$/.test(word) && pairs.every(holds);
}

export function shippedWording(): Wording {
  const path = join(PACKAGE_FOLDER, 'prompts', 'replies.yaml');
  try {
    return readWording(path);
  } catch (cause) {
    throw new ConfigError(
      `정해진 답변 문구를 읽을 수 없습니다: ${path}\n  → 빠진 항목이나 들여쓰기를 고치거나 원래 파일로 되돌리세요.`,
      { cause },
    );
  }
}

/** What a person in danger is told when there is no index to answer from; undefined when the words tell of none. */
export async function crisisReplyTo(text: string): Promise<string | undefined> {
  const { support } = await readSupport(join(PACKAGE_FOLDER, 'knowledge'));
  const wording = readWording(join(PACKAGE_FOLDER, 'prompts', 'replies.yaml'));
  const screened = screen(
    wording,
    support.hotlines,
  )({ text, conversationId: 'cli:ask', audience: 'public', history: [] });
  if (!isStopped(screened) || screened.outcome !== 'crisis') return undefined;
  return [screened.text, ...(screened.calls ?? []).map(({ name, phone }) => `→ ${name} ${phone}`)].join('\n');
}
