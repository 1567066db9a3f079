/**
 * A worry before an answer: its sentence and numbers come first, whatever the answer is, and nothing of the answer is
 * taken away.
 */
import type { Worry } from '../safety/crisis-reply.js';
import type { Concluded } from './stages/conclude.js';
import { callAction } from './stages/conclude.js';
import type { Statement } from './types.js';

export function worryStatement({ text }: Worry): Statement {
  return { text, citations: [], role: 'guidance' };
}

export function withWorry(concluded: Concluded, worry: Worry | undefined): Concluded {
  if (worry === undefined) return concluded;
  const calls = worry.calls.map(callAction);
  const others = concluded.nextActions.filter(({ value }) => !calls.some((call) => call.value === value));
  return {
    ...concluded,
    text: `${worry.text}\n\n${concluded.text}`,
    statements: [worryStatement(worry), ...concluded.statements],
    nextActions: [...calls, ...others],
    worry: { text: worry.text, phones: worry.calls.map(({ phone }) => phone) },
  };
}
