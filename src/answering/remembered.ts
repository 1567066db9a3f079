/**
 * Work over texts of the records, which come again and again → the same work, done once for each text. Bounded, the
 * longest unread first out: what a model or a person wrote may stand among them.
 */
export function remembered<T>(work: (text: string) => T, textsMax: number): (text: string) => T {
  const known = new Map<string, { readonly result: T }>();
  return (text) => {
    const before = known.get(text);
    if (before) {
      // A Map keeps the order of insertion: the first is always the longest unread.
      known.delete(text);
      known.set(text, before);
      return before.result;
    }
    const result = work(text);
    known.set(text, { result });
    if (known.size > textsMax)
      for (const oldest of known.keys()) {
        known.delete(oldest);
        break;
      }
    return result;
  };
}
