/** The conversion itself, in this process: what each format becomes, and what is said of those that lie. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { convert } from '../../../adapters/documents/convert.js';
import type { Conversion } from '../../../src/knowledge/conversion.js';
import { CARE_GUIDE, HOME_GUIDE } from '../../fixtures/documents/guide.js';
import { hwpxOf } from '../../fixtures/documents/hwpx.js';
import { xlsOf } from '../../fixtures/documents/xls.js';
import { zipOf } from '../../fixtures/documents/zip.js';

const read = (name: string, content: string | Uint8Array): Promise<Conversion> =>
  convert({ name, bytes: Buffer.from(content) });
const textsOf = (conversion: Conversion): string[] => {
  if (!conversion.isRead) throw new Error(conversion.reason);
  return conversion.blocks.map((block) =>
    block.kind === 'table' ? block.cells.map(({ text }) => text).join('|') : block.text,
  );
};
/** "구분,금액\n1급,3만원\n" in the code page of Korean Windows. */
const CP949 = Buffer.from('b1b8bad02cb1ddbed70a31b1de2c33b8b8bff80a', 'hex');

describe('an HWPX guide', () => {
  it('keeps headings, merged cells and the page of each', async () => {
    const conversion = await read('안내.hwpx', await hwpxOf(CARE_GUIDE));
    expect(conversion).toMatchObject({ isRead: true, pages: CARE_GUIDE.pages.length });
    expect(conversion.isRead && conversion.blocks).toContainEqual(
      expect.objectContaining({ kind: 'heading', text: '제2장 선정 기준', page: 3 }),
    );
    const table = conversion.isRead
      ? conversion.blocks.find(({ kind, page }) => kind === 'table' && page === 3)
      : undefined;
    expect(table?.kind === 'table' && table.cells).toContainEqual(
      expect.objectContaining({ text: '소득인정액 기준', row: 0, column: 1, columnSpan: 2, rowSpan: 1 }),
    );
  });
});

describe('an HWP 5 guide', () => {
  it('keeps headings, tables and pages', async () => {
    const conversion = await read('안내.hwp', await readFile('test/fixtures/documents/care-guide.hwp'));
    expect(conversion).toMatchObject({ isRead: true, pages: CARE_GUIDE.pages.length });
    const table = conversion.isRead
      ? conversion.blocks.find(({ kind, page }) => kind === 'table' && page === 4)
      : undefined;
    expect(table?.kind === 'table' && table.cells).toContainEqual(
      expect.objectContaining({ text: '무료', rowSpan: 3 }),
    );
  });
});

describe('an XLSX sheet', () => {
  it('is a table with its merged cells', async () => {
    const cell = (at: string, words: string): string => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
    const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${cell('A1', '구분')}${cell('B1', '금액')}</row><row r="2">${cell('A2', '1급')}${cell('B2', '3만원')}</row><row r="3">${cell('A3', '2급')}</row></sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells></worksheet>`;
    const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const book = zipOf([
      {
        name: '[Content_Types].xml',
        content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
      },
      {
        name: 'xl/workbook.xml',
        content: `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets><sheet name="지원액" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      },
      { name: 'xl/worksheets/sheet1.xml', content: sheet },
    ]);
    const conversion = await read('표.xlsx', book);
    const table = conversion.isRead ? conversion.blocks.find(({ kind }) => kind === 'table') : undefined;
    expect(table?.kind === 'table' && table.cells).toContainEqual(
      expect.objectContaining({ text: '3만원', row: 1, column: 1, rowSpan: 2 }),
    );
  });
});

describe('a PDF guide', () => {
  it('printed in a font whose space is a control sign keeps its spaces', async () => {
    const conversion = await read('지침.pdf', await readFile('test/fixtures/documents/home-guide.pdf'));
    expect(textsOf(conversion)[0]).toBe(HOME_GUIDE.title);
  });
});

describe('a CSV', () => {
  it('in the code page of Korean Windows is read right', async () => {
    expect(textsOf(await read('표.csv', CP949))).toEqual(['구분|금액|1급|3만원']);
  });

  it('keeps a comma within quotation marks', async () => {
    expect(textsOf(await read('표.csv', '구분,금액\n"1급, 2급","1,000원"'))).toEqual(['구분|금액|1급, 2급|1,000원']);
  });
});

describe('a workbook of Excel 97 to 2003', () => {
  it('gives its sheet as a heading and its cells as a table', async () => {
    const workbook = xlsOf('수당', [
      ['이름', '월 금액'],
      ['이웃수당', 300000],
    ]);
    expect(textsOf(await read('수당.xls', workbook))).toEqual(['수당', '이름|월 금액|이웃수당|300000']);
  });

  it('that was cut off is refused', async () => {
    const workbook = xlsOf('수당', [['이름', '월 금액']]);
    expect(await read('수당.xls', workbook.subarray(0, 600))).toMatchObject({ isRead: false });
  });
});

describe('a web page', () => {
  it('gives title, headings, lines and tables, without what leads around', async () => {
    const page =
      '<title>안내</title><nav>처음으로</nav><h1>돌봄</h1><p>매달 <b>3만원</b>을 드립니다.</p><ul><li>신분증<li>신청서</ul>';
    expect(textsOf(await read('page.html', page))).toEqual(['돌봄', '매달 3만원을 드립니다.', '신분증', '신청서']);
  });

  it.each([
    '<p style="display:none">숨은 말</p>',
    '<p style="font-size:0px">숨은 말</p>',
    '<span style="color:#ffffff">숨은 말</span>',
    '<p hidden>숨은 말</p>',
    '<!-- 숨은 말 -->',
    '<template>숨은 말</template>',
  ])('keeps hidden words apart: %s', async (hidden) => {
    const conversion = await read('page.html', `<p>보이는 말</p>${hidden}`);
    expect(textsOf(conversion)).toEqual(['보이는 말']);
    expect(conversion).toMatchObject({ hidden: [{ text: '숨은 말' }], notes: [{ kind: 'hidden' }] });
  });

  it('under the name of a spreadsheet is read, and that is told', async () => {
    const conversion = await read(
      '명단.xls',
      '<html><table><tr><th>구분</th><th>금액</th></tr><tr><td>1급</td><td>3만원</td></tr></table></html>',
    );
    expect(textsOf(conversion)).toEqual(['구분|금액|1급|3만원']);
    expect(conversion).toMatchObject({ notes: [{ kind: 'renamed' }] });
  });
});

describe('hidden words of a Word document', () => {
  it('are those in white and those marked as not shown, outside of tables', async () => {
    const run = (style: string, words: string): string =>
      `<w:p><w:r><w:rPr>${style}</w:rPr><w:t>${words}</w:t></w:r></w:p>`;
    const body = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${run('<w:b/>', '지원 대상입니다.')}${run('<w:color w:val="FFFFFF"/>', '흰 글자입니다.')}${run('<w:vanish/>', '감춘 글자입니다.')}</w:body></w:document>`;
    const conversion = await read(
      '안내.docx',
      zipOf([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'word/document.xml', content: body },
      ]),
    );
    expect(conversion).toMatchObject({ hidden: [{ text: '흰 글자입니다.' }, { text: '감춘 글자입니다.' }] });
    expect(textsOf(conversion)).toEqual(['지원 대상입니다.']);
  });
});
