/** What `retrieval.mjs` and its systems share: reading lines, noise with a seed, and our own index of any documents. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = (path) => import(new URL(`../dist/src/${path}`, import.meta.url).href);

export function lines(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}

export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

/** mulberry32 */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function withoutSpaces(text) {
  return text.replace(/\s+/g, '');
}

/** So many letters of syllables replaced by others of their kind. */
export function withSlips(text, slips, random) {
  const characters = [...text];
  const places = characters.flatMap((character, at) => (character >= '가' && character <= '힣' ? [at] : []));
  const other = (value, size) => (value + 1 + Math.floor(random() * (size - 1))) % size;
  for (let slip = 0; slip < slips && places.length > 0; slip += 1) {
    const at = places[Math.floor(random() * places.length)];
    const code = characters[at].charCodeAt(0) - 0xac00;
    const parts = [Math.floor(code / 588), Math.floor((code % 588) / 28), code % 28];
    const which = Math.floor(random() * (parts[2] > 0 ? 3 : 2));
    parts[which] = other(parts[which], [19, 21, 28][which]);
    characters[at] = String.fromCharCode(0xac00 + parts[0] * 588 + parts[1] * 28 + parts[2]);
  }
  return characters.join('');
}

/** Writes the documents, builds an index of them, and gives its data folder. */
export async function buildFolder(folder, documents) {
  const { buildIndex, loadKnowledge } = await dist('compose.js');
  const knowledge = join(folder, 'knowledge');
  mkdirSync(knowledge, { recursive: true });
  writeFileSync(
    join(knowledge, 'documents.jsonl'),
    documents.map(({ id, title, text }) => JSON.stringify({ id, title, text })).join('\n'),
  );
  const data = join(folder, 'data');
  await buildIndex({ knowledge, data, knowledgeNamed: false }, await loadKnowledge(knowledge), new Date());
  return data;
}

/** Our search over a data folder: a question → document ids, best first. */
export async function assistantFor(data, ranking = 'fused') {
  const { createEmbedder, openIndex, toolsOf } = await dist('compose.js');
  const { createRetriever } = await dist('retrieval/retrieve.js');
  const { understand } = await dist('understanding/understand.js');
  const { index } = await openIndex({ knowledge: '', data, knowledgeNamed: false });
  const retriever = createRetriever(index, createEmbedder(), { ranking });
  const tools = toolsOf(index);
  return {
    passages: index.passages.length,
    search: async (query, region) => {
      const { candidates } = await retriever.retrieve(understand(query, [], region, tools), 'public');
      return candidates.slice(0, 10).map(({ document }) => document.id);
    },
  };
}

/** Passages of about 500 characters, as other libraries are given them. */
export function passagesOf(documents) {
  return documents.flatMap(({ id, title, text }) =>
    (text.match(/[\s\S]{1,500}/g) ?? ['']).map((part, row) => ({
      id: `${id}#${row}`,
      documentId: id,
      title,
      text: part,
    })),
  );
}
