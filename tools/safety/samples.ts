/**
 * What the ear is trained on: the safety sets, `training-*.jsonl` in the same form, `danger.txt`, `plain.txt`, the questions of the records and of the
 * evaluation sets, the voices → texts in one spelling, each with where it is from and whether it tells of danger.
 *
 * A plain question in which a rule has any sign is left out: nobody has read whether it is right. So are voices that
 * ask for a record about danger, and `neighbours.tsv`, which is kept for measuring.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { loadKnowledge, PACKAGE_FOLDER } from '../../src/compose.js';
import { safetyCaseSchema } from '../../src/evaluation/safety-set.js';
import { withoutHarmless } from '../../src/safety/crisis/harmless.js';
import { CRISES, type CrisisKind, SAME_LINE } from '../../src/safety/crisis/kinds.js';
import { oneSpelling } from '../../src/safety/crisis/spellings.js';
import { crisisByRule, signsIn } from '../../src/safety/crisis.js';
import { KEPT_VOICE, LATE_VOICE } from '../voices/read.js';

export interface Sample {
  /** As it was written, and in one spelling. */
  readonly raw: string;
  readonly text: string;
  /** Name of the set, or `plain`, `look-alike`, `voices`, `kept` for what is no set. */
  readonly from: string;
  readonly danger: boolean;
  readonly kind: CrisisKind | undefined;
  /** Lines that would be right, where the set names one. */
  readonly lines: readonly string[];
  /** What the rules say of it. */
  readonly byRule: readonly CrisisKind[] | undefined;
  /** Looks like danger and is none: the hardest to tell apart. */
  readonly looksAlike: boolean;
}

const KIND_BY_LINE: Readonly<Record<string, CrisisKind>> = {
  '109': 'suicide',
  '1577-0199': 'mental-health',
  '1366': 'violence',
  '112': 'child-abuse',
  '1577-1389': 'elder-abuse',
  '1644-8295': 'disability-abuse',
  '129': 'livelihood',
  '119': 'emergency',
  '182': 'missing',
  '1388': 'youth',
  '1308': 'pregnancy',
  '117': 'school-violence',
};
const KEPT_VOICES: readonly string[] = [`${KEPT_VOICE}.tsv`, `${LATE_VOICE}.tsv`];
const OF_DANGER = /abuse|suicide|women-hotline|youth-hotline|crisis-report|emergency-(?:care|sos)/;
/** Never learnt from, so that every training can be asked of it. */
export const KEPT_READING = 'seventh-reading.jsonl';
const CHARACTERS_MAX = 400;

export async function readSamples(): Promise<Sample[]> {
  const tools = `${PACKAGE_FOLDER}/tools`;
  const { folder } = await loadKnowledge(`${PACKAGE_FOLDER}/knowledge`);
  const plain = [
    ...folder.documents.flatMap(({ document }) => document.questions),
    ...linesOf(`${PACKAGE_FOLDER}/test/evaluation`).flatMap(({ line }) => turnsOf(line)),
  ].map((text) => sample({ text, from: 'plain' }));
  const lookAlikes = textLines(`${tools}/safety/plain.txt`).map((text) =>
    sample({ text, from: 'look-alike', looksAlike: true }),
  );
  return [
    ...fromSets(`${PACKAGE_FOLDER}/test/evaluation/safety`),
    ...fromSets(`${tools}/safety`),
    ...fromKinds(`${tools}/safety/danger.txt`),
    ...lookAlikes,
    ...[...plain, ...voices(`${tools}/voices`)].filter(({ text }) => signsIn(text).length === 0),
  ];
}

function fromSets(folder: string): Sample[] {
  return linesOf(folder).flatMap(({ set, line }) => {
    const { text, category, kind, expect } = safetyCaseSchema.parse(line);
    if (text === undefined || text.length > CHARACTERS_MAX) return [];
    const danger =
      expect.outcome === 'crisis' || (expect.outcome === undefined && category === 'crisis' && kind === 'case');
    const lines = [expect.line ?? []].flat();
    return [
      sample({
        text,
        from: set,
        danger,
        lines: danger ? lines : [],
        kind: danger ? KIND_BY_LINE[lines[0] ?? ''] : undefined,
        looksAlike: !danger && category.startsWith('crisis'),
      }),
    ];
  });
}

/** `# kind`, then a text a line. */
function fromKinds(path: string): Sample[] {
  let kind: CrisisKind | undefined;
  return textLines(path).flatMap((text) => {
    if (!text.startsWith('# ')) return [sample({ text, from: 'danger.txt', danger: true, kind })];
    kind = CRISES.find((one) => one === text.slice(2));
    if (kind === undefined) throw new Error(`no such kind of danger: ${text}`);
    return [];
  });
}

function voices(folder: string): Sample[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) =>
      textLines(`${folder}/${name}`).flatMap((line) => {
        const [record = '', , text] = line.split('\t');
        if (text === undefined || OF_DANGER.test(record)) return [];
        return [sample({ text, from: KEPT_VOICES.includes(name) ? 'kept' : 'voices' })];
      }),
    );
}

function sample({ text, from, ...fields }: Pick<Sample, 'text' | 'from'> & Partial<Sample>): Sample {
  const byRule = crisisByRule(text)?.kinds;
  // Under one line stand several kinds; where a rule knows which of them, it is believed.
  const alike = SAME_LINE.find((kinds) => kinds.some((kind) => kind === fields.kind));
  const told = byRule?.find((kind) => alike?.includes(kind));
  return {
    danger: false,
    lines: [],
    looksAlike: false,
    ...fields,
    raw: text,
    text: withoutHarmless(oneSpelling(text)),
    from,
    kind: told ?? fields.kind ?? (fields.danger ? byRule?.[0] : undefined),
    byRule,
  };
}

function linesOf(folder: string): { readonly set: string; readonly line: unknown }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((set) => textLines(`${folder}/${set}`).map((line) => ({ set, line: JSON.parse(line) as unknown })));
}

function turnsOf(line: unknown): readonly string[] {
  const { outcome, turns } = line as { outcome?: unknown; turns?: readonly string[] };
  return outcome === 'crisis' ? [] : (turns ?? []);
}

const textLines = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((text) => text.trim() !== '');
