/**
 * Danger to life or safety, by rule and by ear over the normalised words, before any retrieval. In: a person's words
 * and whether the turns before told of danger. Out: how surely, and the kinds of danger, the gravest first; or nothing.
 *
 * A crisis replaces the answer. A worry stands before it: what only may be danger is answered as any question, and so
 * is who asks how to report it. Asking *about* a course or a benefit is a question like any other, and everyday
 * exaggeration ("배고파 죽겠네") is no danger. The signs stand in `crisis/`, one file for each group of kinds.
 */
import { childAbuse, disabilityAbuse, elderAbuse, schoolViolence } from './crisis/abuse.js';
import { type Ear, type Heard, shippedEar } from './crisis/ear.js';
import { FOREIGN, FOREIGN_ABOUT } from './crisis/foreign.js';
import { ABOUT, ASKING, DUTY, HAPPENING, REPORTED, REPORTING, withoutHarmless } from './crisis/harmless.js';
import { CRISES, type CrisisKind, type CrisisRule } from './crisis/kinds.js';
import { KINDS_TOLD_MAX } from './crisis/kinds-told.js';
import { oneSpelling } from './crisis/spellings.js';
import { suicide } from './crisis/suicide.js';
import { emergency, livelihood, mentalHealth, missing, pregnancy, youth } from './crisis/urgent.js';
import { sexualViolence, stalking, violence } from './crisis/violence.js';

export interface Danger {
  readonly level: 'crisis' | 'worry';
  /** The gravest first; never empty. */
  readonly kinds: readonly [CrisisKind, ...CrisisKind[]];
  /** Danger at this moment: 112 and 119 come before any other line. */
  readonly immediate: boolean;
  /** May be such danger: 112 and 119 are told beside the other lines. */
  readonly maybeAtOnce?: boolean;
  /** Told of somebody else: the reply speaks to the one who worries. */
  readonly ofAnother: boolean;
}

const RULES: readonly CrisisRule[] = [
  suicide,
  emergency,
  disabilityAbuse,
  elderAbuse,
  schoolViolence,
  childAbuse,
  sexualViolence,
  violence,
  stalking,
  youth,
  missing,
  pregnancy,
  mentalHealth,
  livelihood,
];

/** Who is hurt decides among these: one of them is enough, the first that fits. */
const ONE_OF: ReadonlySet<CrisisKind> = new Set([
  'disability-abuse',
  'elder-abuse',
  'school-violence',
  'child-abuse',
  'sexual-violence',
  'violence',
  'stalking',
]);

/** After danger was told, words that mean nothing alone tell that it goes on. */
const GOES_ON =
  /^(?:지금|이제|오늘|그냥|다|아직도?|또)?[^?]{0,20}(?:무서워|무섭|끝내|준비했|정리했|고마웠|잘\s*있어|안녕히|소용\s*없|필요\s*없|못\s*하겠|어떡해|어떻게\s*해요|하려고요|할\s*거예요)[^?]{0,12}$/;

const ANOTHER =
  /(?:친구|동생|형|누나|언니|오빠|아들|딸|엄마|아빠|어머니|아버지|남편|아내|이웃|옆집|앞집|위층|아래층|조카|손자|손녀|할머니|할아버지|동료|반\s*(?:아이|애)|아이|애)(?:가|이|도|는|은|께서)[^.?!]{0,40}(?:싶|죽|자살|자해|싫|사라|유서|유언|마지막)/;

/** A long text is read at both ends: danger is told at the end of a long story too, and a flood must cost nothing. */
const READ_CHARACTERS = 4_000;

export function dangerIn(text: string, toldBefore = false, ear: Ear = shippedEar()): Danger | undefined {
  const plain = withoutHarmless(oneSpelling(endsOf(text)));
  const signs = signsIn(plain);
  const byRule = dangerByRule(text, plain, signs, toldBefore);
  const heard = ear.hear(plain);
  const onDuty = DUTY.test(plain);
  if (byRule) return heard && byRule.level === 'crisis' && !isForeign(text) ? secondOpinion(byRule, heard) : byRule;
  const reported = reportIn(plain);
  if (reported && heard?.level !== 'crisis') return reported;
  if (heard && heard.level !== 'calm') {
    const { level } = heard;
    const { kinds, maybeAtOnce } = heard.told(kindsOf(signs));
    return {
      // Staff who ask what to do with somebody in danger see the number and the answer; so does who is in need and asks
      // for help, for whom the answer is the help.
      level: onDuty || (kinds[0] === 'livelihood' && ASKING.test(plain)) ? 'worry' : level,
      kinds,
      maybeAtOnce,
      immediate: kinds.slice(0, LIKELIEST).some((kind) => AT_ONCE.has(kind)),
      ofAnother: ANOTHER.test(plain),
    };
  }
  return heard?.unlike === false ? asideIn(plain, signs, heard) : undefined;
}

/** Signs of danger beside words of a question about something else: where the ear does not rule it out, a worry. */
function asideIn(plain: string, signs: readonly CrisisRule[], heard: Heard): Danger | undefined {
  if (signs.length === 0) return undefined;
  return { level: 'worry', ...heard.told(kindsOf(signs)), immediate: false, ofAnother: ANOTHER.test(plain) };
}

/** Who asks where to report what is named: its line first, then the answer. */
function reportIn(plain: string): Danger | undefined {
  const named = REPORTING.test(plain) && !DUTY.test(plain) && REPORTED.find(({ pattern }) => pattern.test(plain));
  return named ? { level: 'worry', kinds: [named.kind], immediate: false, ofAnother: false } : undefined;
}

/** Rules of which any sign stands in the words, told or only spoken about. `plain` in one spelling. */
export function signsIn(plain: string): readonly CrisisRule[] {
  return RULES.filter(({ signs }) => signs.some((sign) => sign.test(plain)));
}

/** Of each that excludes another the first, the gravest kind first. */
function kindsOf(rules: readonly CrisisRule[]): readonly CrisisKind[] {
  const first = rules.find(({ kind }) => ONE_OF.has(kind));
  return CRISES.filter((kind) => rules.some((rule) => rule.kind === kind && (!ONE_OF.has(kind) || rule === first)));
}

/**
 * What a rule said and the ear heard. A rule that the ear does not bear out is a worry: its number is shown and the
 * question answered. Which lines are told is weighed from both; the rule's own is among them.
 */
function secondOpinion(byRule: Danger, heard: Heard): Danger {
  const { kinds: told, maybeAtOnce } = heard.told(byRule.kinds);
  const [first, ...others] = told.some((kind) => byRule.kinds.includes(kind))
    ? told
    : ([...told.slice(0, KINDS_TOLD_MAX - 1), byRule.kinds[0]] as const);
  return {
    ...byRule,
    level: heard.bearsOut ? byRule.level : 'worry',
    kinds: [first ?? byRule.kinds[0], ...others],
    maybeAtOnce,
  };
}

/** Danger that is sure enough to replace the answer. */
export function crisisIn(text: string, toldBefore = false): Danger | undefined {
  return onlyCrisis(dangerIn(text, toldBefore));
}

/** By the rules alone, nobody else asked. */
export function crisisByRule(text: string, toldBefore = false): Danger | undefined {
  const plain = withoutHarmless(oneSpelling(endsOf(text)));
  return onlyCrisis(dangerByRule(text, plain, signsIn(plain), toldBefore));
}

const isForeign = (text: string): boolean => foreignIn(endsOf(text)).length > 0;
/** Without a letter of another language no pattern of one needs to be tried, and hardly a question has any. */
const FOREIGN_LETTER = /(?!\p{Script=Hangul})\p{L}/u;
const foreignIn = (read: string) =>
  FOREIGN_LETTER.test(read) ? FOREIGN.filter(({ pattern }) => pattern.test(read)) : [];

const onlyCrisis = (danger: Danger | undefined): Danger | undefined =>
  danger?.level === 'crisis' ? danger : undefined;

/** One of the two likeliest kinds must be such, not a third that only may be. */
const LIKELIEST = 2;
/** Heard without a rule: of these kinds 112 and 119 come first, for nobody knows how far it has gone. */
const AT_ONCE: ReadonlySet<CrisisKind> = new Set(['suicide', 'emergency', 'missing', 'child-abuse']);

function endsOf(text: string): string {
  return text.length > 2 * READ_CHARACTERS
    ? `${text.slice(0, READ_CHARACTERS)}\n${text.slice(-READ_CHARACTERS)}`
    : text;
}

function dangerByRule(
  text: string,
  plain: string,
  signs: readonly CrisisRule[],
  toldBefore: boolean,
): Danger | undefined {
  const read = endsOf(text);
  const foreign = foreignIn(read);
  if (foreign[0])
    return {
      level: FOREIGN_ABOUT.test(read) ? 'worry' : 'crisis',
      kinds: [foreign[0].kind],
      immediate: foreign.some(({ immediate }) => immediate === true),
      ofAnother: false,
    };
  const about = DUTY.test(plain) || (ABOUT.test(plain) && !HAPPENING.test(plain));
  const hits = about ? [] : signs.filter((rule) => isTold(rule, plain));
  const [gravest, ...others] = kindsOf(hits);
  if (gravest === undefined)
    return toldBefore && GOES_ON.test(plain)
      ? { level: 'crisis', kinds: ['suicide'], immediate: true, ofAnother: false }
      : undefined;
  return {
    level: REPORTING.test(plain) && !HAPPENING.test(plain) ? 'worry' : 'crisis',
    kinds: [gravest, ...others],
    immediate: hits.some(
      ({ kind, immediate }) => (kind === gravest || others.includes(kind)) && immediate?.test(plain) === true,
    ),
    ofAnother: ANOTHER.test(plain),
  };
}

/** A sign stands there; is it spoken of as what happens? */
function isTold({ unless, despite }: CrisisRule, text: string): boolean {
  return !unless?.test(text) || despite?.test(text) === true;
}
