/**
 * Noun before: the noun that stands right before the asking word and is what the question turns on ("학용품비 일 년에
 * 얼마예요"), stretches of time and the value's own name left out.
 *
 * In: the question up to the asking word, and the record. Out: the noun; undefined where a verb or nothing stands there.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { stemOf } from '../korean/tokens.js';
import { pairsIn } from './spoken.js';

/** Between the asking word and the noun it turns on: stretches of time, bounds, and what the value is called. */
const BETWEEN =
  /\d|^(?:한|일|하루|한달|달|년|해|번|끼|매달|다달|석달|두달|넉달|매월|월|연|연간|보통|최대|많게|많아야|길게|적어도|대략|약|총|다|모두|전부|돈|금액|비용|한도|상한|기간|기한|나이|요금|값|정도|거의|각각|나라|시|정부|제|내|저희|그럼|지금|올해|이번|석|두|세|사람|분|명|때|거|것|지원|신청|대상|조건|문의|전화번호|번호|전화|기준|범위|제한|예약|가입|순서|환급|시간|위치|서류|방법|자격|단가|액|수당|급여|이용|혜택|소득|재산|부담|본인부담|본인부담금|본인부담률|자부담|횟수|인원|사용|이름|담당|부서|담당자|날짜|시기|날|최고|한꺼번|식구|가족|가구|세대|아이|아기|애|애기|자녀|아들|딸|혼자|부부|남편|아내|와이프|엄마|아빠|어머니|아버지|부모|부모님|할머니|할아버지|어르신|노인|청년|학생|본인|우리|저|제가|환자|수급자|차상위|한부모|장애인|임산부|산모|첫째|둘째|셋째|넷째|쌍둥이|첫애|하나|둘|셋|넷|하루|집|동네|여기|거기|대신|보통|평균|따로|더|또|추가|먼저|다시|같이|각자|나중|언제|만약|혹시|그거|이거|이게|그게)(?:은|는|이|가|을|를|도|에|씩|으로|로|만|에서|당|에는)?$/;
/** Endings of verbs: what stands right before the asking word is then no noun. */
const VERB =
  /(?:면|고|서|는데|은데|인데|려고|니까|다가|던데|지만|[받있없않먹넣붓묻입얻]을|할|된|한|는|운|은|내|려|게|지|야|요|데|줄|볼|될)$/;

export interface Noun {
  readonly pairs: readonly string[];
  /** What the glossary says it means. */
  readonly isMeantBy: readonly (readonly string[])[];
  readonly stem: string;
  readonly isName: boolean;
  readonly isKnown: boolean;
  /** "점심값은 얼마": it is said to be what the question is about. */
  readonly isTopic: boolean;
}

/** The noun right before the asking word; undefined where a verb or nothing stands there. */
export function nounBefore(
  before: string,
  { title, aliases }: KnowledgeDocument,
  meantBy: (word: string) => (readonly string[])[],
  isKnown: (pairs: readonly string[]) => boolean,
): Noun | undefined {
  for (const word of before
    .trim()
    .split(/[\s,.?!]+/)
    .reverse()) {
    const stem = stemOf(word);
    if (stem.length < NOUN_LETTERS_MIN || BETWEEN.test(stem)) continue;
    if (!/^[가-힣]+$/.test(stem) || (VERB.test(word) && !/[가-힣]{2}(?:은|는)$/.test(word))) return undefined;
    const pairs = pairsIn(stem);
    if (pairs.length === 0) return undefined;
    const isName = [title, ...aliases].some((name) => {
      const bare = name.replace(/\s+/g, '');
      return bare.includes(stem) || stem.includes(bare);
    });
    return { stem, pairs, isMeantBy: meantBy(stem), isName, isKnown: isKnown(pairs), isTopic: TOPIC.test(word) };
  }
  return undefined;
}

const NOUN_LETTERS_MIN = 2;
const TOPIC = /(?:은|는|이|가|을|를|도)$/;
