/**
 * Hidden words of HWPX and DOCX: runs in white, without size or marked as not shown, and comments. In: the XML parts
 * of the archive. Out: their words.
 *
 * White words in the cell of a table may stand on a dark ground, where every reader sees them: those are left out.
 */
const TINY_HWP_UNITS = 200; // two points; 100 units are one
const TINY_HALF_POINTS = 4;

export function hiddenWords(xml: ReadonlyMap<string, string>): string[] {
  const header = xml.get('Contents/header.xml');
  const words = header === undefined ? hiddenInWord(xml) : hiddenInHwpx(header, xml);
  return words.map(tidy).filter((text) => /[가-힣A-Za-z]{2}/.test(text));
}

function hiddenInHwpx(header: string, xml: ReadonlyMap<string, string>): string[] {
  const unseen = new Set<string>();
  for (const [, attributes = ''] of header.matchAll(/<hh:charPr\b([^>]*)>/g)) {
    const id = attribute(attributes, 'id');
    const height = Number(attribute(attributes, 'height') ?? '1000');
    const isWhite = /^#f{6}$/i.test(attribute(attributes, 'textColor') ?? '');
    if (id !== undefined && (isWhite || height <= TINY_HWP_UNITS)) unseen.add(id);
  }
  const words: string[] = [];
  for (const [name, section] of xml) {
    if (!/^Contents\/section\d+\.xml$/.test(name)) continue;
    for (const [, , text = ''] of section.matchAll(/<hp:(hiddenComment|memo)\b[^>]*>([\s\S]*?)<\/hp:\1>/g))
      words.push(plain(text));
    if (unseen.size === 0) continue;
    for (const [, id = '', text = ''] of withoutTables(section, 'hp').matchAll(
      /<hp:run\b[^>]*charPrIDRef="(\d+)"[^>]*>([\s\S]*?)<\/hp:run>/g,
    ))
      if (unseen.has(id)) words.push(plain(text));
  }
  return words;
}

function hiddenInWord(xml: ReadonlyMap<string, string>): string[] {
  const words: string[] = [];
  const comments = xml.get('word/comments.xml');
  if (comments !== undefined)
    for (const [comment] of comments.matchAll(/<w:comment\b[\s\S]*?<\/w:comment>/g)) words.push(plain(comment));
  const body = xml.get('word/document.xml');
  if (body === undefined) return words;
  for (const [, alternative = ''] of body.matchAll(/<wp:docPr\b[^>]*\bdescr="([^"]*)"/g)) words.push(alternative);
  for (const [run, properties = ''] of withoutTables(body, 'w').matchAll(
    /<w:r\b[^>]*>\s*<w:rPr>([\s\S]*?)<\/w:rPr>[\s\S]*?<\/w:r>/g,
  )) {
    const size = Number(/<w:sz w:val="(\d+)"/.exec(properties)?.[1] ?? '20');
    if (/<w:vanish\s*\/>|<w:color w:val="f{6}"/i.test(properties) || size <= TINY_HALF_POINTS) words.push(plain(run));
  }
  return words;
}

const withoutTables = (xml: string, prefix: string): string =>
  xml.replace(new RegExp(`<${prefix}:tbl\\b[\\s\\S]*?</${prefix}:tbl>`, 'g'), ' ');
const attribute = (attributes: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
const plain = (xml: string): string =>
  xml
    .replace(/<\/(?:hp|w):p>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
