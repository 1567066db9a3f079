/** The fixed sentences people read: `prompts/replies.yaml` behind one schema, with Korean particles put right. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { CRISES, type CrisisKind } from '../safety/crisis/kinds.js';
import { LANGUAGES, type Language } from '../understanding/languages.js';
import { lastSound, withParticle } from './particles.js';

const contact = z.strictObject({ name: z.string(), phone: z.string() });
const text = z.string().min(1);
const choice = z.strictObject({ label: text, value: text });
const plainWords = z.string().regex(/^\D+$/, '쉬운 말에는 숫자를 적지 않습니다');

const wordingSchema = z.strictObject({
  ai: text,
  asOf: text,
  unconfirmed: text,
  otherYear: text,
  expired: text,
  plan: text,
  oldSource: text,
  masked: text,
  withoutMemory: text,
  otherRegion: text,
  empty: text,
  tooLong: text,
  greeting: text,
  thanks: text,
  noted: text,
  clarify: text,
  refused: text,
  notFound: text,
  meantPerhaps: text,
  notHere: text,
  missing: text,
  missingAspect: text,
  togetherUnknown: text,
  otherCity: text,
  listLead: text,
  listAskPlace: text,
  listMoreLead: text,
  listNext: text,
  nationwide: text,
  givings: z.strictObject({
    cash: text,
    voucher: text,
    medical: text,
    care: text,
    housing: text,
    discount: text,
    saving: text,
    work: text,
    other: text,
  }),
  nothingMore: text,
  compareLead: text,
  rows: z.strictObject({ who: text, what: text, how: text, ask: text }),
  stillUnclear: text,
  clarifyPlace: text,
  choicePlace: text,
  choiceMore: choice,
  choiceDetail: choice,
  nationalToo: text,
  yearUnknown: text,
  nextYear: text,
  disagree: text,
  /** Two documents differ: both by name, each with its date. */
  disagreeDates: text,
  /** Said first where the person believes an amount that the record does not tell. */
  premise: text,
  /** Said first where the one age limit of the record leaves out the age that was told. */
  ageMissed: text,
  notInTable: text,
  askAt: text,
  /** Words of offices → plain ones. No digit may stand in either: easy words change no fact. */
  easyWords: z.array(z.strictObject({ hard: plainWords, easy: plainWords })).min(1),
  alsoSee: text,
  failed: text,
  closed: text,
  contact: z.strictObject({ national: contact }),
  choices: z.array(choice).min(1),
  offTopic: text,
  opinion: text,
  otherPerson: text,
  ownRecord: text,
  calm: text,
  threat: text,
  crisis: z.strictObject({
    immediate: text,
    maybe: text,
    'suicide-other': text,
    after: text,
    others: text,
    ...(Object.fromEntries(CRISES.map((kind) => [kind, text])) as Record<CrisisKind, typeof text>),
  }),
  /** Each kind of danger in a word or two, beside its number. */
  matter: z.strictObject(Object.fromEntries(CRISES.map((kind) => [kind, text])) as Record<CrisisKind, typeof text>),
  /** One sentence before the answer to what may be asked in danger. */
  worry: z.strictObject(Object.fromEntries(CRISES.map((kind) => [kind, text])) as Record<CrisisKind, typeof text>),
  /** For people who write in another language: a short answer, and what is said in danger. */
  languages: z.strictObject(
    Object.fromEntries(
      LANGUAGES.map((language) => [language, z.strictObject({ help: text, korean: text, danger: text, crisis: text })]),
    ) as Record<
      Language,
      z.ZodObject<{ help: typeof text; korean: typeof text; danger: typeof text; crisis: typeof text }>
    >,
  ),
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

/** Numbers of the person's own place first; those of other places are left out. */
export function contactsFor<C extends { readonly name: string }>(contacts: readonly C[], city?: string): readonly C[] {
  const isOfPlace = ({ name }: C): boolean => /^\S+[시군구]$/.test(name);
  const own = contacts.filter(({ name }) => name === city);
  return [...own, ...contacts.filter((contact) => !isOfPlace(contact))];
}

export function contactText({ name, phone }: { readonly name: string; readonly phone: string }): string {
  return `${name}(☎ ${phone})`;
}

export function settleParticles(sentence: string): string {
  return sentence.replace(/(은\(는\)|이\(가\)|을\(를\)|과\(와\))/gu, (pair: string, _group: string, at: number) => {
    const [particle = ''] = pair.split('(');
    const before = sentence.slice(0, at);
    return lastSound(before) === undefined ? pair : withParticle(before, particle).slice(before.length);
  });
}
