/**
 * Screen: a question as it came → its words in one form, with personal data masked.
 *
 * Stops with `crisis` before any retrieval, with `refused` for orders, with `greeting`, and with `clarify` where
 * there are no words to read or far too many.
 */
import { fill, type Wording } from '../../answering/wording.js';
import type { Hotlines } from '../../knowledge/support.js';
import { hasWords, normaliseLine } from '../../korean/normalise.js';
import { type Crisis, crisisIn } from '../../safety/crisis.js';
import { isInstruction } from '../../safety/injection.js';
import { maskPersonalData } from '../../safety/personal-data.js';
import type { Stopped } from '../pipeline.js';
import type { Asked } from '../ports.js';

export interface Screened {
  readonly question: Asked;
  /** Normalised and masked: what every later stage reads. */
  readonly text: string;
  readonly masked: readonly string[];
}

const QUESTION_CHARACTERS_MAX = 3_000;

const GREETING = /^(?:안녕|안뇽|하이|헬로|hello|hi|ㅎㅇ|반가|처음 뵙|여보세요)[가-힣a-z\s!~.?]{0,12}$/i;
const THANKS = /^(?:네|아|정말|너무|진짜|오)?[\s,]*(?:감사|고마|고맙|땡큐|thank|알겠|수고)[가-힣a-z\s!~.^]{0,16}$/i;
const ABOUT_ME =
  /^(?:너|넌|당신|이거|여기)?[은는이]?\s*(?:뭐\s*(?:할 수 있|하는 (?:거|곳|데))|누구|무엇을 할 수 있|뭘 할 수 있)[가-힣\s?]{0,12}$/;

export function screen(wording: Wording, hotlines: Hotlines | undefined) {
  return (question: Asked): Screened | Stopped => {
    const { text, kinds } = maskPersonalData(normaliseLine(question.text));
    // Before the limit of length: danger is told at the end of a long story too.
    const crisis = crisisIn(text);
    if (crisis) return crisisReply(crisis, wording, hotlines, kinds);
    if (text.length > QUESTION_CHARACTERS_MAX)
      return stop('clarify', fill(wording.tooLong, { max: String(QUESTION_CHARACTERS_MAX) }), kinds);
    if (!hasWords(text)) return { ...stop('clarify', wording.empty, kinds), choices: wording.choices };
    if (isInstruction(text)) return stop('refused', wording.refused, kinds);
    if (GREETING.test(text) || ABOUT_ME.test(text))
      return { ...stop('greeting', wording.greeting, kinds), choices: wording.choices };
    if (THANKS.test(text)) return stop('greeting', wording.thanks, kinds);
    return { question: { ...question, text }, text, masked: kinds };
  };
}

function crisisReply(
  crisis: Crisis,
  wording: Wording,
  hotlines: Hotlines | undefined,
  masked: readonly string[],
): Stopped {
  const urgent = crisis === 'livelihood' ? [] : [wording.crisis.immediate];
  const first = crisis === 'suicide' ? [wording.crisis.suicide, ...urgent] : [...urgent, wording.crisis[crisis]];
  const lines = (hotlines?.hotlines ?? []).filter((line) =>
    line.crisis?.some((kind) => kind === crisis || (crisis !== 'livelihood' && kind === 'emergency')),
  );
  const order = crisis === 'suicide' ? ['109', '119', '112'] : ['112', '1366', '1577-1389', '1644-8295', '129'];
  const rank = (phone: string): number => (order.includes(phone) ? order.indexOf(phone) : order.length);
  const calls = lines.map(({ name, phone }) => ({ name, phone })).sort((a, b) => rank(a.phone) - rank(b.phone));
  return { ...stop('crisis', [...first, wording.crisis.after].join('\n\n'), masked), calls };
}

function stop(outcome: Stopped['outcome'], text: string, masked: readonly string[]): Stopped {
  return { stopped: true, outcome, text, masked };
}
