/**
 * Screen: a question as it came → its words in one form, with personal data masked.
 *
 * Tells the watch of a worry. Stops with `crisis` before any retrieval, with `refused` for orders, with `greeting`, with `redirected` for other
 * languages, with `abstained` for what is outside its scope, and with `clarify` where there are no words to read, far
 * too many, or only anger.
 */
import { contactText, fill, type Wording } from '../../answering/wording.js';
import type { Hotlines } from '../../knowledge/support.js';
import { hasWords, normaliseLine } from '../../korean/normalise.js';
import { dangerIn } from '../../safety/crisis.js';
import { crisisReply, interpreterOf, worryOver } from '../../safety/crisis-reply.js';
import { isInstruction } from '../../safety/injection.js';
import { maskPersonalData } from '../../safety/personal-data.js';
import { type OutOfScope, outOfScope } from '../../safety/scope.js';
import { toneOf, withoutThreats } from '../../safety/tone.js';
import { type Language, languageOf, programmeAskedFor } from '../../understanding/languages.js';
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

/** What is read at all: a flood is cut in its middle, so that its end is still looked at for danger. */
const READ_CHARACTERS_MAX = 20_000;
/** Danger told this many turns ago still colours what is said now. */
const CRISIS_TURNS = 3;

/** With a language model other languages are passed on; `readsLanguages` says so. */
export function screen(wording: Wording, hotlines: Hotlines | undefined, readsLanguages = false) {
  return (question: Asked): Screened | Stopped => {
    const { text, kinds } = maskPersonalData(normaliseLine(bounded(question.text)));
    const language = languageOf(text);
    // Before the limit of length: danger is told at the end of a long story too.
    const toldBefore = question.history.slice(-CRISIS_TURNS).some(({ outcome }) => outcome === 'crisis');
    const danger = dangerIn(withoutThreats(text), toldBefore);
    if (danger?.level === 'crisis') return crisisReply(danger, wording, hotlines, kinds, language);
    if (danger) question.watch?.onWorry?.(worryOver(danger, wording, hotlines));
    if (text.length > QUESTION_CHARACTERS_MAX)
      return stop('clarify', fill(wording.tooLong, { max: String(QUESTION_CHARACTERS_MAX) }), kinds);
    if (isInstruction(text)) return stop('refused', wording.refused, kinds);
    if (!hasWords(text)) return { ...stop('clarify', wording.empty, kinds), choices: wording.choices };
    if (GREETING.test(text) || ABOUT_ME.test(text))
      return { ...stop('greeting', wording.greeting, kinds), choices: wording.choices };
    if (THANKS.test(text)) return stop('greeting', wording.thanks, kinds);
    if (language && !readsLanguages) return inOtherLanguage(language, text, wording, hotlines, kinds);
    const tone = toneOf(text);
    if ((tone.insult || tone.threat || tone.wantsPerson) && !asksSomething(tone.text))
      return calmReply(tone.threat ? wording.threat : wording.calm, wording, kinds);
    const outside = outOfScope(tone.text);
    if (outside) return outsideReply(outside, wording, kinds);
    return { question: { ...question, text: tone.text }, text: tone.text, masked: kinds };
  };
}

function bounded(text: string): string {
  const half = READ_CHARACTERS_MAX / 2;
  return text.length <= READ_CHARACTERS_MAX ? text : `${text.slice(0, half)} ${text.slice(-half)}`;
}

/** Something is left to answer once anger is taken out: a word of four letters or two words. */
function asksSomething(text: string): boolean {
  const words = text
    .replace(
      /사람(?:이랑|하고|과)?\s*(?:바꿔|통화하게\s*해\s*줘?|연결|불러)\S*|기계야|로봇아|챗봇아?|그냥|진짜|너|뭐\s*이래|나라|제도/g,
      ' ',
    )
    .match(/[가-힣a-z0-9]{2,}/gi);
  return (words ?? []).length >= 2 || (words ?? []).some((word) => word.length >= 4);
}

function inOtherLanguage(
  language: Language,
  text: string,
  wording: Wording,
  hotlines: Hotlines | undefined,
  masked: readonly string[],
): Stopped {
  const { name, phone } = interpreterOf(hotlines, wording);
  const term = programmeAskedFor(text);
  const lines = (hotlines?.hotlines ?? []).filter(({ crisis }) => crisis?.includes('interpreting') === true);
  return {
    ...stop('redirected', fill(wording.languages[language].help, { term, line: `${name} ${phone}` }), masked),
    calls: lines.length > 0 ? lines.map((line) => ({ name: line.name, phone: line.phone })) : [{ name, phone }],
    choices: [{ label: term, value: `${term} 알려 주세요` }],
  };
}

function calmReply(template: string, wording: Wording, masked: readonly string[]): Stopped {
  const { national } = wording.contact;
  return {
    ...stop('clarify', fill(template, { contact: contactText(national) }), masked),
    calls: [national],
    choices: wording.choices,
  };
}

function outsideReply(why: OutOfScope, wording: Wording, masked: readonly string[]): Stopped {
  const texts: Readonly<Record<OutOfScope, string>> = {
    'off-topic': wording.offTopic,
    opinion: wording.opinion,
    'other-person': wording.otherPerson,
    'own-record': wording.ownRecord,
  };
  const { national } = wording.contact;
  return { ...stop('abstained', fill(texts[why], { contact: contactText(national) }), masked), calls: [national] };
}

function stop(outcome: Stopped['outcome'], text: string, masked: readonly string[]): Stopped {
  return { stopped: true, outcome, text, masked };
}
