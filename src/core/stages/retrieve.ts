/** Retrieve: an understood question → candidate documents with their passages, filtered by audience and region. */
import type { Retrieval, Retriever } from '../../retrieval/retrieve.js';
import type { Understood } from './understand.js';

export interface Retrieved extends Understood {
  readonly retrieval: Retrieval;
}

export function retrieve(retriever: Retriever) {
  return async (understood: Understood): Promise<Retrieved> => ({
    ...understood,
    retrieval: await retriever.retrieve(understood.understanding, understood.question.audience),
  });
}
