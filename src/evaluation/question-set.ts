/**
 * Question sets: one case a line, expectations about the reply to the last turn. The first fields are those of any
 * such set; the later ones are optional and say what a citizen would be harmed by if it were missing or wrong.
 */
import { z } from 'zod';
import { AUDIENCES } from '../knowledge/schema.js';

const strings = z.array(z.string().min(1));
/** Words that must stand; an inner list holds alternatives. */
const words = z.array(z.union([z.string().min(1), strings.min(1)]));

export const questionCaseSchema = z.strictObject({
  id: z.string().min(1),
  kind: z.string().min(1),
  turns: z.array(z.string().min(1)).min(1),
  /** The place set for the conversation. */
  region: z.string().nullish(),
  audience: z.enum(AUDIENCES).default('public'),
  /** Documents of which at least one, or `expect_min`, must be cited. */
  expect: strings.default([]),
  expect_min: z.number().int().positive().optional(),
  also_ok: strings.default([]),
  must: words.default([]),
  outcome: z.enum(['answered', 'abstained', 'clarify', 'redirected']).default('answered'),
  note: z.string().optional(),
  /** Where the person lives, in full, where it is only told in the words: other cities' documents are then wrong. */
  place: z.string().optional(),
  /** Limits that must travel with what they limit. */
  conditions: words.default([]),
  /** Words that may not stand in the text: another row's figure, another city's, last year's. */
  forbidden: strings.default([]),
  /** Words of a date that must be shown, in the text or a notice. */
  dated: words.default([]),
  /** Facts taken out of the knowledge before asking: a document's id, `id#section` or `id#section.n`. */
  remove: strings.default([]),
  /** The time of asking, where it matters. */
  now: z.iso.datetime({ offset: true }).optional(),
});
export type QuestionCase = z.infer<typeof questionCaseSchema>;
