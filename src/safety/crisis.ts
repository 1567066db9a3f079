/**
 * Crisis: signs of danger to life or safety, by rule over the normalised words, before any retrieval. In: a person's
 * words and whether the turns before told of danger. Out: the kinds of danger, the gravest first, or nothing.
 *
 * Asking *about* a hotline, a course or a benefit is a question like any other, and everyday exaggeration
 * ("배고파 죽겠네") is no danger. The signs stand in `crisis/`, one file for each group of kinds.
 */
import { childAbuse, disabilityAbuse, elderAbuse, schoolViolence } from './crisis/abuse.js';
import { shippedEar } from './crisis/ear.js';
import { FOREIGN } from './crisis/foreign.js';
import { ABOUT, DUTY, HAPPENING, withoutHarmless } from './crisis/harmless.js';
import { CRISES, type CrisisKind, type CrisisRule } from './crisis/kinds.js';
import { oneSpelling } from './crisis/spellings.js';
import { suicide } from './crisis/suicide.js';
import { emergency, livelihood, mentalHealth, missing, pregnancy, youth } from './crisis/urgent.js';
import { sexualViolence, stalking, violence } from './crisis/violence.js';

export interface Crisis {
  /** The gravest first; never empty. */
  readonly kinds: readonly [CrisisKind, ...CrisisKind[]];
  /** Danger at this moment: 112 and 119 come before any other line. */
  readonly immediate: boolean;
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

export function crisisIn(text: string, toldBefore = false): Crisis | undefined {
  const byRule = crisisByRule(text, toldBefore);
  if (byRule) return byRule;
  const plain = withoutHarmless(oneSpelling(endsOf(text)));
  const kinds = DUTY.test(plain) ? undefined : shippedEar().hear(plain);
  return kinds && { kinds, immediate: kinds.some((kind) => AT_ONCE.has(kind)), ofAnother: ANOTHER.test(plain) };
}

/** Heard without a rule: of these kinds 112 and 119 come first, for nobody knows how far it has gone. */
const AT_ONCE: ReadonlySet<CrisisKind> = new Set(['suicide', 'emergency', 'missing', 'child-abuse']);

function endsOf(text: string): string {
  return text.length > 2 * READ_CHARACTERS
    ? `${text.slice(0, READ_CHARACTERS)}\n${text.slice(-READ_CHARACTERS)}`
    : text;
}

/** By the rules alone. */
export function crisisByRule(text: string, toldBefore = false): Crisis | undefined {
  const read = endsOf(text);
  const foreign = FOREIGN.filter(({ pattern }) => pattern.test(read));
  if (foreign[0])
    return {
      kinds: [foreign[0].kind],
      immediate: foreign.some(({ immediate }) => immediate === true),
      ofAnother: false,
    };
  const plain = withoutHarmless(oneSpelling(read));
  const about = DUTY.test(plain) || (ABOUT.test(plain) && !HAPPENING.test(plain));
  const hits = about ? [] : RULES.filter((rule) => isTold(rule, plain));
  const first = hits.find(({ kind }) => ONE_OF.has(kind));
  const kept = hits.filter((rule) => !ONE_OF.has(rule.kind) || rule === first);
  const [gravest, ...others] = CRISES.filter((kind) => kept.some((rule) => rule.kind === kind));
  if (gravest === undefined)
    return toldBefore && GOES_ON.test(plain) ? { kinds: ['suicide'], immediate: true, ofAnother: false } : undefined;
  return {
    kinds: [gravest, ...others],
    immediate: kept.some(({ immediate }) => immediate?.test(plain) === true),
    ofAnother: ANOTHER.test(plain),
  };
}

function isTold({ signs, unless, despite }: CrisisRule, text: string): boolean {
  if (!signs.some((sign) => sign.test(text))) return false;
  return !unless?.test(text) || despite?.test(text) === true;
}
