/**
 * Proposed questions: documents that hold no questions of their own → the same with questions a language model
 * proposes, for the word index alone. They are marked as generated (`proposedQuestions`), kept apart from the editors'
 * own and never quoted.
 *
 * Kept in one file of the data folder by content, model and prompt, a line as soon as it is made, so that a run that
 * was cut goes on from there. A proposal with a figure the document lacks, with an order, or about nothing in the
 * document is left out.
 */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { unsupportedFigures } from '../answering/fact-lock.js';
import { callModel, type ModelTools } from '../answering/model/call.js';
import { isOrder, plain } from '../answering/model/passages.js';
import { QUESTIONS_JSON, readQuestions } from '../answering/model/reply.js';
import { ModelFault, type ModelFaultKind } from '../core/model-fault.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { normaliseLine, squeeze } from '../korean/normalise.js';
import { termsOf } from '../korean/tokens.js';
import { givesOrders } from '../safety/document-orders.js';
import { maskPersonalData } from '../safety/personal-data.js';
import { sha256 } from './files.js';

export interface Proposals {
  /** With the questions that fit their content, whenever they were made. */
  readonly documents: readonly KnowledgeDocument[];
  readonly made: number;
  readonly failed: number;
  /** Why the last one failed. */
  readonly fault: ModelFaultKind | undefined;
}

export interface ProposeOptions {
  /** Undefined: only what was made before is added. */
  readonly tools?: ModelTools | undefined;
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

const CALL_MS = 60_000;
/** Of a long document its beginning, where it says what it is about. */
const TEXT_CHARACTERS_MAX = 6_000;
const KEPT_MAX = 8;
/** Faults in a row after which the server is not asked again in this run. */
const FAULTS_MAX = 3;

const lineSchema = z.strictObject({
  key: z.string(),
  model: z.string(),
  questions: z.array(z.string()),
});

export async function withProposedQuestions(
  documents: readonly KnowledgeDocument[],
  file: string,
  { tools, onProgress }: ProposeOptions = {},
): Promise<Proposals> {
  const known = await readKnown(file);
  if (!tools && known.size === 0) return { documents, made: 0, failed: 0, fault: undefined };
  const lacking = documents.filter(({ questions }) => questions.length === 0);
  const missing = lacking.filter((document) => !known.has(keyOf(document)));
  let made = 0;
  let failed = 0;
  let inARow = 0;
  let fault: ModelFaultKind | undefined;
  for (const [row, document] of (tools ? missing : []).entries()) {
    if (!tools || inARow >= FAULTS_MAX) {
      failed += 1;
      continue;
    }
    const reply = await propose(tools, document);
    onProgress?.(row + 1, missing.length);
    if (reply instanceof ModelFault) {
      failed += 1;
      inARow += 1;
      fault = reply.kind;
      continue;
    }
    inARow = 0;
    made += 1;
    known.set(keyOf(document), reply);
    await mkdir(dirname(file), { recursive: true });
    // A line begins anew even after one that a crash tore.
    await appendFile(file, `\n${JSON.stringify({ key: keyOf(document), model: tools.model.id, questions: reply })}`);
  }
  return {
    documents: documents.map((document) => {
      const questions = document.questions.length === 0 ? (known.get(keyOf(document)) ?? []) : [];
      return questions.length === 0 ? document : { ...document, proposedQuestions: questions };
    }),
    made,
    failed,
    fault,
  };
}

async function propose(tools: ModelTools, document: KnowledgeDocument): Promise<readonly string[] | ModelFault> {
  const text = textOf(document);
  const { reply } = await callModel(tools, {
    tasks: ['document-questions'],
    user: `<근거>\n[1] ${plain(document.title)} · ${document.region}\n${text.slice(0, TEXT_CHARACTERS_MAX)}\n</근거>`,
    schema: QUESTIONS_JSON,
    timeMs: CALL_MS,
    signal: undefined,
  });
  if (typeof reply !== 'string') return reply;
  const questions = readQuestions(reply);
  if (!questions) return new ModelFault('unreadable');
  const words = new Set(termsOf(`${document.title} ${text}`));
  const seen = new Set<string>();
  return questions
    .map(normaliseLine)
    .filter((question) => {
      const isNew = !seen.has(squeeze(question));
      seen.add(squeeze(question));
      return isNew && isUsable(question, text) && termsOf(question).some((term) => words.has(term));
    })
    .slice(0, KEPT_MAX);
}

function isUsable(question: string, text: string): boolean {
  return (
    /\p{Script=Hangul}/u.test(question) &&
    !givesOrders(question) &&
    unsupportedFigures(question, [text]).length === 0 &&
    maskPersonalData(question).kinds.length === 0
  );
}

function textOf(document: KnowledgeDocument): string {
  return document.sections
    .flatMap(({ heading, claims }) => [heading, ...claims.map(({ text }) => text)])
    .map(plain)
    .filter((line) => line !== '' && !isOrder(line))
    .map((line) => maskPersonalData(line).text)
    .join('\n');
}

/** What a document says; the same words under another id need no other questions. */
function keyOf(document: KnowledgeDocument): string {
  return sha256(`${document.title}\n${textOf(document)}`);
}

/** A line torn by a crash is made again. */
async function readKnown(file: string): Promise<Map<string, readonly string[]>> {
  const known = new Map<string, readonly string[]>();
  const text = await readFile(file, 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    const parsed = lineSchema.safeParse(parsedJson(line));
    if (parsed.success) known.set(parsed.data.key, parsed.data.questions);
  }
  return known;
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
