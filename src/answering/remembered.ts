/**
 * Work over texts of the records, which come again and again → the same work, done once for each text. Bounded, the
 * longest unread first out: what a model or a person wrote may stand among them.
 */
export function remembered<T>(work: (text: string) => T, textsMax: number): (text: string) => T {
  // Two halves instead of one order of reading: what is read again costs one look-up and writes nothing.
  const half = Math.max(1, Math.ceil(textsMax / 2));
  let recent = new Map<string, { readonly result: T }>();
  let earlier = new Map<string, { readonly result: T }>();
  return (text) => {
    const known = recent.get(text);
    if (known) return known.result;
    const entry = earlier.get(text) ?? { result: work(text) };
    if (recent.size >= half) {
      earlier = recent;
      recent = new Map();
    }
    recent.set(text, entry);
    return entry.result;
  };
}
