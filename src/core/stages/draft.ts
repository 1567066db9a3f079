/** Draft: candidates → statements that each point at the claims carrying them. The embedded engine extracts. */

import type { ExtractTools } from '../../answering/compose.js';
import type { Draft } from '../../answering/draft.js';
import { extract } from '../../answering/extract.js';
import type { Retrieved } from './retrieve.js';

export interface Drafted extends Retrieved {
  readonly draft: Draft;
}

export function draft(tools: ExtractTools) {
  return (retrieved: Retrieved): Drafted => ({
    ...retrieved,
    draft: extract(retrieved.understanding, retrieved.retrieval, tools),
  });
}
