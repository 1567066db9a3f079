/**
 * What both versions are asked before a switch: the golden questions that the admin keeps beside the documents, and
 * those that people ask most.
 */
import { z } from 'zod';
import { questionCaseSchema } from '../evaluation/question-set.js';
import type { AUDIENCES } from '../knowledge/schema.js';

/** A line of `golden.jsonl`: the form of the evaluation sets, less what changes the knowledge or the time of asking. */
export const goldenSchema = questionCaseSchema.omit({ remove: true, now: true }).extend({
  kind: z.string().min(1).default('golden'),
});
export type GoldenQuestion = z.infer<typeof goldenSchema>;

/** A question that many ask in the same words, masked. It goes into reports, never into logs or onto a terminal. */
export interface OftenAsked {
  readonly text: string;
  readonly region: string | undefined;
  readonly audience: (typeof AUDIENCES)[number];
  /** By so many. */
  readonly times: number;
}

/** Who knows what people ask most: only what several people asked. */
export interface MostAsked {
  /** The most often asked first. */
  mostAsked(limit: number): Promise<readonly OftenAsked[]>;
}

export interface ReviewQuestion {
  readonly id: string;
  readonly turns: readonly string[];
  readonly region: string | undefined;
  readonly audience: (typeof AUDIENCES)[number];
  /** What its answer must keep; undefined where nobody has said. */
  readonly golden: GoldenQuestion | undefined;
  /** How often people asked it; undefined for a golden question. */
  readonly times: number | undefined;
}

export function reviewQuestions(
  golden: readonly GoldenQuestion[],
  often: readonly OftenAsked[],
): readonly ReviewQuestion[] {
  return [
    ...golden.map((question) => ({
      id: question.id,
      turns: question.turns,
      region: question.region ?? undefined,
      audience: question.audience,
      golden: question,
      times: undefined,
    })),
    ...often.map(({ text, region, audience, times }, index) => ({
      id: `asked-${index + 1}`,
      turns: [text],
      region,
      audience,
      golden: undefined,
      times,
    })),
  ];
}
