/**
 * Traits: what every question asks of a document, as small numbers in rows. Some 250 documents are compared for a
 * question; read from the records themselves that took as long as searching the words.
 *
 * In: the documents of an index. Out: a number a document in each row. Words of a vocabulary are bits, so that whether
 * two sets share one is one operation; `wordBits` makes the same of what was asked.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { squeezedTitle } from '../knowledge/titles.js';
import { LIFE_STAGES, TARGET_GROUPS, THEMES } from '../knowledge/vocabulary.js';

export const TRAIT = { hasQuestions: 1, isLocal: 2, isRunning: 4, isPress: 8, isNotice: 16, isUploaded: 32 } as const;

/** A set of words of one vocabulary: the first 32 of them, and the others. */
export interface WordBits {
  readonly low: number;
  readonly high: number;
}

export interface Traits {
  readonly documents: readonly KnowledgeDocument[];
  /** Bits of `TRAIT`. */
  readonly flags: Uint8Array;
  readonly stages: BitRows;
  readonly groups: BitRows;
  readonly themes: BitRows;
  /** Place of its region in `regionNames`. */
  readonly regions: Uint32Array;
  readonly regionNames: readonly string[];
  /** Its title as names are compared. */
  readonly titleOf: (row: number) => string;
}

export interface BitRows {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

const WORD_BITS = 32;
const placesOf = (words: readonly string[]): ReadonlyMap<string, number> => {
  if (words.length > 2 * WORD_BITS) throw new RangeError('a vocabulary of more than 64 words');
  return new Map(words.map((word, place) => [word, place]));
};
const STAGE_PLACES = placesOf(LIFE_STAGES);
const GROUP_PLACES = placesOf(TARGET_GROUPS);
const THEME_PLACES = placesOf(THEMES);

function bitsOf(words: Iterable<string>, places: ReadonlyMap<string, number>): WordBits {
  let low = 0;
  let high = 0;
  for (const word of words) {
    const place = places.get(word);
    if (place === undefined) continue;
    if (place < WORD_BITS) low |= 1 << place;
    else high |= 1 << (place - WORD_BITS);
  }
  return { low, high };
}

export const stageBits = (words: Iterable<string>): WordBits => bitsOf(words, STAGE_PLACES);
export const groupBits = (words: Iterable<string>): WordBits => bitsOf(words, GROUP_PLACES);
export const themeBits = (words: Iterable<string>): WordBits => bitsOf(words, THEME_PLACES);

/** Some word of the document in that row was asked. */
export function sharesAny({ low, high }: BitRows, row: number, asked: WordBits): boolean {
  return (((low[row] as number) & asked.low) | ((high[row] as number) & asked.high)) !== 0;
}

/** Every word of the document in that row was asked. */
export function isWithin({ low, high }: BitRows, row: number, asked: WordBits): boolean {
  return (((low[row] as number) & ~asked.low) | ((high[row] as number) & ~asked.high)) === 0;
}

export function traitsOf(documents: readonly KnowledgeDocument[]): Traits {
  const regionPlaces = new Map<string, number>();
  const regions = Uint32Array.from(documents, ({ region }) => {
    const place = regionPlaces.get(region) ?? regionPlaces.size;
    regionPlaces.set(region, place);
    return place;
  });
  return {
    documents,
    flags: Uint8Array.from(documents, flagsOf),
    stages: rowsOf(documents, ({ lifeStages }) => stageBits(lifeStages)),
    groups: rowsOf(documents, ({ targetGroups }) => groupBits(targetGroups)),
    themes: rowsOf(documents, ({ themes }) => themeBits(themes)),
    regions,
    regionNames: [...regionPlaces.keys()],
    titleOf: titlesOf(documents),
  };
}

/** Squeezed when it is first asked for: not before the first question, and not for those nobody comes near. */
function titlesOf(documents: readonly KnowledgeDocument[]): (row: number) => string {
  const titles: (string | undefined)[] = new Array(documents.length);
  return (row) => {
    const document = documents[row];
    const title = titles[row] ?? (document ? squeezedTitle(document) : '');
    titles[row] = title;
    return title;
  };
}

function rowsOf(documents: readonly KnowledgeDocument[], of: (document: KnowledgeDocument) => WordBits): BitRows {
  const low = new Int32Array(documents.length);
  const high = new Int32Array(documents.length);
  documents.forEach((document, row) => {
    const bits = of(document);
    low[row] = bits.low;
    high[row] = bits.high;
  });
  return { low, high };
}

function flagsOf({ questions, region, status, source, kind }: KnowledgeDocument): number {
  return (
    (questions.length > 0 ? TRAIT.hasQuestions : 0) |
    (region === '전국' ? 0 : TRAIT.isLocal) |
    (status === '시행' ? TRAIT.isRunning : 0) |
    (source.trust === 'press' ? TRAIT.isPress : 0) |
    (kind === 'notice' ? TRAIT.isNotice : 0) |
    (source.trust === 'uploaded' ? TRAIT.isUploaded : 0)
  );
}
