/**
 * From documents to what is searched and cited: a passage per section, and a card per document.
 *
 * Title, region and section are indexed with every passage; `questions` and `aliases` are indexed on the card and
 * never quoted.
 */
import type { WeightedField } from '../core/ports.js';
import type { KnowledgeDocument, Section } from './schema.js';

/** A section of a document: the smallest thing that is retrieved and cited. Its claims are what is quoted. */
export interface Passage extends Section {
  /** `<documentId>#<slug>`. */
  readonly id: string;
  readonly documentId: string;
}

/** Weights of fields, set by hand on the development questions and Welfare-QA; what a machine proposed counts as text. */
const CARD = { title: 2, aliases: 2, questions: 1.2, proposed: 0.6, region: 1, body: 0.6 } as const;
const PASSAGE = { title: 1, heading: 1, body: 1 } as const;

export function passagesOf(document: KnowledgeDocument): Passage[] {
  return document.sections.map((section) => passageOf(document, section));
}

export function passageOf({ id }: KnowledgeDocument, section: Section): Passage {
  return { ...section, id: `${id}#${section.slug}`, documentId: id };
}

function passageText(passage: Passage): string {
  return passage.claims.map((claim) => claim.text).join('\n');
}

export function passageFields(document: KnowledgeDocument, passage: Passage): WeightedField[] {
  return [
    { text: document.untitled ? '' : document.title, weight: PASSAGE.title },
    {
      text: passage.heading === document.title ? '' : (passage.path?.join(' ') ?? passage.heading),
      weight: PASSAGE.heading,
    },
    { text: passageText(passage), weight: PASSAGE.body },
  ];
}

export function cardFields(document: KnowledgeDocument): WeightedField[] {
  return [
    { text: document.untitled ? '' : document.title, weight: CARD.title },
    { text: document.aliases.join('\n'), weight: CARD.aliases },
    { text: document.questions.join('\n'), weight: CARD.questions },
    { text: (document.proposedQuestions ?? []).join('\n'), weight: CARD.proposed },
    { text: document.region === '전국' ? '' : document.region, weight: CARD.region },
    {
      text: document.sections.flatMap((section) => section.claims.map((claim) => claim.text)).join('\n'),
      weight: CARD.body,
    },
  ];
}

/** What people ask of a document, in the editors' words and in those of whoever wrote questions down. */
export function askedFields({ questions }: KnowledgeDocument, asked: readonly string[]): WeightedField[] {
  return [{ text: [...questions, ...asked].join('\n'), weight: 1 }];
}

/** What the embedder reads for a passage: a short text with its name, as a question would name it. */
export function embeddedText(document: KnowledgeDocument, passage: Passage): string {
  const name = document.untitled ? '' : `${document.title} ${passage.path?.join(' ') ?? passage.heading} `;
  return `${name}${passageText(passage)}`;
}
