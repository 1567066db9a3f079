/**
 * What kordoc does not do for PDF. Spaces: some fonts (NanumGothic printed by Chromium) map their space to U+0001, which kordoc takes for
 * rubbish, so that all words run together; here pdf.js gives spaces instead. Locks: whether a file asks for a password.
 */
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** pdf.js does not export the class of its pages; a blank page shows it. */
const BLANK = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
trailer<</Root 1 0 R>>
%%EOF`;

let isDone = false;

export async function spacesOfPdf(): Promise<void> {
  if (isDone) return;
  isDone = true;
  const blank = await getDocument({ data: new TextEncoder().encode(BLANK), verbosity: 0 }).promise;
  const pages: PDFPageProxy = Object.getPrototypeOf(await blank.getPage(1));
  const { getTextContent } = pages;
  pages.getTextContent = async function (this: PDFPageProxy, ...options) {
    const content = await getTextContent.apply(this, options);
    for (const item of content.items) if ('str' in item) item.str = item.str.replaceAll('\u0001', ' ');
    return content;
  };
  await blank.destroy();
}

export async function isLocked(bytes: Uint8Array): Promise<boolean> {
  const opening = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  try {
    await opening.promise;
    return false;
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException';
  } finally {
    await opening.destroy();
  }
}
