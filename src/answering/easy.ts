/**
 * Easy words: a draft → the same draft with words of offices put plainly or explained. Words change, facts never:
 * no entry holds a digit, and whatever the change, verification compares every figure with the passage again.
 */
import type { Draft } from './draft.js';
import { withParticle } from './particles.js';
import type { Wording } from './wording.js';

export function inEasyWords(draft: Draft, words: Wording['easyWords']): Draft {
  // An explanation in brackets is given once in an answer.
  const explained = new Set<string>();
  return {
    ...draft,
    statements: draft.statements.map((statement) => ({ ...statement, text: easier(statement.text, words, explained) })),
  };
}

function easier(text: string, words: Wording['easyWords'], explained: Set<string>): string {
  let easy = text;
  for (const { hard, easy: plain } of words) {
    if (!easy.includes(hard)) continue;
    const explains = plain.startsWith(`${hard}(`);
    easy = easy.replace(new RegExp(`${hard}(?!\\()(${PARTICLE})?`, 'gu'), (whole, particle: string | undefined) => {
      if (explains && explained.has(hard)) return whole;
      if (explains) explained.add(hard);
      return particle ? withParticle(plain, particle) : plain;
    });
  }
  return easy;
}

const PARTICLE = '(?:으로|은|는|이|가|을|를|과|와|로)(?![가-힣])';
