/**
 * Wishes: what a person asks of the answer rather than of the programmes: more of it ("자세히"), simpler words
 * ("더 쉽게"), something else ("다른 거"), or the second of a list ("두 번째 거").
 *
 * A wish alone is carried out on the question before it; a wish inside a question goes along with that question.
 */

export interface Wish {
  readonly detail: boolean;
  readonly easy: boolean;
  readonly other: boolean;
  /** Which of the programmes just told is meant, from 0; -1 is the last. */
  readonly ordinal?: number | undefined;
}

const DETAIL = /(?:더\s*)?(?:자세(?:히|하게|한)|상세(?:히|하게|한)|구체적(?:으로|인))|더\s*(?:알려|설명|말해)/;
const EASY =
  /어려운\s*말\s*(?:말고|빼고|없이)|초등학생도|알아듣기\s*쉽|쉬운\s*단어|(?:더|좀|아주)?\s*쉽게|쉬운\s*(?:말|우리말|한국어|한국말|글|설명)|(?:말|용어|글|설명)(?:이|은|도)?\s*(?:너무\s*)?어려(?:워|운|우)|(?:무슨|뭔)\s*(?:말|소리)인지|이해(?:가|를)?\s*(?:안|못|잘\s*안|어려)/;
const OTHER =
  /^(?:그럼|그러면|혹시|이거|그거|이것|그것)?\s*(?:말고)?\s*(?:또\s*)?(?:다른\s*(?:거|것|건|게|제도|지원|혜택)|그\s*(?:밖|외)에|이\s*(?:밖|외)에|(?:더|또)\s*(?:뭐\s*)?(?:있|없)(?:어요?|나요?|을까요?|습니까)?|또\s*뭐|나머지)/;

const NATIVE_ORDINALS = ['첫', '두', '세', '네', '다섯', '여섯', '일곱', '여덟'];
const ORDINAL =
  /(첫|두|세|네|다섯|여섯|일곱|여덟)\s*번째(?!\s*(?:아이|애|자녀|달|해|주|출산|임신))|(?<!\d)(\d)\s*번(?:째)?(?=\s*(?:거|것|건|게|걸|제도|지원|이요|은요|는요|요|$))|(마지막)\s*(?:거|것|건|게|걸|제도|지원)/;

/** What remains of a bare wish: politeness, and words that point back. */
const POLITE =
  /알려|주세요|주실|주시|줘요?|주라|달라|설명|말씀?해?|말로|해\s*봐|해요|해|하면|부탁|드려|드립니다|싶어요?|할게요|보여|있어요?|있나요?|없어요?|없나요?|있을까요?|으로|은요|는요|도요|이요|뭐|또|더|좀|그럼|그러면|혹시|그거|이거|그건|이건|그것|제도|지원|혜택|거|것|건|게|걸|요|를|을|은|는|에|대해|말고|네|아|말|이|가|도/g;

export function wishOf(text: string): Wish {
  const [, native, digit, final] = ORDINAL.exec(text) ?? [];
  const ordinal = native ? NATIVE_ORDINALS.indexOf(native) : digit ? Number(digit) - 1 : final ? -1 : undefined;
  return {
    detail: DETAIL.test(text),
    easy: EASY.test(text),
    other: OTHER.test(text),
    ...(ordinal === undefined ? {} : { ordinal }),
  };
}

/** The words ask for nothing but another form of the answer before them. */
export function isBareWish(text: string): boolean {
  const { detail, easy, other } = wishOf(text);
  if (!detail && !easy && !other) return false;
  const rest = text.replace(EASY, ' ').replace(OTHER, ' ').replace(DETAIL, ' ').replace(POLITE, ' ');
  return rest.replace(/[^가-힣a-z0-9]/gi, '') === '';
}
