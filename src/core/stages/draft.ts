/**
 * Draft: candidates → statements that each point at the claims carrying them. The embedded engine extracts; with a
 * language model, what it found to answer is written anew by the model, held to the same claims.
 */

import type { ExtractTools } from '../../answering/compose.js';
import type { Draft } from '../../answering/draft.js';
import { extract } from '../../answering/extract.js';
import type { Writer } from '../../answering/model/write.js';
import type { Retrieved } from './retrieve.js';

export interface Drafted extends Retrieved {
  readonly draft: Draft;
}

export function draft(tools: ExtractTools, write?: Writer) {
  return async (retrieved: Retrieved): Promise<Drafted> => {
    const extracted = extract(retrieved.understanding, retrieved.retrieval, tools);
    // Whether there is an answer is never left to the model.
    return write && extracted.outcome === 'answered'
      ? { ...retrieved, draft: await write(retrieved, extracted) }
      : { ...retrieved, draft: extracted };
  };
}
