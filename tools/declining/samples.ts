/**
 * Samples for the trust weights: every line of the voices, answered by the search as a person's question would be →
 * the features of the best document, and whether it is the one that answers. Where the best one is another than the
 * writer had in mind it may answer too: such lines teach nothing and are left out.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inOrder } from '../../src/answering/order.js';
import { TRUST_FEATURES, trustFeaturesOf } from '../../src/answering/trust.js';
import { createEmbedder, type openIndex, PACKAGE_FOLDER, toolsOf } from '../../src/compose.js';
import { createRetriever } from '../../src/retrieval/retrieve.js';
import { understand } from '../../src/understanding/understand.js';

export interface Sample {
  readonly values: readonly number[];
  readonly answers: boolean;
  readonly isLocal: boolean;
  /** Words of matter: what no record answers was asked in fewer, which must not be learnt. */
  readonly words: number;
  readonly weight: number;
}

type Index = Awaited<ReturnType<typeof openIndex>>['index'];

const CITIES = ['경기도 고양시', '경기도 광명시', '전라남도 광양시', '경기도 의정부시'];

export async function samplesOf(voice: string, index: Index): Promise<Sample[]> {
  const retriever = createRetriever(index, createEmbedder());
  const tools = toolsOf(index);
  const regions = new Map(index.documents.map(({ id, region }) => [id, region]));
  const text = await readFile(join(PACKAGE_FOLDER, 'tools', 'voices', `${voice}.tsv`), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const samples: Sample[] = [];
  for (const [at, line] of lines.entries()) {
    const [recordId = '', , question = ''] = line.split('\t');
    const region = regions.get(recordId);
    // Most people's city is known: what no record answers is asked everywhere, the nation's in some place or none.
    const places =
      recordId === 'none'
        ? [undefined, ...CITIES]
        : region === '전국'
          ? [undefined, CITIES[at % CITIES.length]]
          : [region];
    for (const place of places) {
      const understanding = understand(question, [], place, tools);
      const { candidates } = await retriever.retrieve(understanding, 'public');
      const [best, next] = inOrder(candidates, understanding);
      const answers = best?.document.id === recordId;
      if (!best || best.isNamed || (recordId !== 'none' && !answers)) continue;
      const features = trustFeaturesOf(best, next, understanding, (term) => index.words.weightOf(term));
      samples.push({
        values: TRUST_FEATURES.map((feature) => features[feature]),
        answers,
        isLocal: best.document.region !== '전국',
        words: features.words,
        weight: 1 / places.length,
      });
    }
  }
  return samples;
}
