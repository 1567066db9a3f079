/**
 * Years: a question for the figures of a year → the table of that year, marked where it is not in force yet; or,
 * where no source holds that year, exactly that. Undefined where the year makes no difference.
 */

import type { Claim } from '../knowledge/schema.js';
import { yearAsked } from '../korean/years.js';
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import { cellFor } from './cells.js';
import { type ExtractTools, guidance, programmeLines } from './compose.js';
import { otherYearDraft } from './decline.js';
import type { Draft, DraftStatement } from './draft.js';
import { contactText, fill } from './wording.js';

const LINES_AFTER = 6;

export function standardsDraft(
  top: Candidate | undefined,
  understanding: Understanding,
  tools: ExtractTools,
): Draft | undefined {
  const { wording, standards, thisYear } = tools;
  const main = top?.document;
  const found = standards?.(understanding, main);
  if (found?.document && found.claim) {
    const { document, claim, more = [], year, isNextYear } = found;
    const evidence = (quote: string) => [{ document, slug: 'eligibility', heading: '지원 대상', quote }];
    const told = ({ text }: Claim): string => cellFor(text, understanding.query) ?? text;
    const lead: DraftStatement = {
      text: told(claim),
      role: 'lead',
      evidence: evidence(claim.text),
      title: document.title,
    };
    const others = more.map(
      (other): DraftStatement => ({ text: told(other), role: 'condition', evidence: evidence(other.text) }),
    );
    // Of the record only what is not of another year goes along: who is left out, where to apply, whom to ask.
    const isOfOtherYear = (text: string): boolean => /20\d{2}년/.test(text) && !text.includes(`${year}년`);
    const isMeant = understanding.named.length > 0 || understanding.carried[0] === main?.id;
    const named = main && isMeant ? main : undefined;
    const record = named
      ? programmeLines(named, [['eligibility']], understanding, tools, LINES_AFTER)
          .filter(({ text }) => !isOfOtherYear(text))
          .map((line): DraftStatement => ({ ...line, role: line.role === 'lead' ? 'eligibility' : line.role }))
      : [];
    const ask = guidance(fill(wording.askAt, { contact: contactText(wording.contact.national) }));
    return {
      outcome: 'answered',
      statements: [
        ...(isNextYear ? [guidance(wording.nextYear)] : []),
        lead,
        ...others,
        ...record.map((line, index) => (index === 0 ? { ...line, title: named?.title } : line)),
        ...(record.some(({ role }) => role === 'contact' || role === 'apply') ? [] : [ask]),
      ],
      topics: [document, ...(named ? [named] : [])],
    };
  }
  const asked = thisYear === undefined ? undefined : yearAsked(understanding.query, thisYear());
  const holds = main?.validFrom?.slice(0, 4);
  const asksFigure = understanding.focuses.some((focus) => focus === 'amount' || focus === 'eligibility');
  const isCertain = top?.isNamed === true || understanding.carried.length > 0;
  if (!main || asked === undefined || holds === undefined || !asksFigure || !isCertain || main.source.trust === 'press')
    return undefined;
  // "작년에 받았는데" tells of the person, not of the year whose figures are asked for.
  if (thisYear !== undefined && asked < thisYear() && !/20\d{2}/.test(understanding.query)) return undefined;
  const isUnknown = asked > Number(main.validUntil?.slice(0, 4) ?? holds) || asked < Number(holds);
  return isUnknown ? otherYearDraft(main, understanding, tools) : undefined;
}
