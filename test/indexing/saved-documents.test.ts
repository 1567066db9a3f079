import { describe, expect, it } from 'vitest';
import { openDocuments } from '../../src/indexing/saved-documents.js';
import { passagesOf } from '../../src/knowledge/passages.js';
import { documentWith } from '../fixtures/documents.js';

const sectionOf = (id: string, slug: string, text: string) => ({
  slug,
  heading: slug,
  claims: [{ id: `${id}#${slug}.1`, text }],
});
const documentOf = (id: string) =>
  documentWith({
    id,
    title: id,
    sections: [sectionOf(id, 'overview', `${id}의 사업`), sectionOf(id, 'benefit', `${id}의 급여`)],
  });
const savedOf = (ids: readonly string[]) =>
  Buffer.from(ids.map((id) => JSON.stringify(documentOf(id))).join('\n'), 'utf8');

describe('saved documents', async () => {
  const ids = ['기초연금', '청년월세', '효행수당'];
  const { documents, passages } = await openDocuments(savedOf(ids));

  it('are what was saved', () => {
    expect(documents).toEqual(ids.map(documentOf));
  });

  it('stay whole when they are copied or written down', () => {
    expect(documents.map((document) => ({ ...document }))).toEqual(ids.map(documentOf));
    expect(JSON.parse(JSON.stringify(documents))).toEqual(ids.map(documentOf));
  });

  it('give the same sections when asked again', () => {
    expect(documents[1]?.sections).toBe(documents[1]?.sections);
  });

  it('give their passages by row, with their owner', () => {
    const all = ids.map(documentOf).flatMap(passagesOf);
    expect(passages.length).toBe(all.length);
    expect(all.map((_passage, row) => passages.at(row))).toEqual(all);
    expect(all.map((_passage, row) => ids[passages.documentOf(row)])).toEqual(all.map(({ documentId }) => documentId));
  });

  it('have no passage beyond the last', () => {
    expect([passages.at(-1), passages.at(passages.length)]).toEqual([undefined, undefined]);
  });

  it('may be none', async () => {
    expect((await openDocuments(Buffer.alloc(0))).documents).toEqual([]);
  });

  it('are told right though more are read than are kept', async () => {
    const many = Array.from({ length: 1200 }, (_unused, row) => `문서${row}`);
    const opened = await openDocuments(savedOf(many));
    const headings = () => opened.documents.map(({ sections: [first] }) => first?.claims[0]?.text);
    const once = headings();
    expect(headings()).toEqual(once);
    expect(once[1199]).toBe('문서1199의 사업');
  });
});
