/**
 * Encodings: bytes → text. UTF-8 first; UTF-16 where its mark stands; else the code page of Korean Windows (CP949,
 * which holds EUC-KR), as long as what comes out is Korean.
 *
 * Undefined where the bytes are no text in any of them.
 */

import iconv from 'iconv-lite';

/** Bytes of another kind decode to rare Hanja and rare syllables; real text is mostly common Hangul and ASCII. */
const COMMON_SHARE_MIN = 0.6;
const CONTROLS = /(?![\t\n\v\f\r])\p{Cc}|\ufffd/gu;
const CONTROL_SHARE_MAX = 0.01;

export function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return strictly('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return strictly('utf-16be', bytes);
  const utf8 = strictly('utf-8', bytes);
  if (utf8 !== undefined) return utf8;
  // Node's own decoder makes "가A" of "가갂": it lacks the syllables that Windows added.
  const korean = iconv.decode(bytes, 'cp949');
  return !korean.includes('\ufffd') && isKorean(korean) ? korean : undefined;
}

/** No text holds many control characters. */
export function isText(text: string): boolean {
  return (text.match(CONTROLS)?.length ?? 0) <= text.length * CONTROL_SHARE_MAX;
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isKorean(text: string): boolean {
  const beyondAscii = text.match(/\P{ASCII}/gu)?.length ?? 0;
  const hangul = text.match(/[가-힣ㄱ-ㅎ·※○□■◇①-⑮「」“”‘’～…]/g)?.length ?? 0;
  return isText(text) && hangul >= beyondAscii * COMMON_SHARE_MIN;
}
