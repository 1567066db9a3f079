/** Our retrieval as a LangChain retriever: passages of the best documents, with what a citation needs as metadata. */
import { Document } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';
import type { Audience } from '../../src/knowledge/schema.js';
import type { Retriever } from '../../src/retrieval/retrieve.js';
import { maskPersonalData } from '../../src/safety/personal-data.js';
import { type UnderstandTools, understand } from '../../src/understanding/understand.js';

export interface LangchainRetrieverOptions {
  readonly retriever: Retriever;
  readonly tools: UnderstandTools;
  readonly region?: string | undefined;
  readonly audience?: Audience | undefined;
  readonly limit?: number | undefined;
}

export function createLangchainRetriever(options: LangchainRetrieverOptions): BaseRetriever {
  return new BokjiRetriever(options);
}

// LangChain's retrievers are classes to derive from; there is no plain object that it takes for one.
class BokjiRetriever extends BaseRetriever {
  lc_namespace = ['bokji', 'retrievers'];
  readonly #options: LangchainRetrieverOptions;

  constructor(options: LangchainRetrieverOptions) {
    super({});
    this.#options = options;
  }

  override async _getRelevantDocuments(query: string): Promise<Document[]> {
    const { retriever, tools, region, audience = 'public', limit = 5 } = this.#options;
    const understanding = understand(maskPersonalData(query).text, [], region, tools);
    const { candidates } = await retriever.retrieve(understanding, audience);
    return candidates.slice(0, limit).flatMap(({ document, trace, score }) => {
      const [best] = trace.passages;
      const section = best ? best.passage : document.sections[0];
      if (!section) return [];
      return new Document({
        id: `${document.id}#${section.slug}`,
        pageContent: section.claims.map(({ text }) => text).join('\n'),
        metadata: {
          documentId: document.id,
          title: document.title,
          section: section.heading,
          region: document.region,
          status: document.status,
          asOf: document.asOf,
          source: document.source,
          score,
        },
      });
    });
  }
}
