/** An answer as JSON, written once: it is stored and sent in the same moment. An answer never changes. */
import type { Answer } from './types.js';

const WRITTEN = new WeakMap<Answer, string>();

export function answerJson(answer: Answer): string {
  const known = WRITTEN.get(answer);
  if (known !== undefined) return known;
  const json = JSON.stringify(answer);
  WRITTEN.set(answer, json);
  return json;
}
