/**
 * Reply: what a model sent → statements with passage numbers; nothing else is accepted. Also reads a reply that is
 * still coming: each statement as soon as its object is closed.
 */
import { z } from 'zod';

const statementSchema = z.strictObject({
  text: z.string().trim().min(1).max(800),
  passages: z.array(z.number().int()).max(6),
});
export type ModelStatement = z.infer<typeof statementSchema>;

const STATEMENTS_MAX = 12;
const replySchema = z.strictObject({ statements: z.array(statementSchema).max(STATEMENTS_MAX) });
const repairSchema = z.strictObject({
  repairs: z.array(statementSchema.extend({ number: z.number().int() })).max(STATEMENTS_MAX),
});
const questionSchema = z.strictObject({ question: z.string().trim().min(2).max(400) });
const questionsSchema = z.strictObject({ questions: z.array(z.string().trim().min(4).max(120)).max(12) });

const statementJson = { text: { type: 'string' }, passages: { type: 'array', items: { type: 'integer' } } } as const;
const object = (properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
/** JSON Schemas without bounds, which not every server accepts; the bounds stand in the schemas above. */
export const REPLY_JSON = object({ statements: { type: 'array', items: object(statementJson) } });
export const REPAIR_JSON = object({
  repairs: { type: 'array', items: object({ number: { type: 'integer' }, ...statementJson }) },
});
export const QUESTION_JSON = object({ question: { type: 'string' } });
export const QUESTIONS_JSON = object({ questions: { type: 'array', items: { type: 'string' } } });

export const readStatements = (text: string) => read(text, replySchema)?.statements;
export const readRepairs = (text: string) => read(text, repairSchema)?.repairs;
export const readQuestion = (text: string) => read(text, questionSchema)?.question;
export const readQuestions = (text: string) => read(text, questionsSchema)?.questions;

/** The one JSON object of a reply, also where a server without structured output set it in a code fence. */
function read<T>(text: string, schema: z.ZodType<T>): T | undefined {
  const body = text
    .trim()
    .replace(/^```(?:json)?\s*/i, '')
    .replace(/\s*```$/, '');
  try {
    return schema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** Statements whose object is closed in a reply that is still coming. */
export function closedStatements(text: string): ModelStatement[] {
  const opening = /"statements"\s*:\s*\[/.exec(text);
  if (!opening) return [];
  const found: ModelStatement[] = [];
  let depth = 0;
  let start = 0;
  let inString = false;
  for (let at = opening.index + opening[0].length; at < text.length; at += 1) {
    const sign = text[at];
    if (inString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{') {
      if (depth === 0) start = at;
      depth += 1;
    } else if (sign === '}') {
      depth -= 1;
      if (depth === 0) {
        const statement = read(text.slice(start, at + 1), statementSchema);
        // One that cannot be read spoils the reply; what stands before it may be used.
        if (!statement || found.length === STATEMENTS_MAX) return found;
        found.push(statement);
      }
    } else if (sign === ']' && depth === 0) break;
  }
  return found;
}
