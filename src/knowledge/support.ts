/**
 * What the knowledge holds beside records: the glossary, the hotlines, the income standards and the regions.
 * Each is one YAML file with one schema; a folder that lacks a file simply knows nothing of that kind.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { ASKED_FILE, askedSchema, readAsked } from './asked.js';
import type { Fault } from './faults.js';
import { brokenYaml, plainValue, yamlFaults } from './issues.js';
import { partialDate, phoneNumber } from './schema.js';
import { LIFE_STAGES, THEMES } from './vocabulary.js';

/** Citizen words → official words. A phrase in `say` is a list of word stems that must follow one another. */
const glossarySchema = z.array(
  z.strictObject({
    say: z.array(z.string().min(2)).min(1),
    mean: z.array(z.string().min(2)).min(1),
    themes: z.array(z.enum(THEMES)).optional(),
    lifeStages: z.array(z.enum(LIFE_STAGES)).optional(),
  }),
);

const CRISIS_KINDS = [
  'emergency',
  'police',
  'suicide',
  'mental-health',
  'violence',
  'sexual-violence',
  'stalking',
  'child-abuse',
  'elder-abuse',
  'disability-abuse',
  'youth',
  'pregnancy',
  'school-violence',
  'missing',
  'livelihood',
  'interpreting',
] as const;

export const hotlinesSchema = z.strictObject({
  asOf: partialDate,
  hotlines: z.array(
    z.strictObject({
      name: z.string(),
      phone: phoneNumber,
      hours: z.string(),
      for: z.string(),
      kind: z.enum(['crisis', 'welfare', 'health', 'family', 'work', 'finance', 'civil']),
      crisis: z.array(z.enum(CRISIS_KINDS)).optional(),
      /** Words of matters that this office answers for, where no record does. */
      topics: z.array(z.string().min(2)).min(1).optional(),
      /** The same for what every town hall sees to: the place's own number stands before this one. */
      townTopics: z.array(z.string().min(2)).min(1).optional(),
      confidence: z.enum(['high', 'medium', 'low']),
    }),
  ),
});

const householdRow = z.strictObject({
  size: z.number().int().min(1).max(7),
  median: z.number().int().positive(),
  livelihood: z.number().int().positive(),
  medical: z.number().int().positive(),
  housing: z.number().int().positive(),
  education: z.number().int().positive(),
});

const incomeStandardsSchema = z.strictObject({
  unit: z.literal('원/월'),
  note: z.string(),
  percent: z.record(z.string(), z.number()),
  years: z.array(
    z.strictObject({
      year: z.number().int(),
      validFrom: partialDate,
      validUntil: partialDate,
      extraPersonOverSeven: z.number().int().positive(),
      confidence: z.enum(['high', 'medium', 'low']),
      source: z.string(),
      households: z.array(householdRow).length(7),
    }),
  ),
});

const contactSchema = z.strictObject({ name: z.string(), phone: phoneNumber });

const regionsSchema = z.strictObject({
  asOf: partialDate,
  provinces: z.array(
    z.strictObject({
      name: z.string(),
      short: z.array(z.string()).min(1),
      formerly: z.array(z.string()).optional(),
      contact: contactSchema.optional(),
      cities: z.array(
        z.strictObject({
          name: z.string(),
          short: z.array(z.string()).optional(),
          formerly: z.array(z.string()).optional(),
          contact: contactSchema.optional(),
        }),
      ),
    }),
  ),
});

export type Glossary = z.infer<typeof glossarySchema>;
export type Hotlines = z.infer<typeof hotlinesSchema>;
export type Regions = z.infer<typeof regionsSchema>;

export const supportSchema = z.strictObject({
  glossary: glossarySchema,
  hotlines: hotlinesSchema.optional(),
  incomeStandards: incomeStandardsSchema.optional(),
  regions: regionsSchema.optional(),
  /** Questions by the record that answers them. */
  asked: askedSchema.optional(),
});
export type Support = z.infer<typeof supportSchema>;

/** Their names in a knowledge folder. */
export const SUPPORT_FILES = [
  'glossary.yaml',
  'hotlines.yaml',
  'income-standards.yaml',
  'regions.yaml',
  ASKED_FILE,
] as const;

/** One slip of indentation can break every entry; the first ones tell enough. */
const FAULTS_SHOWN_MAX = 20;

export async function readSupport(folder: string): Promise<{ support: Support; faults: readonly Fault[] }> {
  const faults: Fault[] = [];
  const glossary = await readYaml(folder, 'glossary.yaml', glossarySchema, faults);
  const hotlines = await readYaml(folder, 'hotlines.yaml', hotlinesSchema, faults);
  const incomeStandards = await readYaml(folder, 'income-standards.yaml', incomeStandardsSchema, faults);
  const regions = await readYaml(folder, 'regions.yaml', regionsSchema, faults);
  const asked = await readQuestions(folder, faults);
  return {
    support: {
      glossary: glossary ?? [],
      ...(hotlines ? { hotlines } : {}),
      ...(incomeStandards ? { incomeStandards } : {}),
      ...(regions ? { regions } : {}),
      ...(asked ? { asked } : {}),
    },
    faults,
  };
}

async function readYaml<T>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
  faults: Fault[],
): Promise<T | undefined> {
  const text = await readText(folder, file, faults);
  if (text === undefined) return undefined;
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const broken = brokenYaml(file, yaml, lines, 1);
  if (broken) {
    faults.push(broken);
    return undefined;
  }
  const parsed = schema.safeParse(plainValue(yaml), { reportInput: true });
  if (parsed.success) return parsed.data;
  faults.push(...yamlFaults(file, parsed.error.issues.slice(0, FAULTS_SHOWN_MAX), yaml, lines, 1));
  return undefined;
}

async function readQuestions(folder: string, faults: Fault[]): Promise<Support['asked']> {
  const text = await readText(folder, ASKED_FILE, faults);
  if (text === undefined) return undefined;
  const read = readAsked(text);
  faults.push(...read.faults);
  return read.asked;
}

async function readText(folder: string, file: string, faults: Fault[]): Promise<string | undefined> {
  try {
    return await readFile(join(folder, file), 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      faults.push({ file, line: 1, field: '파일', problem: '읽을 수 없습니다', remedy: '읽을 권한을 확인하세요' });
    return undefined;
  }
}
