/** The fixed sentences people read: `prompts/replies.yaml` behind one schema, with Korean particles put right. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const contact = z.strictObject({ name: z.string(), phone: z.string() });
const text = z.string().min(1);

const wordingSchema = z.strictObject({
  ai: text,
  asOf: text,
  unconfirmed: text,
  otherYear: text,
  expired: text,
  plan: text,
  oldSource: text,
  masked: text,
  otherRegion: text,
  empty: text,
  tooLong: text,
  greeting: text,
  thanks: text,
  noted: text,
  clarify: text,
  refused: text,
  notFound: text,
  notHere: text,
  missing: text,
  missingAspect: text,
  otherCity: text,
  listLead: text,
  listAskPlace: text,
  alsoSee: text,
  failed: text,
  contact: z.strictObject({ national: contact }),
  choices: z.array(z.strictObject({ label: text, value: text })).min(1),
  crisis: z.strictObject({
    suicide: text,
    immediate: text,
    violence: text,
    'child-abuse': text,
    'elder-abuse': text,
    'disability-abuse': text,
    livelihood: text,
    after: text,
  }),
});
export type Wording = z.infer<typeof wordingSchema>;

export function readWording(path: string | URL): Wording {
  return wordingSchema.parse(parse(readFileSync(path, 'utf8')));
}

/** Fills `{name}` and settles `은(는)`, `이(가)`, `을(를)`, `와(과)` by the syllable before them. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  const filled = template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return settleParticles(filled);
}

export function contactText({ name, phone }: { readonly name: string; readonly phone: string }): string {
  return `${name}(☎ ${phone})`;
}

export function settleParticles(sentence: string): string {
  return sentence.replace(
    /([가-힣0-9A-Za-z])([’'”")\]]*)(은\(는\)|이\(가\)|을\(를\)|과\(와\))/gu,
    (_whole, last: string, closing: string, pair: string) => {
      const [withFinal = '', without = ''] = pair.replace(')', '').split('(');
      return `${last}${closing}${endsInConsonant(last) ? withFinal : without}`;
    },
  );
}

function endsInConsonant(character: string): boolean {
  const code = character.charCodeAt(0) - 0xac00;
  if (code >= 0 && code < 11_172) return code % 28 !== 0;
  // Digits as they are read aloud: 영 일 이 삼 사 오 육 칠 팔 구.
  return /[013678lmnrLMNR]/.test(character);
}
