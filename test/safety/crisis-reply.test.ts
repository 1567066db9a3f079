import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readWording } from '../../src/answering/wording.js';
import { isStopped } from '../../src/core/pipeline.js';
import { screen } from '../../src/core/stages/screen.js';
import type { Turn } from '../../src/core/types.js';
import type { Hotlines } from '../../src/knowledge/support.js';
import { CRISES } from '../../src/safety/crisis/kinds.js';
import { crisisReply, worryOver } from '../../src/safety/crisis-reply.js';

const WORDING = readWording(new URL('../../prompts/replies.yaml', import.meta.url));
const HOTLINES: Hotlines = parse(readFileSync(new URL('../../knowledge/hotlines.yaml', import.meta.url), 'utf8'));

function reply(
  text: string,
  history: readonly Turn[] = [],
  { hotlines }: { hotlines?: Hotlines } = { hotlines: HOTLINES },
) {
  const screened = screen(WORDING, hotlines)({ text, conversationId: 'test:1', audience: 'public', history });
  if (!isStopped(screened)) throw new Error(`went on: ${text}`);
  return screened;
}
const numbersOf = (text: string): readonly string[] => text.match(/\d{3,4}-\d{4}|\b1\d{2,3}\b/g) ?? [];

describe('the reply to danger', () => {
  it.each([
    ['남편이 지금 칼을 들고 있어요', '112'],
    ['집에 불이 났어요', '112'],
    ['수면제를 한꺼번에 다 삼켰어요', '112'],
    ['죽고 싶어요', '109'],
    ['사흘째 굶고 있어요', '129'],
  ])('to "%s" names %s first', (text, number) => {
    expect(numbersOf(reply(text).text)[0]).toBe(number);
  });

  it.each([
    ['남편이 지금 칼을 들고 있어요', '1366'],
    ['며느리가 밥을 안 주고 때려요', '1577-1389'],
    ['지적장애 동생을 시설에서 때려요', '1644-8295'],
    ['환청이 들리고 누가 날 죽이려고 쫓아와요', '1577-0199'],
    ['친구들한테 매일 맞고 돈도 뺏겨요 학교 가기 싫어요', '117'],
  ])('to "%s" holds the line %s and offers it to call', (text, number) => {
    const { text: said, calls } = reply(text);
    expect(numbersOf(said)).toContain(number);
    expect(calls?.map(({ phone }) => phone)).toContain(number);
  });

  it('speaks to the one who worries about another', () => {
    expect(reply('친구가 죽고 싶대요').text).toContain('곁에');
  });

  it('holds no number that the hotline file does not hold', () => {
    const known = new Set(HOTLINES.hotlines.map(({ phone }) => phone));
    for (const kind of CRISES)
      for (const language of [undefined, 'en', 'vi', 'ja'] as const) {
        const { text } = crisisReply(
          { level: 'crisis', kinds: [kind], immediate: true, ofAnother: false },
          WORDING,
          HOTLINES,
          [],
          language,
        );
        expect(numbersOf(text).filter((number) => !known.has(number))).toEqual([]);
      }
  });

  it('still names 112, 119 and a line when the hotline file is missing', () => {
    const { text } = reply('남편이 지금 때려요', [], {});
    expect(numbersOf(text)).toEqual(expect.arrayContaining(['112', '119', '129']));
  });

  it.each(CRISES)('of kind %s blames nobody, tells no method and leaves the door open', (kind) => {
    const { text } = crisisReply(
      { level: 'crisis', kinds: [kind], immediate: false, ofAnother: false },
      WORDING,
      HOTLINES,
      [],
    );
    expect(text).not.toMatch(/극단적|자살하|목을|약을|뛰어|왜 |탓|그만하|도와드릴 수 없/);
    expect(text).toContain('이어서 말씀해 주세요');
    expect(text).toMatch(/믿을 만한|곁에/);
  });

  /** What a phone shows before anyone scrolls. */
  const FIRST_SCREEN_CHARACTERS = 200;
  const TRIPLES = CRISES.flatMap((first) =>
    CRISES.flatMap((second) =>
      CRISES.filter((third) => new Set([first, second, third]).size === 3).map(
        (third) => [first, second, third] as const,
      ),
    ),
  );
  const lineOf = (kind: (typeof CRISES)[number]) =>
    worryOver({ level: 'worry', kinds: [kind], immediate: false, ofAnother: false }, WORDING, HOTLINES).calls[0]?.phone;

  it.each([true, false])(
    'before an answer names every line of three kinds on the first screen (112 too: %s)',
    (maybeAtOnce) => {
      for (const kinds of TRIPLES) {
        const danger = { level: 'worry', kinds, immediate: false, maybeAtOnce, ofAnother: false } as const;
        const { text, calls } = worryOver(danger, WORDING, HOTLINES);
        const expected = new Set([...kinds.map(lineOf), ...(maybeAtOnce ? ['112', '119'] : [])]);
        expect(new Set(calls.map(({ phone }) => phone))).toEqual(expected);
        expect(calls[0]?.phone).toBe(lineOf(kinds[0]));
        expect(numbersOf(text.slice(0, FIRST_SCREEN_CHARACTERS)), text).toEqual(expect.arrayContaining([...expected]));
      }
    },
  );

  it.each([true, false])('names its lines and 112 on the first screen (at once: %s)', (immediate) => {
    for (const kinds of TRIPLES) {
      const { text } = crisisReply({ level: 'crisis', kinds, immediate, ofAnother: false }, WORDING, HOTLINES, []);
      const shown = new Set(numbersOf(text.slice(0, FIRST_SCREEN_CHARACTERS)));
      for (const kind of kinds) expect(shown, text).toContain(lineOf(kind));
      if (immediate || kinds[0] !== 'livelihood') expect(shown, text).toContain('112');
    }
  });

  it('comes in the language that was written', () => {
    expect(reply('I want to kill myself').text).toContain('109');
    expect(reply('I want to kill myself').text).toContain('not alone');
    expect(reply('Tôi muốn chết').text).toContain('1577-1366');
  });

  const TOLD: Turn = { question: '', outcome: 'crisis', topics: [] };
  it('does not end the conversation: a question about welfare goes on', () => {
    const screened = screen(
      WORDING,
      HOTLINES,
    )({
      text: '기초연금은 얼마예요?',
      conversationId: 'test:1',
      audience: 'public',
      history: [TOLD],
    });
    expect(isStopped(screened)).toBe(false);
  });

  it('hears that danger goes on in words that mean little alone', () => {
    expect(reply('그냥 오늘 하려고요', [TOLD]).outcome).toBe('crisis');
  });
});
