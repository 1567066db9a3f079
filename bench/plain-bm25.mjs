/**
 * A plain BM25 over passages, written apart from ours: what anyone would build in an afternoon. Maps instead of saved
 * arrays, exact scores, every posting read. In: passages with `title` and `text`, and a tokenizer. Out: a search.
 */
const K1 = 1.2;
const B = 0.75;

export function createPlainBm25(passages, tokenize) {
  const postings = new Map();
  const lengths = passages.map(({ title, text }, row) => {
    const counts = new Map();
    const terms = tokenize(`${title} ${text}`);
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, count] of counts) {
      const list = postings.get(term);
      if (list) list.push([row, count]);
      else postings.set(term, [[row, count]]);
    }
    return terms.length;
  });
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(lengths.length, 1);
  return (query, limit) => {
    const scores = new Map();
    for (const term of new Set(tokenize(query))) {
      const list = postings.get(term) ?? [];
      const idf = Math.log(1 + (passages.length - list.length + 0.5) / (list.length + 0.5));
      for (const [row, count] of list) {
        const share = (count * (K1 + 1)) / (count + K1 * (1 - B + (B * lengths[row]) / mean));
        scores.set(row, (scores.get(row) ?? 0) + idf * share);
      }
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit)
      .map(([row]) => passages[row].documentId);
  };
}
