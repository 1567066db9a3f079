/**
 * The shape of a knowledge record's front matter, as `design.md` describes it, and the record the rest of the
 * program works with. One schema serves the reader, `bokji knowledge check` and the index.
 */
import { z } from 'zod';
import { LIFE_STAGES, OFFICIAL_SOURCES, TARGET_GROUPS, THEMES } from './vocabulary.js';

/** A calendar date as precise as its source: `2026`, `2024-08` or `2019-07-19`. */
export const partialDate = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    '날짜는 2026, 2026-08, 2026-08-31 가운데 한 꼴로 적습니다',
  )
  .refine(isRealDate, '달력에 없는 날짜입니다');

/** Dialled as written: 129, 1577-1389, 031-8075-3328, 02-2680-5540. */
export const phoneNumber = z
  .string()
  .regex(
    /^(\d{3,4}|1\d{3}-\d{4}|0\d{1,2}-\d{3,4}(-\d{4})?|080-\d{3}-\d{4})$/,
    '전화번호는 129, 1577-1389, 031-8075-3328 같은 꼴로 적습니다',
  );

const webAddress = z.url({ protocol: /^https?$/, error: 'http:// 또는 https:// 로 시작하는 주소여야 합니다' });

const sourceSchema = z.strictObject({
  title: z.string().min(1),
  publisher: z.string().min(1),
  date: partialDate,
  url: webAddress.optional(),
  trust: z.enum(['official', 'press', 'staff', 'uploaded']),
});

const conditionSchema = z.union([
  z.strictObject({ ageMin: z.number().int().min(0).max(120) }),
  z.strictObject({ ageMax: z.number().int().min(0).max(120) }),
  z.strictObject({ ageMonthsMin: z.number().int().min(0).max(240) }),
  z.strictObject({ ageMonthsMax: z.number().int().min(0).max(240) }),
  z.strictObject({ incomePercentMax: z.number().positive().max(1000), incomeBasis: z.string() }),
  z.strictObject({ disability: z.string() }),
  z.strictObject({ pregnant: z.boolean() }),
  z.strictObject({ crisis: z.boolean() }),
  z.strictObject({ recipientOfAny: z.array(z.string()).min(1) }),
  z.strictObject({ ownsHome: z.boolean() }),
  z.strictObject({ gender: z.enum(['여성', '남성']) }),
  z.strictObject({ childAgeMax: z.number().int().min(0).max(30) }),
  z.strictObject({ veteran: z.boolean() }),
  z.strictObject({ employmentInsuranceDaysMin: z.number().int().positive() }),
]);

export const STATUSES = ['시행', '추진', '계획', '종료'] as const;
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export const AUDIENCES = ['public', 'staff'] as const;
export type Audience = (typeof AUDIENCES)[number];

export const frontMatterSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'id는 영문 소문자, 숫자, 붙임표로 적습니다'),
  title: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  kind: z.enum(['program', 'facility', 'guide', 'contact', 'notice', 'policy']),
  region: z.string().min(1),
  audience: z.enum(AUDIENCES),
  status: z.enum(STATUSES),
  /** How sure the editors are of the figures; low must be said in 꼭 확인할 점. */
  confidence: z.enum(CONFIDENCES).default('high'),
  lifeStages: z.array(z.enum(LIFE_STAGES)).min(1),
  targetGroups: z.array(z.enum(TARGET_GROUPS)),
  themes: z.array(z.enum(THEMES)).min(1),
  asOf: partialDate,
  validFrom: partialDate.optional(),
  validUntil: partialDate.optional(),
  /** For plans: the time the source names for the start, in its words. */
  plannedFor: z.string().optional(),
  source: sourceSchema,
  /** What `지난 보도` rests on: an older source than `source`. */
  earlierSource: sourceSchema.optional(),
  /** Ids of fact sheets that were merged into this record; they resolve to it. */
  mergedFrom: z.array(z.string()).optional(),
  law: z.string().optional(),
  /** Ids of the services of official open data that this record tells about; the importer then leaves them to it. */
  serviceIds: z.array(z.string().min(1)).optional(),
  /** Written by `bokji import`: where from, and what it was made of, so that a change is recognised. */
  imported: z
    .strictObject({
      from: z.enum(OFFICIAL_SOURCES),
      serviceId: z.string().min(1),
      /** Hash of the official text. */
      content: z.string(),
      /** Hash of the record as it was written; another one means that a person changed it. */
      written: z.string(),
      /** When the list last said the service changed. */
      updated: z.string().optional(),
    })
    .optional(),
  contacts: z.array(z.strictObject({ name: z.string().min(1), phone: phoneNumber })),
  apply: z.array(z.strictObject({ label: z.string().min(1), url: webAddress })),
  eligibility: z
    .strictObject({ all: z.array(conditionSchema).optional(), any: z.array(conditionSchema).optional() })
    .optional(),
  /** Ids of records worth reading next. */
  related: z.array(z.string()).optional(),
  questions: z.array(z.string().min(2).max(120)),
});
export type FrontMatter = z.infer<typeof frontMatterSchema>;

export interface Claim {
  /** `<documentId>#<slug>.<n>`, n from 1. */
  readonly id: string;
  readonly text: string;
  /** Present when the claim is a row of a table: what names the row, and each value with the heading over it. */
  readonly cells?: {
    readonly keys: readonly string[];
    readonly values: readonly { readonly column: string; readonly value: string }[];
  };
}

export interface Section {
  readonly slug: string;
  readonly heading: string;
  readonly claims: readonly Claim[];
  /** The page of a printed document on which it stands, from 1. */
  readonly page?: number;
  /** Headings above it in a longer document, outer first, its own last: chapter, article. */
  readonly path?: readonly string[];
}

/** A record, or a plain document read as one. */
export interface KnowledgeDocument extends FrontMatter {
  readonly sections: readonly Section[];
  /** `record` was written to the format; `plain` is a text whose metadata was assumed. */
  readonly form: 'record' | 'plain';
  /** The text has no name: its title is its own first words, shown to people and not searched a second time. */
  readonly untitled?: true;
  /** Questions a language model proposed for a document without any: searched, never quoted. */
  readonly proposedQuestions?: readonly string[];
}

/** Compared as precisely as both are told: `2026` is not before `2026-03-01`. */
export function isBefore(date: string, other: string): boolean {
  const length = Math.min(date.length, other.length);
  return date.slice(0, length) < other.slice(0, length);
}

function isRealDate(text: string): boolean {
  if (text.length < 10) return true;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
