/**
 * Samples for `sufficient.ts`: every question of a voice asked of the record that answers it, and of the same record
 * without the answer (the first sentence, those a caseworker would have said first, and what repeats them); questions
 * that no record answers, asked of the record that comes nearest. Lines whose first sentence stands in a section that
 * cannot carry the aspect teach nothing: either may be wrong.
 */
import { readFile } from 'node:fs/promises';
import { lackOf } from '../../src/answering/aspects.js';
import { leadsOf } from '../../src/answering/lead.js';
import { inOrder } from '../../src/answering/order.js';
import { rankedClaims } from '../../src/answering/ranked-claims.js';
import { sufficientSigns } from '../../src/answering/sufficient.js';
import { createEmbedder, type openIndex, shippedWording, toolsOf } from '../../src/compose.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';
import { figuresOf } from '../../src/korean/figures.js';
import { termsOf } from '../../src/korean/tokens.js';
import { createRetriever } from '../../src/retrieval/retrieve.js';
import type { Focus } from '../../src/understanding/focus.js';
import { type Understanding, understand } from '../../src/understanding/understand.js';
import { hearingOf } from '../asking/learn.js';
import { CARRYING } from '../voices/carrying.js';
import { OPEN_VOICES, readVoice } from '../voices/read.js';

type Index = Awaited<ReturnType<typeof openIndex>>['index'];

export interface AnswerSample {
  readonly values: readonly number[];
  readonly answers: boolean;
  readonly text: string;
}

/** Sentences that share so much of their words say the same. */
const SAME_SHARE = 0.7;
const NONE_ODDS_MIN = 0.02;
const CITIES = [undefined, '경기도 고양시', '경기도 광명시', '전라남도 광양시', '경기도 의정부시'];

export async function answerSamples(voice: string, index: Index): Promise<AnswerSample[]> {
  const tools = { wording: shippedWording(), weightOf: (term: string) => index.words.weightOf(term) };
  const others = OPEN_VOICES.filter((other) => other !== voice).flatMap(readVoice);
  const ears = { ...toolsOf(index), hear: hearingOf(others).hear };
  const documents = new Map(index.documents.map((document) => [document.id, document]));
  const byHand = await handLabels();
  const retriever = createRetriever(index, createEmbedder());
  const samples: AnswerSample[] = [];

  const look = (document: KnowledgeDocument, understanding: Understanding) => {
    const asked: readonly Focus[] = understanding.focuses.filter((focus) => focus !== 'list');
    const { aspects = [], query, topicWords } = understanding;
    const groups = aspects.length > 1 ? aspects : [asked];
    const ranked = (group: readonly Focus[]) => rankedClaims(document, group, understanding, tools);
    const claims = ranked(asked);
    const [lead] = leadsOf(document, groups, claims, understanding, ranked);
    if (!lead || lackOf(document, asked, topicWords, query)) return undefined;
    const values = sufficientSigns(document, { lead, claims }, asked, understanding, tools.weightOf);
    return values && { lead, values };
  };

  for (const [at, { recordId, aspect, text }] of readVoice(voice).entries()) {
    const document = documents.get(recordId);
    if (!document) {
      const understanding = understand(text, [], CITIES[at % CITIES.length], ears);
      const { candidates } = await retriever.retrieve(understanding, 'public');
      const [best] = inOrder(candidates, understanding);
      if (!best || best.isNamed || best.odds < NONE_ODDS_MIN) continue;
      const nearest = look(best.document, understanding);
      if (nearest) samples.push({ values: nearest.values, answers: false, text });
      continue;
    }
    const understanding = understand(text, [], document.region === '전국' ? undefined : document.region, ears);
    const whole = look(document, understanding);
    if (!whole) continue;
    const { lead } = whole;
    const said = byHand.get(`${recordId}\t${text}`);
    const isRight = said ? said.includes(lead.claim.id) : CARRYING[aspect].includes(lead.slug);
    if (!isRight) continue;
    samples.push({ values: whole.values, answers: true, text });
    const less = look(without(document, new Set([lead.claim.id, ...(said ?? [])]), lead.slug, aspect), understanding);
    if (less) samples.push({ values: less.values, answers: false, text });
  }
  return samples;
}

/** These aspects are answered by any sentence of their section. */
const WHOLE_SECTIONS: readonly string[] = ['documents', 'apply', 'contact'];

function without(
  document: KnowledgeDocument,
  answers: ReadonlySet<string>,
  slug: string,
  aspect: string,
): KnowledgeDocument {
  const texts = document.sections
    .flatMap(({ claims }) => claims)
    .filter(({ id }) => answers.has(id))
    .map(({ text }) => text);
  const figures = new Set(texts.flatMap(valuesIn));
  const words = new Set(texts.flatMap(termsOf));
  const repeats = (text: string): boolean => {
    const own = termsOf(text);
    const shared = own.filter((term) => words.has(term)).length;
    return valuesIn(text).some((value) => figures.has(value)) || shared > own.length * SAME_SHARE;
  };
  const sections = document.sections
    .map((section) => ({
      ...section,
      claims: section.claims.filter(
        ({ id, text }) =>
          !answers.has(id) && !repeats(text) && !(WHOLE_SECTIONS.includes(aspect) && section.slug === slug),
      ),
    }))
    .filter(({ claims }) => claims.length > 0);
  return { ...document, sections };
}

const valuesIn = (text: string): string[] =>
  figuresOf(text).flatMap(({ kind, value }) => (kind === 'phone' ? [] : [value]));

/** Record and question → the claims that a caseworker would say first. */
async function handLabels(): Promise<ReadonlyMap<string, readonly string[]>> {
  const path = new URL('../leading/first-sentences.tsv', import.meta.url);
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const [, recordId = '', claims = '', text = ''] = line.split('\t');
      return [`${recordId}\t${text}`, claims.split(',').map((claim) => `${recordId}#${claim}`)];
    }),
  );
}
