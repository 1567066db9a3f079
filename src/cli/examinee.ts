/** An assistant as whoever asks question sets sees it: turns in order, each conversation on its own. */
import type { Assistant } from '../compose.js';
import { remember } from '../conversation/memory.js';
import type { Answer, Turn } from '../core/types.js';
import type { Examinee } from '../evaluation/examinee.js';
import { understand } from '../understanding/understand.js';
import { regionOf } from './ask.js';

export function examineeOf(assistant: Assistant): Examinee {
  return {
    async ask(turns, { region, audience }, conversationId) {
      const place = regionOf(region, assistant, conversationId);
      let history: readonly Turn[] = [];
      const answers: Answer[] = [];
      for (const text of turns) {
        const answer = await assistant.engine.answer({ text, conversationId, region: place, audience, history });
        history = remember(history, text, answer, assistant.gazetteer);
        answers.push(answer);
      }
      return answers;
    },
    async find(text, { region, audience }) {
      const understanding = understand(text, [], regionOf(region, assistant), assistant.tools);
      const { candidates } = await assistant.retriever.retrieve(understanding, audience);
      return [...candidates].sort((a, b) => b.score - a.score).map(({ document }) => document.id);
    },
  };
}
