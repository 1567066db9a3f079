/** Convert: bytes and a name → a conversion, or a refusal. Pure but for the time it takes; runs in the child process. */
import { extname } from 'node:path';
import type { Conversion, ConversionNote, ReadConversion, SourceFile } from '../../src/knowledge/conversion.js';
import { openArchive } from './archive.js';
import { readCsv } from './csv.js';
import { hiddenWords } from './hidden.js';
import { readHtml } from './html.js';
import { readOffice } from './office.js';
import { Refused, refuse } from './refusals.js';
import { isUsual, type Kind, sniff } from './sniff.js';

const NAMES: Readonly<Record<Kind, string>> = {
  zip: '압축 문서',
  ole: '옛 오피스·한글 문서',
  pdf: 'PDF',
  hwp3: '한글 3 문서',
  hwpml: '한글 XML 문서',
  html: '웹 문서',
  csv: '쉼표로 나눈 표',
  other: '모르는 형식',
};
/** Parts that show what a zipped document is. */
const ZIP_DOCUMENTS = /^(?:Contents\/section\d+\.xml|word\/document\.xml|xl\/workbook\.xml)$/;
/** The stream in which office programs keep what they have encrypted, as its name stands in the file. */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');

export async function convert({ name, bytes }: SourceFile): Promise<Conversion> {
  if (bytes.byteLength === 0) return refuse('empty');
  const kind = sniff(name, bytes);
  try {
    const read = await readAs(kind, bytes);
    const renamed: ConversionNote[] = isUsual(name, kind)
      ? []
      : [{ kind: 'renamed', text: `확장자는 ${extname(name)}이지만 내용은 ${NAMES[kind]}여서 그렇게 읽었습니다` }];
    return { ...read, notes: [...renamed, ...read.notes] };
  } catch (error) {
    return error instanceof Refused ? error.refusal : refuse('damaged');
  }
}

async function readAs(kind: Kind, bytes: Uint8Array): Promise<ReadConversion> {
  switch (kind) {
    case 'zip': {
      const { xml, names } = await openArchive(bytes);
      if (!names.some((part) => ZIP_DOCUMENTS.test(part)))
        throw new Refused('wrong-type', '문서가 아닌 압축 파일입니다');
      const hidden = [...new Set(hiddenWords(xml))];
      const read = await readOffice(bytes, false);
      // Words may be seen in one place and hidden in another; whole blocks that are hidden are no content.
      const blocks = read.blocks.filter((block) => block.kind === 'table' || !hidden.includes(block.text));
      return {
        ...read,
        blocks,
        hidden: hidden.map((text) => ({ text })),
        notes: [...read.notes, ...hiddenNote(hidden.length)],
      };
    }
    case 'ole':
      if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(ENCRYPTED_STREAM))
        throw new Refused('encrypted');
      return { ...(await readOffice(bytes, false)), hidden: [] };
    case 'pdf':
    case 'hwp3':
    case 'hwpml':
      return { ...(await readOffice(bytes, kind === 'pdf')), hidden: [] };
    case 'html': {
      const { title, blocks, hidden } = readHtml(bytes);
      if (blocks.length === 0) throw new Refused('no-text');
      return {
        isRead: true,
        ...(title ? { title } : {}),
        blocks: [...blocks],
        hidden: [...hidden],
        notes: hiddenNote(hidden.length),
      };
    }
    case 'csv': {
      const blocks = readCsv(bytes);
      return { isRead: true, blocks, hidden: [], notes: [] };
    }
    case 'other':
      throw new Refused('wrong-type');
  }
}

function hiddenNote(count: number): ConversionNote[] {
  return count === 0 ? [] : [{ kind: 'hidden', text: `보이지 않게 쓴 글이 ${count}곳 있어 뺐습니다` }];
}
