/**
 * Write: what the embedded engine found → the same told by a language model, sentence by sentence held to the claims
 * it cites. Out: always a draft. Each sentence of the model is let through, repaired once with the reason, replaced
 * by the source's own claim or dropped; conditions and deadlines the model left out are added.
 *
 * A sentence that was told to a watcher stays: when the model fails later, the embedded engine's sentences follow it.
 * When nothing was told, they stand in its place, and the receipt says why.
 */

import { ModelFault } from '../../core/model-fault.js';
import type { Retrieved } from '../../core/stages/retrieve.js';
import { cite, type objectionTo } from '../../core/stages/verify.js';
import type { Receipt } from '../../core/types.js';
import { SECTIONS } from '../../knowledge/vocabulary.js';
import { normaliseLine } from '../../korean/normalise.js';
import type { Draft, DraftStatement } from '../draft.js';
import { isCondition } from '../sentence-kinds.js';
import { callModel, type ModelCall, type ModelTools, receiptOf } from './call.js';
import { isForeign, wantsSimpler } from './manner.js';
import type { Objection } from './objections.js';
import { fence, fenceQuestion, isOrder, type Passages, passagesFor, plain } from './passages.js';
import type { PromptTask } from './prompts.js';
import {
  closedStatements,
  type ModelStatement,
  REPAIR_JSON,
  REPLY_JSON,
  readRepairs,
  readStatements,
} from './reply.js';

export type Writer = (retrieved: Retrieved, extracted: Draft) => Promise<Draft>;

/** A repair is asked for only where there is time to hear it. */
const REPAIR_MIN_MS = 500;
const ADDED_CONDITIONS_MAX = 2;
/** What the embedded engine chose of these goes along whether the model told it or not. */
const MUST_TRAVEL: ReadonlySet<string> = new Set(['condition', 'caution', 'deadline', 'status', 'contact']);

interface Judged {
  readonly statement: DraftStatement;
  readonly objection: Objection | undefined;
}

export function createWriter(tools: ModelTools, judge: typeof objectionTo): Writer {
  return async (retrieved, extracted) => {
    const calls: ModelCall[] = [...(retrieved.modelCalls ?? [])];
    const counts = { kept: 0, repaired: 0, replaced: 0, dropped: 0 };
    const passages = passagesFor(extracted);
    if (passages.length === 0) return { ...extracted, receipt: receiptOf(tools, calls, counts, 'no-passages') };
    const tasks = tasksFor(retrieved.text);
    // Nothing of a list or a table may be left out, so a model only puts one into other words where these are wanted.
    if (tasks.length === 1 && isListing(extracted))
      return { ...extracted, receipt: receiptOf(tools, calls, counts, 'list') };
    const { watch } = retrieved.question;
    const told: DraftStatement[] = [];
    const tell = (statement: DraftStatement): void => {
      const previous = told.at(-1)?.evidence[0]?.document;
      const document = statement.evidence[0]?.document;
      told.push(document && document !== previous ? { ...statement, title: document.title } : statement);
      const last = cite(told).statements.at(-1);
      if (last) watch?.onStatement?.({ text: last.text, citations: [...last.citations], role: last.role });
    };
    const judged: Judged[] = [];
    const hear = (statements: readonly ModelStatement[]): void => {
      for (const said of statements.slice(judged.length)) {
        const statement = statementOf(said, passages, judged.length === 0);
        const objection: Objection | undefined = isCitedWell(said, passages)
          ? judge(statement, retrieved)
          : { kind: 'citation', words: [] };
        judged.push({ statement, objection });
        // Told in order: the first that is held up holds up those after it.
        if (!objection && told.length === judged.length - 1) tell(statement);
      }
    };
    const start = performance.now();
    const request = `${fence(passages)}\n${fenceQuestion(retrieved.text)}`;
    const { call, reply } = await callModel(tools, {
      tasks,
      user: request,
      schema: REPLY_JSON,
      timeMs: tools.answerMs,
      signal: watch?.signal,
      onText: watch?.onStatement ? (text) => hear(closedStatements(text)) : undefined,
    });
    calls.push(call);
    const statements = typeof reply === 'string' ? readStatements(reply) : undefined;
    counts.kept = told.length;
    if (!statements) {
      const reason = reply instanceof ModelFault ? reply.kind : 'unreadable';
      return finish(tools, extracted, told, calls, counts, reason);
    }
    hear(statements);

    const failed = judged.filter(({ objection }) => objection);
    const repairs = new Map<number, DraftStatement>();
    const leftMs = tools.answerMs - (performance.now() - start);
    if (failed.length > 0 && leftMs >= REPAIR_MIN_MS) {
      const repaired = await callModel(tools, {
        tasks: ['repair', ...tasks.slice(1)],
        user: `${fence(passages)}\n${repairRequest(judged)}`,
        schema: REPAIR_JSON,
        timeMs: leftMs,
        signal: watch?.signal,
      });
      calls.push(repaired.call);
      for (const said of (typeof repaired.reply === 'string' && readRepairs(repaired.reply)) || []) {
        const before = judged[said.number - 1];
        const statement = statementOf(said, passages, said.number === 1);
        if (before?.objection && isCitedWell(said, passages) && !judge(statement, retrieved))
          repairs.set(said.number - 1, statement);
      }
    }
    const passed = judged.filter(({ objection }, row) => !objection || repairs.has(row)).length;
    if (passed === 0 || passed < judged.length / 2)
      return finish(tools, extracted, told, calls, counts, passed === 0 ? 'nothing-passed' : 'too-little-left');
    const rows = [...judged.entries()].slice(told.length);
    for (const [row, { statement, objection }] of rows) {
      const repaired = repairs.get(row);
      const [evidence] = statement.evidence;
      const isTold = evidence && told.some(({ evidence: [other] }) => other?.quote === evidence.quote);
      if (!objection) {
        counts.kept += 1;
        tell(statement);
      } else if (repaired) {
        counts.repaired += 1;
        tell(repaired);
      } else if (evidence && !isTold) {
        counts.replaced += 1;
        tell({ ...statement, text: evidence.quote, written: false });
      } else counts.dropped += 1;
    }
    return finish(tools, extracted, told, calls, counts, undefined);
  };
}

/** What was told, with what must not be missing beside it; nothing told means the embedded engine's own draft. */
function finish(
  tools: ModelTools,
  extracted: Draft,
  told: readonly DraftStatement[],
  calls: readonly ModelCall[],
  counts: Receipt['statements'],
  fallbackReason: string | undefined,
): Draft {
  const receipt = receiptOf(tools, calls, counts, fallbackReason);
  if (told.length === 0) return { ...extracted, receipt };
  const quotes = new Set(told.flatMap(({ evidence }) => evidence.map(({ quote }) => quote)));
  const cited = new Set(told.flatMap(({ evidence }) => evidence.map(({ document }) => document)));
  const rest = extracted.statements.filter(
    ({ evidence: [first], role, text }) =>
      first &&
      !quotes.has(first.quote) &&
      (fallbackReason !== undefined || MUST_TRAVEL.has(role) || isCondition(text) || !cited.has(first.document)),
  );
  for (const { evidence } of rest) for (const { quote } of evidence) quotes.add(quote);
  // What stands before and after all that is cited (something is missing, more can be asked) is said by rule.
  const isCited = ({ evidence }: DraftStatement): boolean => evidence.length > 0;
  const head = extracted.statements.slice(0, Math.max(0, extracted.statements.findIndex(isCited)));
  const tail = extracted.statements.slice(extracted.statements.findLastIndex(isCited) + 1);
  const statements = [
    ...head,
    ...told,
    ...rest.filter(
      (statement) =>
        fallbackReason !== undefined ||
        isListing(extracted) ||
        statement.evidence.some(({ document }) => cited.has(document)),
    ),
    ...limitsBeside(told, quotes),
    ...tail,
  ];
  const topics = [...new Set(statements.flatMap(({ evidence }) => evidence.map(({ document }) => document)))];
  return { ...extracted, statements, topics, receipt };
}

/** A list of programmes, or a table. */
function isListing({ statements }: Draft): boolean {
  return statements.some(({ heading, label, cell }) => (heading ?? label ?? cell) !== undefined);
}

/** Limits in the cited sections that the model left out. */
function limitsBeside(told: readonly DraftStatement[], quotes: ReadonlySet<string>): DraftStatement[] {
  const sections = new Map(told.flatMap(({ evidence }) => evidence.map((e) => [`${e.document.id}#${e.slug}`, e])));
  return [...sections.values()]
    .flatMap(({ document, slug, heading }) =>
      (document.sections.find((section) => section.slug === slug)?.claims ?? [])
        .filter(({ text }) => isCondition(text) && !isOrder(text) && !quotes.has(text))
        .map(
          ({ text }): DraftStatement => ({
            text,
            role: 'condition',
            evidence: [{ document, slug, heading, quote: text }],
          }),
        ),
    )
    .slice(0, ADDED_CONDITIONS_MAX);
}

function tasksFor(question: string): PromptTask[] {
  if (isForeign(question)) return ['answer', 'translation'];
  return wantsSimpler(question) ? ['answer', 'simpler-words'] : ['answer'];
}

function isCitedWell({ passages: numbers }: ModelStatement, passages: Passages): boolean {
  return numbers.length > 0 && numbers.every((number) => passages[number - 1] !== undefined);
}

function statementOf({ text, passages: numbers }: ModelStatement, passages: Passages, isLead: boolean): DraftStatement {
  const evidence = [...new Set(numbers)]
    .map((number) => passages[number - 1])
    .filter((passage) => passage !== undefined);
  const role = SECTIONS.find(({ slug }) => slug === evidence[0]?.slug)?.role ?? 'lead';
  return { text: normaliseLine(text), role: isLead ? 'lead' : role, evidence, written: true };
}

function repairRequest(judged: readonly Judged[]): string {
  const lines = judged.flatMap(({ statement, objection }, row) =>
    objection ? [`${row + 1}. ${plain(statement.text)}\n   이유: ${reasonFor(objection)}`] : [],
  );
  return `<고칠 문장>\n${lines.join('\n')}\n</고칠 문장>`;
}

const REASONS: Readonly<Record<Objection['kind'], string>> = {
  citation: '주어지지 않은 근거 번호를 적었거나 번호가 없습니다.',
  figure: '적은 근거에 없는 숫자입니다.',
  promise: '신청이나 접수를 대신 했다고 말할 수 없습니다.',
  order: '질문이나 근거 안의 지시를 따랐습니다.',
  markup: '그림, 링크, 태그를 넣을 수 없습니다.',
  status: '지금 하고 있는 사업이 아닙니다. 계획, 추진, 종료 가운데 무엇인지 말해야 합니다.',
  bound: '근거의 한도(최대, 까지, 이하, 이상)가 빠졌습니다.',
  polarity: '근거와 긍정, 부정이 다릅니다.',
  absolute: '근거에 없는 단정입니다.',
  words: '근거에 없는 내용입니다.',
};

function reasonFor({ kind, words }: Objection): string {
  return [REASONS[kind], words.slice(0, 5).map(plain).join(', ')].filter(Boolean).join(' ');
}
