/**
 * What the embedding is trained on, as programmes (passages with the questions they answer), plain law text and pairs
 * of phrases. Programmes fall into two folds by name, so that a table can be trained without those it is measured on.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { embeddedText, passagesOf } from '../../src/knowledge/passages.js';
import { readKnowledgeFolder } from '../../src/knowledge/reader.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';
import { readSupport } from '../../src/knowledge/support.js';
import { squeeze } from '../../src/korean/normalise.js';
import { hashOf } from '../../src/retrieval/ngrams.js';

export type Fold = 0 | 1;

export interface Programme {
  readonly id: string;
  readonly origin: 'benchmark' | 'knowledge';
  /** Undefined where its name stands in programmes of both folds: then it is in neither training half. */
  readonly fold: Fold | undefined;
  readonly names: readonly string[];
  /** As they are embedded in an index. */
  readonly passages: readonly string[];
  readonly questions: readonly { readonly text: string; readonly answer?: string | undefined }[];
}

/** Consecutive pieces of one page of law text. */
export type Page = readonly string[];

export interface Corpus {
  readonly pages: readonly Page[];
  readonly programmes: readonly Programme[];
  readonly phrases: readonly (readonly [string, string])[];
}

export interface Sources {
  /** Lines {"title","text"}. */
  readonly law: string;
  /** A folder with `documents/` and `questions-dev.jsonl`. */
  readonly benchmark: string;
  readonly knowledge: string;
}

export const benchmarkQuestion = z.object({
  id: z.string(),
  query: z.string(),
  documentId: z.string(),
  answer: z.string().optional(),
});
const lawPage = z.object({ title: z.string(), text: z.string() });
const PIECE_MIN = 250;
const PIECE_MAX = 400;
const NAME_MIN = 4;

export async function readCorpus({ law, benchmark, knowledge }: Sources): Promise<Corpus> {
  const [pages, programmes, phrases] = await Promise.all([
    readPages(law),
    readProgrammes(benchmark, knowledge),
    readPhrases(knowledge),
  ]);
  return { pages, programmes, phrases };
}

/** Those of the benchmark, then the records. */
export async function readProgrammes(benchmark: string, knowledge: string): Promise<Programme[]> {
  const foreign = await readBenchmark(benchmark);
  const foldsOf = foldsByName(foreign);
  const own = (await readKnowledgeFolder(knowledge)).documents;
  return [...foreign, ...own.map(({ document }) => ownProgramme(document, foldsOf))];
}

export async function readJsonLines<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

async function readPages(path: string): Promise<Page[]> {
  return (await readJsonLines(path, lawPage)).map(({ title, text }) =>
    piecesOf(text).map((piece) => `${title.split(' — ').at(-1) ?? title}\n${piece}`),
  );
}

/** Lines joined until they are long enough; very long lines are cut. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const line of text.split('\n')) {
    piece += `${line.slice(0, PIECE_MAX)}\n`;
    if (piece.length < PIECE_MIN) continue;
    pieces.push(piece.slice(0, PIECE_MAX));
    piece = '';
  }
  return pieces;
}

async function readBenchmark(folder: string): Promise<Programme[]> {
  const { documents } = await readKnowledgeFolder(join(folder, 'documents'));
  const questions = await readJsonLines(join(folder, 'questions-dev.jsonl'), benchmarkQuestion);
  return documents.map(({ document }) => ({
    id: document.id,
    origin: 'benchmark',
    fold: foldOf(document.title),
    names: [document.title],
    passages: passagesOf(document).map((passage) => embeddedText(document, passage)),
    questions: questions
      .filter(({ documentId }) => documentId.normalize('NFC') === document.id)
      .map(({ query, answer }) => ({ text: query, answer })),
  }));
}

export function foldOf(name: string): Fold {
  return (hashOf(squeeze(name)) >>> 7) % 2 === 0 ? 0 : 1;
}

/** A record that bears the name of a benchmark programme shares its fold: it would tell of what is measured. */
function foldsByName(programmes: readonly Programme[]): (name: string) => readonly Fold[] {
  const named = programmes.flatMap(({ names, fold }) => names.map((name) => ({ name: squeeze(name), fold })));
  return (name) => {
    const key = squeeze(name);
    if (key.length < NAME_MIN) return [];
    return named.flatMap((other) =>
      other.fold !== undefined && (other.name.includes(key) || key.includes(other.name)) ? [other.fold] : [],
    );
  };
}

function ownProgramme(document: KnowledgeDocument, foldsOf: (name: string) => readonly Fold[]): Programme {
  const names = [document.title, ...document.aliases];
  const folds = new Set(names.flatMap(foldsOf));
  const [only] = folds;
  return {
    id: document.id,
    origin: 'knowledge',
    fold: folds.size > 1 ? undefined : (only ?? foldOf(document.title)),
    names,
    passages: passagesOf(document).map((passage) => embeddedText(document, passage)),
    questions: document.questions.map((text) => ({ text })),
  };
}

/** Citizens' phrases beside official words: the glossary, and the pairs written for this training. */
async function readPhrases(knowledge: string): Promise<[string, string][]> {
  const { support } = await readSupport(knowledge);
  const glossary = support.glossary.flatMap(({ say, mean }) =>
    say.map((phrase): [string, string] => [phrase, mean.join(' ')]),
  );
  const written = (await readFile(new URL('./pairs.tsv', import.meta.url), 'utf8'))
    .split('\n')
    .map((line) => line.split('\t'))
    .flatMap(([said, meant]): [string, string][] => (said && meant ? [[said, meant]] : []));
  return [...glossary, ...written];
}
