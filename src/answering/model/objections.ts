/**
 * Objections: what a sentence written by a model may be refused for beyond its figures. By rule, so that no model
 * judges a model: each statement is held to the claims it cites and to nothing else.
 *
 * It compares words, not meaning: a sentence built of the claim's own words in another sense would pass.
 */
import { figuresOf } from '../../korean/figures.js';
import { inKoreanNotation } from '../../korean/foreign-figures.js';
import { squeeze } from '../../korean/normalise.js';
import { stemOf, wordsOf } from '../../korean/tokens.js';
import type { DraftStatement } from '../draft.js';
import { isForeign } from './manner.js';
import { isOrder } from './passages.js';

export const OBJECTIONS = [
  'citation', // a passage number that was not given, or none
  'figure',
  'promise',
  'order', // words of an instruction
  'markup', // pictures, links and tags
  'status', // a plan or an ended programme told as running
  'bound', // "up to" became "always"
  'polarity', // yes became no, or no yes
  'absolute', // "everyone", "free", "automatically" of the model's own
  'words', // too little of it stands in the source
] as const;

export interface Objection {
  readonly kind: (typeof OBJECTIONS)[number];
  /** What is objected to, where it can be named. */
  readonly words: readonly string[];
}

/** A statement tells of a programme; it does not talk to whoever gave an order. */
const TALK =
  /따르겠|분부|시키신|요청하신\s*대로|말씀하신\s*대로|지시(?:하신|대로|를|는)|알겠습니다|프롬프트|제가\s*받은|저는\s|as you (?:asked|wish)|my instructions/i;
const MARKUP = /!\[|\]\(|<[a-z/!]|https?:\/\/\S+\?/i;
const STATUS_TOLD =
  /계획|추진|예정|준비|종료|끝났|마감되|plan|will |ended|no longer|kế hoạch|dự kiến|计划|将|预计|予定/i;
const ABSOLUTES = [
  /누구나|모든\s*(?:사람|국민|시민|분)|상관\s*없이|관계\s*없이/,
  /무조건|반드시|항상|언제나|100%/,
  /무료|공짜/,
  /전액/,
  /절반/,
  /두\s*배|세\s*배/,
  /자동으로|자동\s*(?:지급|신청)/,
  /즉시|바로\s*(?:지급|입금)/,
  /평생|무제한|제한\s*없이/,
  /보장(?:됩|합)|확정/,
] as const;
const NEGATION = /않|없|못|아닙|아니|제외|불가|안\s*(?:됩|되|돼)|어렵|금지|말아|마세요|만\s*(?:받|신청|가능|해당)/;
/** Numbers in words, which the fact lock does not read. */
const NUMBER_WORDS =
  /(?<![\d가-힣])(?:[일이삼사오육칠팔구]?[십백천만억])+[일이삼사오육칠팔구십백천만억]*\s*(?:원|명|개월|년|세|살|퍼센트|프로|회|번|일)|(?:스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)[가-힣]{0,2}\s*(?:살|세|명)/g;
const UPPER =
  /최대|최고|한도|상한|까지|이내|이하|미만|안에|up to|at most|maximum|or less|under|within|below|tối đa|không quá|最多|最高|以下|以内|不超过/i;
const LOWER = /최소|이상|초과|부터|넘|at least|minimum|or more|or older|over|above|from|ít nhất|trở lên|至少|以上|起/i;
const BOUND_REACH = 8;

const FUNCTION_WORDS =
  /^(?:받[으을는습아고]|있[는습어으다을]|없[는습어으다]|[되돼됩합]|하[는며면여고시실]|해[야서주당]|입니|경우|또는|그리고|위해|따라|대해|통해|가능|필요|신청|지원|확인|알려|문의|먼저|또한|만약|이때|다만|우선|안내|드[려리립]|줍니|주[는며어시]|않|못[하해합]|아니|아닙|나와|나옵|누구|무엇|어디|언제|얼마|매달|매월|사람|어르신|본인|사는|살고|그래서|그러므로)/;
const HELD_SHARE = 0.5;

export function objectionToWritten({ text, evidence }: DraftStatement): Objection | undefined {
  const [first] = evidence;
  if (!first) return { kind: 'citation', words: [] };
  if (isOrder(text) || TALK.test(text)) return { kind: 'order', words: [] };
  if (MARKUP.test(text)) return { kind: 'markup', words: [] };
  const source = evidence.map(({ document, quote }) => `${document.title} ${quote}`).join('\n');
  if (evidence.some(({ document }) => document.status !== '시행') && !STATUS_TOLD.test(text))
    return { kind: 'status', words: [first.document.status] };
  const worded = (text.match(NUMBER_WORDS) ?? []).filter((words) => !squeeze(source).includes(squeeze(words)));
  if (worded.length > 0) return { kind: 'figure', words: worded };
  const unbounded = boundsLost(text, source);
  if (unbounded.length > 0) return { kind: 'bound', words: unbounded };
  return isForeign(text) ? objectionToForeign(text, source) : objectionToKorean(text, source, evidence);
}

function objectionToKorean(text: string, source: string, evidence: DraftStatement['evidence']): Objection | undefined {
  for (const pattern of ABSOLUTES) {
    const said = pattern.exec(text)?.[0];
    if (said && !pattern.test(source)) return { kind: 'absolute', words: [said] };
  }
  // Of several claims one may deny and another affirm; with one, the sentence does as the claim does.
  const [only] = evidence;
  if (evidence.length === 1 && only && NEGATION.test(text) !== NEGATION.test(only.quote))
    return { kind: 'polarity', words: [] };
  const unheld = unheldWords(text, source);
  return unheld ? { kind: 'words', words: unheld } : undefined;
}

/** In another language words cannot be compared: each sentence is tied to its source by a Korean term from it. */
function objectionToForeign(text: string, source: string): Objection | undefined {
  const terms = text.match(/\p{Script=Hangul}[\p{Script=Hangul}\s·]*/gu) ?? [];
  const known = squeeze(source);
  const foreign = terms.map((term) => term.trim()).filter((term) => term !== '' && !known.includes(squeeze(term)));
  return terms.length === 0 || foreign.length > 0 ? { kind: 'words', words: foreign } : undefined;
}

/** Words that carry matter and do not stand in the source, when they are the greater part. */
function unheldWords(text: string, source: string): string[] | undefined {
  const known = squeeze(source);
  const matter = wordsOf(text)
    .map(stemOf)
    .filter((word) => word.length >= 2 && !/^\d/.test(word) && !FUNCTION_WORDS.test(word));
  const unheld = matter.filter((word) => !known.includes(squeeze(word).slice(0, 2)));
  return unheld.length > matter.length * (1 - HELD_SHARE) ? unheld : undefined;
}

/** Figures that the source bounds ("최대 30만원") and the sentence does not. */
function boundsLost(text: string, source: string): string[] {
  const said = figuresOf(isForeign(text) ? inKoreanNotation(text) : text);
  return said
    .filter(({ value }) => {
      const places = figuresOf(source).filter((figure) => figure.value === value);
      const around = places.map((figure) => surroundings(source, figure.text));
      return [UPPER, LOWER].some(
        (bound) => around.length > 0 && around.every((words) => bound.test(words)) && !bound.test(text),
      );
    })
    .map((figure) => figure.text);
}

function surroundings(source: string, figure: string): string {
  const at = source.indexOf(figure);
  return at < 0
    ? ''
    : `${source.slice(Math.max(0, at - BOUND_REACH), at)} ${source.slice(at + figure.length, at + figure.length + BOUND_REACH)}`;
}
