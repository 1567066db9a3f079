/**
 * Archive: looks into a zipped document (HWPX, DOCX, XLSX) before it is parsed. In: bytes. Out: its XML parts as text.
 *
 * Refuses what no office program writes: too many entries, names that lead out of the archive, parts that unpack to
 * too much (counted while unpacking, for headers lie), and XML with a document type, which could hold entities.
 */
import JSZip from 'jszip';
import { Refused } from './refusals.js';

const ENTRIES_MAX = 5_000;
const UNPACKED_BYTES_MAX = 200 * 1024 * 1024;
/** XML that is looked into; the rest is pictures. */
const XML_BYTES_MAX = 80 * 1024 * 1024;
const RATIO_MAX = 300;
/** Small parts of blank tables pack very well. */
const RATIO_FROM_BYTES = 20 * 1024 * 1024;

export interface Archive {
  /** Parts by name, in the order of the archive. */
  readonly xml: ReadonlyMap<string, string>;
  readonly names: readonly string[];
}

export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  let zip: JSZip;
  try {
    zip = await JSZip.loadAsync(bytes, { createFolders: false });
  } catch (error) {
    if (error instanceof Error && /encrypted/i.test(error.message)) throw new Refused('encrypted');
    throw new Refused('damaged');
  }
  const files = Object.values(zip.files);
  if (files.length > ENTRIES_MAX) throw new Refused('bomb', `안에 든 파일이 ${files.length}개입니다`);
  for (const { name, unsafeOriginalName = name } of files)
    if (/(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[a-z]:|\0/i.test(unsafeOriginalName))
      throw new Refused('bomb', '밖을 가리키는 경로가 있습니다');
  const xml = new Map<string, string>();
  let unpacked = 0;
  let read = 0;
  for (const file of files) {
    if (file.dir) continue;
    const isXml = /\.(?:xml|rels|hpf)$/i.test(file.name);
    const chunks: Uint8Array[] = [];
    await unpack(file, (chunk) => {
      unpacked += chunk.byteLength;
      if (unpacked > UNPACKED_BYTES_MAX || (unpacked > RATIO_FROM_BYTES && unpacked > bytes.byteLength * RATIO_MAX))
        throw new Refused('bomb');
      if (!isXml) return;
      read += chunk.byteLength;
      if (read > XML_BYTES_MAX) throw new Refused('bomb');
      chunks.push(chunk);
    });
    if (!isXml) continue;
    const text = Buffer.concat(chunks).toString('utf8');
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Refused('bomb', 'XML에 문서 형식 선언이 있습니다');
    xml.set(file.name, text);
  }
  return { xml, names: files.map(({ name }) => name) };
}

function unpack(file: JSZip.JSZipObject, take: (chunk: Uint8Array) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = file.nodeStream('nodebuffer');
    stream.on('data', (chunk: Uint8Array) => {
      try {
        take(chunk);
      } catch (error) {
        stream.pause();
        reject(error);
      }
    });
    stream.on('end', resolve);
    stream.on('error', () => reject(new Refused('damaged')));
  });
}
