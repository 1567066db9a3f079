/** An answer as the store is given them, its text of the length that the measurement wants. */

/** Sixteen hundred letters and a little: as long as the shipped answers are on average. */
export const AVERAGE_TEXT = '복지 '.repeat(550);

export const storedAnswer = (id, conversationId, text = AVERAGE_TEXT) => ({
  id,
  conversationId,
  outcome: 'answered',
  completeness: 'complete',
  text,
  statements: [],
  citations: [],
  notices: [],
  nextActions: [],
  masked: [],
  engine: 'extractive',
  index: { version: 'v', builtAt: '2026-11-25T00:00:00Z' },
  timings: {},
});
