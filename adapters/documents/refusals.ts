/** Why a document is not read: each refusal with its reason and remedy in Korean. */
import type { RefusedConversion } from '../../src/knowledge/conversion.js';

const TEXTS: Readonly<Record<RefusedConversion['refusal'], readonly [reason: string, remedy: string]>> = {
  'too-large': ['파일이 너무 큽니다', '장별로 나누어 저장한 파일을 넣으세요'],
  empty: ['빈 파일입니다', '내용이 있는 파일로 바꾸세요'],
  'wrong-type': ['확장자와 내용이 다른 파일입니다', '원래 프로그램에서 다시 저장한 파일을 넣으세요'],
  unsupported: ['읽지 못하는 형식입니다', 'HWPX, PDF, DOCX, XLSX 가운데 하나로 저장해서 넣으세요'],
  encrypted: ['암호나 문서 보안이 걸려 있습니다', '암호를 푼 파일을 넣으세요'],
  damaged: ['깨졌거나 끝까지 받지 못한 파일입니다', '원본을 다시 받아 넣으세요'],
  bomb: [
    '풀면 지나치게 커지거나 밖을 가리키는 파일입니다',
    '파일을 보낸 곳을 확인하고, 원래 프로그램에서 다시 저장하세요',
  ],
  'no-text': ['글자가 없는 문서입니다(그림이나 스캔)', '글자로 저장한 원본을 받거나 글자 인식을 한 뒤 넣으세요'],
  timeout: ['정한 시간 안에 읽지 못했습니다', '장별로 나누어 저장한 파일을 넣으세요'],
  memory: ['읽는 데 메모리가 너무 많이 듭니다', '장별로 나누어 저장한 파일을 넣으세요'],
  crashed: ['읽는 프로그램이 멈췄습니다', '원래 프로그램에서 다시 저장하거나 PDF로 바꾸어 넣으세요'],
};

export function refuse(refusal: RefusedConversion['refusal'], detail?: string): RefusedConversion {
  const [reason, remedy] = TEXTS[refusal];
  return { isRead: false, refusal, reason: detail ? `${reason}: ${detail}` : reason, remedy };
}

/** Thrown inside a conversion to end it; `convert.ts` turns it into the refusal. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: RefusedConversion;
  constructor(refusal: RefusedConversion['refusal'], detail?: string) {
    const refused = refuse(refusal, detail);
    super(refused.reason);
    this.refusal = refused;
  }
}
