/**
 * A case and its answer → a verdict: what was expected and did not come, and what any answer must keep whether
 * expected or not (figures carried by what is cited, conditions, region, plans, dates).
 */
import type { Answer } from '../core/types.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import type { QuestionCase } from './question-set.js';
import { isLimit, numbersWithout, shareOfWords, squeeze } from './reading.js';

export interface Library {
  readonly documents: ReadonlyMap<string, KnowledgeDocument>;
  /** A short or full name → the full name of a place. */
  placeOf(name: string): string | undefined;
  /** Telephone numbers and names that fixed sentences may use. */
  readonly contacts: string;
  /** Tables that are cited without being a record: id → the numbers they hold. */
  readonly tables: ReadonlyMap<string, string>;
  /** The year of asking, by which "작년" and "내년" are read. */
  readonly year: number;
}

export interface Share {
  readonly hits: number;
  readonly of: number;
}

export interface Verdict {
  /** Outcome, documents and words as any set of this form counts them. */
  readonly right: boolean;
  readonly why: readonly string[];
  readonly declined: boolean;
  /** An answer to one matter begins with a document that was wanted; undefined where no one matter was asked. */
  readonly leads: boolean | undefined;
  readonly citationsCarrying: Share;
  readonly statementsCarried: Share;
  readonly unsupported: Share;
  readonly conditions: Share;
  readonly limitsOfPassages: Share;
  /** undefined: it could not come up. */
  readonly wrongRegion: boolean | undefined;
  readonly planAsRunning: boolean | undefined;
  readonly dated: boolean | undefined;
}

const FITS: Readonly<Record<QuestionCase['outcome'], readonly Answer['outcome'][]>> = {
  answered: ['answered'],
  abstained: ['abstained', 'redirected', 'clarify'],
  clarify: ['clarify'],
  redirected: ['redirected', 'abstained'],
};
const DECLINED: readonly Answer['outcome'][] = ['abstained', 'redirected', 'clarify'];
const CARRIED_WORDS_MIN = 0.6;
const TOUCHED_WORDS_MIN = 0.3;

export function judge(question: QuestionCase, answer: Answer, library: Library): Verdict {
  const missed = whatMissed(question, answer, library);
  const figures = figuresOf(question, answer, library);
  const conditions = question.conditions.filter((ways) => stands(ways, answer.text));
  const shown = shownWith(answer);
  const wrongRegion = wrongRegions(question, answer, library);
  const planAsRunning = isPlanAsRunning(answer, library);
  const undated = question.dated.filter((ways) => !stands(ways, shown));
  const dated = isDated(answer);
  const lost = question.conditions.filter((ways) => !conditions.includes(ways));
  const forbidden = question.forbidden.filter((words) => stands(words, answer.text));
  return {
    right: missed.length === 0,
    why: [
      ...missed,
      ...lost.map((ways) => `조건 빠짐: ${[ways].flat().join('·')}`),
      ...forbidden.map((words) => `나오면 안 되는 말: ${words}`),
      ...undated.map((ways) => `날짜 빠짐: ${[ways].flat().join('·')}`),
      ...figures.why,
      ...(wrongRegion?.length ? [`다른 지역: ${wrongRegion.join(' ')}`] : []),
      ...(planAsRunning ? ['계획을 시행으로: 계획이라는 말이 없음'] : []),
      ...(dated === false ? ['기준 날짜 없음: 첫 출처의 해가 보이지 않음'] : []),
    ],
    declined: DECLINED.includes(answer.outcome),
    leads: leadsWithWanted(question, answer, library),
    ...carried(answer, library),
    unsupported: figures.share,
    conditions: { hits: conditions.length, of: question.conditions.length },
    limitsOfPassages: limitsTold(answer, library),
    wrongRegion: wrongRegion === undefined ? undefined : wrongRegion.length > 0,
    planAsRunning,
    dated: question.dated.length > 0 ? undated.length === 0 : dated,
  };
}

function whatMissed({ outcome, expect, expect_min, must }: QuestionCase, answer: Answer, library: Library): string[] {
  const why: string[] = [];
  if (!FITS[outcome].includes(answer.outcome)) why.push(`결과 ${answer.outcome}: 바란 것 ${outcome}`);
  const idOf = (id: string): string => library.documents.get(id)?.id ?? id;
  const cited = new Set(answer.citations.map(({ documentId }) => documentId));
  const hits = new Set(expect.map(idOf).filter((id) => cited.has(id))).size;
  if (outcome === 'answered' && hits < Math.min(expect_min ?? 1, expect.length))
    why.push(`다른 문서: ${[...cited].join(' ') || '없음'}, 바란 것 ${expect.join(' ')}`);
  for (const ways of must) if (!stands(ways, answer.text)) why.push(`빠진 말: ${[ways].flat().join('·')}`);
  return why;
}

function leadsWithWanted({ expect, expect_min, also_ok }: QuestionCase, answer: Answer, library: Library) {
  const [first] = answer.citations;
  if (answer.outcome !== 'answered' || !first || expect.length === 0 || expect_min !== undefined) return undefined;
  return [...expect, ...also_ok].some((id) => (library.documents.get(id)?.id ?? id) === first.documentId);
}

/** Does what is cited carry what is said: exact words of the record, every number, most words. */
function carried({ statements, citations }: Answer, library: Library) {
  const exact = new Map(citations.map((one) => [one.n, { ...one, genuine: isGenuine(one, library) }]));
  let pairs = 0;
  let carrying = 0;
  let claims = 0;
  let whole = 0;
  for (const { text, citations: numbers, role } of statements) {
    const sources = numbers.flatMap((n) => exact.get(n) ?? []);
    const texts = sources.map(({ title, quote }) => `${title}\n${quote}`);
    for (const [index, source] of sources.entries()) {
      pairs += 1;
      const least = sources.length === 1 ? CARRIED_WORDS_MIN : TOUCHED_WORDS_MIN;
      if (source.genuine && shareOfWords(text, texts[index] ?? '') >= least) carrying += 1;
    }
    if (role === 'guidance' && numbers.length === 0) continue;
    claims += 1;
    const all = texts.join('\n');
    if (
      sources.length > 0 &&
      sources.every(({ genuine }) => genuine) &&
      numbersWithout(text, texts).length === 0 &&
      shareOfWords(text, all) >= CARRIED_WORDS_MIN
    )
      whole += 1;
  }
  return { citationsCarrying: { hits: carrying, of: pairs }, statementsCarried: { hits: whole, of: claims } };
}

function isGenuine({ documentId, passageId, quote }: Answer['citations'][number], library: Library): boolean {
  const table = library.tables.get(documentId);
  if (table !== undefined) return numbersWithout(quote, [table]).length === 0;
  const document = library.documents.get(documentId);
  const section = document?.sections.find(({ slug }) => `${document.id}#${slug}` === passageId);
  const words = squeeze(quote);
  return section !== undefined && squeeze(section.claims.map(({ text }) => text).join('')).includes(words);
}

/** Numbers told that nothing carries: in a statement, what it cites; in the lines between, all that is cited. */
function figuresOf(
  { turns }: QuestionCase,
  { statements, citations, text, outcome }: Answer,
  { contacts, year }: Library,
) {
  const why: string[] = [];
  let withFigures = 0;
  const words = turns.join(' ');
  const asked = [
    words,
    /작년|지난해/.test(words) ? `${year - 1}년` : '',
    /내년|다음 해/.test(words) ? `${year + 1}년` : '',
  ];
  const all = citations.flatMap(({ title, quote, asOf, source }) => [title, quote, asOf, source.date]);
  for (const { text: said, citations: numbers, role } of statements) {
    if (!/\d/.test(said)) continue;
    withFigures += 1;
    const own = citations.filter(({ n }) => numbers.includes(n)).flatMap(({ title, quote }) => [title, quote]);
    const free = role === 'guidance' && numbers.length === 0 ? [...all, contacts, ...asked] : [];
    const lacking = numbersWithout(said, [...own, ...free]);
    if (lacking.length > 0) why.push(`근거 없는 수: ${lacking.join(', ')}`);
  }
  if (outcome === 'answered' || outcome === 'abstained' || outcome === 'redirected') {
    const between = text.replace(/\[\d+\]/g, ' ').replace(/^\s*\d+\.\s/gm, ' ');
    const lacking = numbersWithout(between, [...all, contacts, ...asked]);
    if (lacking.length > 0 && why.length === 0) why.push(`근거 없는 수: ${lacking.join(', ')}`);
  }
  return { why, share: { hits: why.length, of: Math.max(withFigures, why.length) } };
}

/** Of the limits standing in the passages that carry an answer, how many it tells. */
function limitsTold({ outcome, statements, citations }: Answer, library: Library): Share {
  if (outcome !== 'answered') return { hits: 0, of: 0 };
  const giving = new Set(
    statements.filter(({ role }) => role === 'lead' || role === 'benefit').flatMap(({ citations: numbers }) => numbers),
  );
  const passages = new Set(citations.filter(({ n }) => giving.has(n)).map(({ passageId }) => passageId));
  // A list of many programmes tells one line of each; its limits are told when one is asked for.
  if (new Set(citations.map(({ documentId }) => documentId)).size > 2) return { hits: 0, of: 0 };
  const limits = [...passages].flatMap((passageId) => {
    const [id = '', slug] = passageId.split('#');
    const section = library.documents.get(id)?.sections.find((one) => one.slug === slug);
    return (section?.claims ?? []).map(({ text }) => text).filter(isLimit);
  });
  const told = squeeze(citations.map(({ quote }) => quote).join('\n'));
  return { hits: limits.filter((limit) => told.includes(squeeze(limit))).length, of: limits.length };
}

/** Cited documents of places where the person does not live; undefined where no place is known. */
function wrongRegions(question: QuestionCase, { outcome, citations }: Answer, library: Library) {
  const told = question.place ?? question.region;
  const place = told ? library.placeOf(told) : undefined;
  if (place === undefined || outcome === 'redirected') return undefined;
  const allowed = new Set([...question.expect, ...question.also_ok].map((id) => library.documents.get(id)?.id ?? id));
  return citations
    .filter(({ region, documentId }) => region !== '전국' && !place.startsWith(region) && !allowed.has(documentId))
    .map(({ documentId }) => documentId);
}

/** A plan, or what an old paper says, must be recognisable as such. */
function isPlanAsRunning(answer: Answer, library: Library): boolean | undefined {
  const plans = answer.citations.filter(
    ({ status, documentId }) =>
      status === '계획' || status === '추진' || library.documents.get(documentId)?.status === '종료',
  );
  if (answer.outcome !== 'answered' || plans.length === 0) return undefined;
  return !/계획|추진|예정|기사|보도|당시|종료|끝났|끝난/.test(shownWith(answer));
}

/** The year of the first source is in sight. */
function isDated(answer: Answer): boolean | undefined {
  const [first] = answer.citations;
  if (answer.outcome !== 'answered' || !first) return undefined;
  const shown = shownWith(answer);
  return [first.asOf, first.source.date].some((date) => shown.includes(date.slice(0, 4)));
}

function shownWith({ text, notices }: Answer): string {
  return [text, ...notices.map((notice) => notice.text)].join('\n');
}

function stands(ways: string | readonly string[], text: string): boolean {
  const all = squeeze(text);
  return [ways].flat().some((way) => all.includes(squeeze(way)));
}
