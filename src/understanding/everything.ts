/**
 * Everything: does a question ask for all that a situation of life brings? "장애인 등록하면 뭐가 좋아요", "65세 되면 뭐
 * 나와요", "실직했는데 뭐부터 해야 하나요" name no programme and mean none in particular.
 *
 * In: the words, the situation heard in them, and what was named. Out: yes or no. A name that is only what a person is
 * ("국가유공자") counts as situation, not as a programme.
 */
import type { Situation } from './situation.js';

/** What is asked for, without saying which. */
const GENERIC =
  /뭐(?:가|를|라도)?\s*(?:좋|달라|나오|나와|받|주(?:나|시|는|죠|$)|줘|준|있|도움|해\s*주|해야)|뭘\s*(?:받|주|줘|해야|신청)|뭐\s*(?:부터|뭐)|무슨\s*(?:혜택|도움|지원|복지)|어떤\s*(?:혜택|도움|지원|복지)|혜택|(?:받을|도움받을|지원받을|신청할|신청해야|이용할)\s*(?:수\s*있는|만한|할)?\s*(?:거|것|게|건|제도|지원|복지)|수\s*있는\s*(?:거|것|게)|지원되는\s*(?:거|것|게)|돈\s*나오는\s*(?:거|것|게)|총정리|정리\s*(?:해|좀|부탁)|도움받을\s*(?:거|것|데)|받을\s*(?:거|것)(?:\s|$|[.?!])/;

/** What a person is and what a programme may be called alike. */
const GROUP_NAME =
  /^(?:국가유공자|보훈대상자|참전유공자|차상위(?:계층)?|기초(?:생활)?수급자?|한부모(?:가족|가정)?|장애인|다문화(?:가족|가정)?|결혼이민자|자립준비청년|보호종료아동|학교밖청소년|다자녀|신혼부부|유공자)(?:혜택|지원|복지)?$/;

/** One thing is asked about after all. */
const SINGULAR = /얼마|언제|어디|서류|며칠|몇\s|전화|이름이/;

export function asksForEverything(
  text: string,
  { lifeStages, targetGroups }: Situation,
  named: readonly { readonly name: string }[],
): boolean {
  if (lifeStages.size + targetGroups.size === 0 || !GENERIC.test(text) || SINGULAR.test(text)) return false;
  return named.every(({ name }) => isGroupName(name));
}

export function isGroupName(name: string): boolean {
  return GROUP_NAME.test(name);
}
