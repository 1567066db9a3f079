/**
 * `documents.yaml` beside documents that cannot tell it themselves (web pages, HWP, PDF): their source, date, region,
 * audience. In: the file's text. Out: fields by file name, which take the place of what would be assumed.
 *
 *   all: { region: 경기도 고양시, audience: public }
 *   publisher: 고양시
 *   trust: official
 *   files:
 *     notice.html: { asOf: 2026-11-25, source: { title: …, publisher: 고양시, date: 2026-11-25, url: …, trust: official } }
 *
 * Records with front matter speak for themselves; nothing here touches them.
 */
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { plainValue } from './issues.js';
import { frontMatterSchema, type KnowledgeDocument } from './schema.js';

export const BESIDE_FILE = 'documents.yaml';

const fieldsSchema = frontMatterSchema
  .pick({
    region: true,
    audience: true,
    status: true,
    lifeStages: true,
    targetGroups: true,
    themes: true,
    asOf: true,
    validFrom: true,
    validUntil: true,
    source: true,
    contacts: true,
  })
  .partial();
export type BesideFields = z.infer<typeof fieldsSchema>;

const besideSchema = z.strictObject({
  /** Of every file in the folder and below it. */
  all: fieldsSchema.optional(),
  publisher: z.string().min(1).optional(),
  trust: frontMatterSchema.shape.source.shape.trust.optional(),
  /** Of one file, by its path from here. */
  files: z.record(z.string(), fieldsSchema).optional(),
});
export type Beside = z.infer<typeof besideSchema>;

/** Undefined for a file that is not of this form. */
export function readBeside(text: string): Beside | undefined {
  const yaml = parseDocument(text, { uniqueKeys: true });
  if (yaml.errors.length > 0) return undefined;
  const parsed = besideSchema.safeParse(plainValue(yaml));
  return parsed.success ? parsed.data : undefined;
}

export interface Known {
  readonly fields: BesideFields;
  readonly publisher?: string | undefined;
  readonly trust?: KnowledgeDocument['source']['trust'] | undefined;
}

/** What is known of a file, by its path from the folder of `documents.yaml`. */
export function knownOf({ all, publisher, trust, files }: Beside, file: string): Known {
  return { fields: { ...all, ...files?.[file.normalize('NFC')] }, publisher, trust };
}

/** The document with what is known of it; one with front matter stays as it is. */
export function withKnown(document: KnowledgeDocument, { fields, publisher, trust }: Known): KnowledgeDocument {
  if (document.form === 'record') return document;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const source = {
    ...document.source,
    ...(publisher === undefined ? {} : { publisher }),
    ...(trust === undefined ? {} : { trust }),
  };
  return { ...document, source, ...given };
}
