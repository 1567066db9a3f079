/**
 * Conclude: verified statements, or a stop on the way → the Answer of the contract, with notices (what it rests on
 * and how old that is) and one thing to do next.
 */
import { randomUUID } from 'node:crypto';
import { isForeign } from '../../answering/model/manner.js';
import { contactsFor, fill, type Wording } from '../../answering/wording.js';
import { isBefore, type KnowledgeDocument } from '../../knowledge/schema.js';
import { koreanDate, readableDate, yearAsked } from '../../korean/years.js';
import { kindName } from '../../safety/personal-data.js';
import { languageOf } from '../../understanding/languages.js';
import { markdownOf } from '../markdown.js';
import type { Stopped } from '../pipeline.js';
import type { Clock } from '../ports.js';
import type { Answer, Citation, NextAction, Notice } from '../types.js';
import type { Verified } from './verify.js';

export interface ConcludeTools {
  readonly wording: Wording;
  readonly clock: Clock;
  readonly index: Answer['index'];
  /** Who helps in other languages. */
  readonly interpreter: { readonly name: string; readonly phone: string };
}

export type Concluded = Omit<Answer, 'timings' | 'conversationId'>;

export function concludeStopped(stopped: Stopped, { wording, index }: ConcludeTools): Concluded {
  return {
    id: answerId(),
    outcome: stopped.outcome,
    completeness: 'none',
    text: stopped.text,
    statements: [{ text: stopped.text, citations: [], role: 'guidance' }],
    citations: [],
    notices: [...maskedNotice(stopped.masked, wording), { kind: 'ai', text: wording.ai }],
    nextActions: orCall([...(stopped.calls ?? []).map(callAction), ...(stopped.choices ?? []).map(askAction)], wording),
    masked: [...stopped.masked],
    engine: 'fixed',
    index,
  };
}

export function conclude(tools: ConcludeTools) {
  return (verified: Verified): Concluded => {
    const { wording, clock, index } = tools;
    const today = koreanDate(clock());
    const { statements, citations, outcome, draft, masked } = verified;
    const cited = draft.topics.filter((document) => citations.some(({ documentId }) => documentId === document.id));
    // Of an answer every statement is cited; the lines that only lead over to a list stand in the text alone.
    const told =
      outcome === 'answered' ? statements.filter(({ citations: numbers }) => numbers.length > 0) : statements;
    const engine =
      citations.length === 0 ? 'fixed' : draft.statements.some(({ written }) => written) ? 'llm' : 'extractive';
    return {
      id: answerId(),
      outcome,
      completeness:
        outcome === 'answered' && draft.isPartial !== true ? 'complete' : citations.length > 0 ? 'partial' : 'none',
      text: markdownOf(statements),
      statements: told.map(({ text, citations: numbers, role }) => ({ text, citations: [...numbers], role })),
      citations: [...citations],
      notices: [
        ...(engine === 'llm' ? [] : koreanNotice(verified.question.text, tools)),
        ...dateNotices(cited, citations, wording, today),
        ...yearNotice(verified.text, cited[0], wording, Number(today.slice(0, 4))),
        ...maskedNotice(masked, wording),
        { kind: 'ai', text: wording.ai },
      ],
      nextActions: nextActions(verified, cited, wording),
      masked: [...masked],
      engine,
      index,
      ...(draft.receipt ? { receipt: draft.receipt } : {}),
    };
  };
}

/** Who asked in another language and is answered in Korean hears so in their own. */
function koreanNotice(question: string, { wording, interpreter: { name, phone } }: ConcludeTools): Notice[] {
  if (!isForeign(question)) return [];
  // A programme is often named in Korean in the midst of another language.
  const language = languageOf(question.replace(/\p{Script=Hangul}+/gu, ' ')) ?? 'en';
  return [{ kind: 'degraded', text: fill(wording.languages[language].korean, { line: `${name} ${phone}` }) }];
}

function dateNotices(
  cited: readonly KnowledgeDocument[],
  citations: readonly Citation[],
  wording: Wording,
  today: string,
): Notice[] {
  const notices: Notice[] = [];
  const main = cited[0];
  if (main && main.source.trust !== 'press') {
    const confirmed = main.source.trust !== 'staff' || main.audience === 'staff';
    notices.push({
      kind: 'as-of',
      text: fill(confirmed ? wording.asOf : wording.unconfirmed, { date: readableDate(main.asOf) }),
    });
  }
  // The sentence names a date and no programme: once is enough.
  const expired = new Set<string>();
  for (const document of cited) {
    const { title } = document;
    if (document.validUntil && isBefore(document.validUntil, today))
      expired.add(fill(wording.expired, { date: readableDate(document.validUntil) }));
    if (document.status === '계획' || document.status === '추진')
      notices.push({ kind: 'plan', text: fill(wording.plan, { title, date: readableDate(document.asOf) }) });
    else if (document.source.trust === 'press')
      notices.push({ kind: 'old-source', text: fill(wording.oldSource, { title, date: readableDate(document.asOf) }) });
    const own = citations.filter(({ documentId }) => documentId === document.id);
    const pressOnly = own.every(({ section }) => section === '지난 보도');
    if (pressOnly && document.earlierSource)
      notices.push({
        kind: 'old-source',
        text: fill(wording.oldSource, { title, date: readableDate(document.earlierSource.date) }),
      });
  }
  notices.push(...[...expired].map((text): Notice => ({ kind: 'as-of', text })));
  const regions = [...new Set(cited.map(({ region }) => region).filter((region) => region !== '전국'))];
  if (regions.length > 0)
    notices.push({ kind: 'other-region', text: fill(wording.otherRegion, { region: regions.join(', ') }) });
  return notices;
}

/** Figures of one year must not pass for another's: "내년 기준" answered from this year's table says so. */
function yearNotice(
  question: string,
  main: KnowledgeDocument | undefined,
  wording: Wording,
  thisYear: number,
): Notice[] {
  const asked = yearAsked(question, thisYear);
  const holds = main?.validFrom?.slice(0, 4);
  if (asked === undefined || holds === undefined || Number(holds) === asked || main?.source.trust === 'press')
    return [];
  return [{ kind: 'as-of', text: fill(wording.otherYear, { asked: String(asked), year: holds }) }];
}

function maskedNotice(kinds: readonly string[], wording: Wording): Notice[] {
  return kinds.length === 0
    ? []
    : [{ kind: 'masked', text: fill(wording.masked, { kinds: kinds.map(kindName).join(', ') }) }];
}

function nextActions(
  { draft, understanding, outcome }: Verified,
  cited: readonly KnowledgeDocument[],
  wording: Wording,
): NextAction[] {
  const main = cited[0];
  const asks: NextAction[] = (draft.choices ?? []).map(askAction);
  if (outcome === 'clarify') return orCall(asks, wording);
  const isList = asks.length > 0 && outcome === 'answered';
  const actions: NextAction[] = isList ? asks : [];
  for (const contact of contactsFor(main?.contacts ?? [], understanding.place?.city).slice(0, 2))
    actions.push(callAction(contact));
  if (!actions.some(({ kind }) => kind === 'call'))
    actions.push(
      callAction((main?.region === '전국' ? undefined : understanding.place?.contact) ?? wording.contact.national),
    );
  const link = main?.apply[0];
  if (link) actions.push({ kind: 'link', label: link.label, value: link.url });
  return isList ? actions : [...actions, ...asks];
}

/** No reply ends without something to do. */
function orCall(actions: readonly NextAction[], wording: Wording): NextAction[] {
  return actions.length > 0 ? [...actions] : [callAction(wording.contact.national)];
}

export function callAction({ name, phone }: { name: string; phone: string }): NextAction {
  return { kind: 'call', label: `${name} ${phone}`, value: `tel:${phone}` };
}

function askAction({ label, value }: { label: string; value: string }): NextAction {
  return { kind: 'ask', label, value };
}

/** `2026-09-15` → `2026년 9월 15일`; parts that the source does not give are not invented. */
function answerId(): string {
  return `ans_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
}
