/**
 * Masked words: a question without what was masked in it and the words that only introduced it ("제 주민번호 …인데"), so
 * that a number that nobody needs is not taken for what is asked.
 *
 * In: a masked text. Out: the same text with neither masks nor their introductions.
 */
import { MASK } from './personal-data.js';

const WHOSE = '(?:(?:제|내|저희?|우리|본인|남편|아내|엄마|아빠|어머니|아버지|아이|아들|딸)(?:의)?\\s*)?';
const LABEL =
  '(?:이름|성함|성명|주민\\s*(?:등록)?\\s*번호|(?:전화|휴대폰|휴대전화|핸드폰|폰|계좌|통장|카드|여권|외국인등록|면허)?\\s*번호|연락처|계좌|통장|주소|이메일|메일)';
const LINKS = '(?:은|는|이|가|도)?\\s*:?\\s*';
const CLOSES = '\\s*(?:이?(?:고요?|구요?|며)|인데요?|이?(?:에요|예요)|입니다|이라고\\s*해요)?[,.]?';
const INTRODUCED = new RegExp(`${WHOSE}${LABEL}${LINKS}(?:${MASK.source})${CLOSES}`, 'gu');
const ALONE = new RegExp(`(?:${MASK.source})${CLOSES}`, 'gu');

export function withoutMasked(text: string): string {
  return text.replace(INTRODUCED, ' ').replace(ALONE, ' ');
}
