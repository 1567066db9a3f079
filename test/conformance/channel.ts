/**
 * What every channel must show of an Answer, whatever it looks like there: each statement, each source with title,
 * institution, date and link, each notice and next action, within the platform's limits and with nothing alive that
 * only was words.
 */
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/types.js';
import { visible } from '../../src/messaging/lines.js';
import { webAddress } from '../../src/messaging/sources.js';
import { fortyAnswers, type NamedAnswer } from '../fixtures/answers.js';

/** One message as a person sees it. */
export interface Shown {
  readonly text: string;
  /** Addresses a person can follow. */
  readonly links: readonly string[];
  /** Mentions and mark-up that the platform would bring to life out of the answer's words. */
  readonly alive: readonly string[];
  /** Limits of the platform that it breaks. */
  readonly faults: readonly string[];
}

const ANSWERS: readonly NamedAnswer[] = await fortyAnswers();
/** White space may move where text is split; nothing else may. */
const bare = (text: string) => visible(text).replace(/\s+/g, '');

export function behavesLikeChannel(name: string, show: (answer: Answer) => readonly Shown[]): void {
  describe(`${name} shows an answer`, () => {
    it('is fed at least forty answers with every outcome', () => {
      expect(ANSWERS.length).toBeGreaterThanOrEqual(40);
      expect(new Set(ANSWERS.map(({ answer }) => answer.outcome)).size).toBe(8);
    });

    it.each(ANSWERS)('whole: $name', ({ answer }) => {
      const messages = show(answer);
      const all = bare(messages.map(({ text }) => text).join('\n'));
      const links = messages.flatMap((message) => message.links);
      const missing: string[] = [];
      const wants = (what: string, text: string) => {
        if (!all.includes(bare(text))) missing.push(`${what}: ${text.slice(0, 80)}`);
      };
      for (const { text, citations } of answer.statements)
        wants('statement', `${text}${citations.map((n) => `[${n}]`).join('')}`);
      for (const { n, title, asOf, source } of answer.citations) {
        wants('marker', `[${n}]`);
        for (const part of [title, asOf, source.publisher, source.title, source.date]) wants('source', part);
        const url = webAddress(source.url);
        if (url && !links.includes(url)) missing.push(`link: ${url.slice(0, 80)}`);
      }
      for (const { text } of answer.notices) wants('notice', text);
      for (const { kind, label, value } of answer.nextActions) {
        wants('next action', label);
        if (kind === 'link' && !links.includes(webAddress(value) ?? '')) missing.push(`link: ${value}`);
      }
      expect(missing).toEqual([]);
    });

    it.each(ANSWERS.filter(({ answer }) => answer.worry))(
      'with the line of a worry before all else: $name',
      ({ answer }) => {
        const all = bare(
          show(answer)
            .map(({ text }) => text)
            .join('\n'),
        );
        const [worry = '', ...others] = answer.statements.map(({ text }) => all.indexOf(bare(text)));
        expect(worry).toBeGreaterThanOrEqual(0);
        expect(others.every((place) => place > Number(worry))).toBe(true);
        expect(answer.worry?.phones.every((phone) => all.includes(phone))).toBe(true);
      },
    );

    it.each(ANSWERS)('within the limits, every source whole: $name', ({ answer }) => {
      const messages = show(answer);
      expect(messages.flatMap(({ faults }) => faults)).toEqual([]);
      const torn = answer.citations.filter(({ title, source }) => {
        const line = bare(`${source.publisher}, ${source.title}, ${source.date}`);
        const url = webAddress(source.url);
        return !messages.some(
          ({ text, links }) =>
            bare(text).includes(bare(title)) && bare(text).includes(line) && (!url || links.includes(url)),
        );
      });
      expect(torn).toEqual([]);
    });

    it.each(ANSWERS)('with its words inert: $name', ({ answer }) => {
      const allowed = [
        ...answer.citations.map(({ source }) => webAddress(source.url)),
        ...answer.nextActions.map(({ value }) => webAddress(value)),
      ];
      const messages = show(answer);
      expect(messages.flatMap(({ alive }) => alive)).toEqual([]);
      expect(messages.flatMap(({ links }) => links).filter((link) => !allowed.includes(link))).toEqual([]);
      expect(messages.map(({ text }) => text).join('')).toBe(visible(messages.map(({ text }) => text).join('')));
    });
  });
}
