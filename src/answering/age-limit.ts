/**
 * Age limit: does the one age limit of a record leave out the age that was told? "스무 살 아들도 되나요" where it is for
 * those under 18: then the answer begins with no. Silent wherever that is not certain.
 *
 * In: the record and the understood question. Out: the claim with the limit; undefined where the age fits, where several
 * sentences speak of ages or of exceptions, where the age may be another person's, and where counting years the Korean
 * way could still bring it within.
 */
import type { Claim, KnowledgeDocument } from '../knowledge/schema.js';
import { agesIn } from '../understanding/quantities.js';
import type { Understanding } from '../understanding/understand.js';
import { agesOf } from './age-fit.js';
import { isException, isLaterPlan } from './sentence-kinds.js';

/** Who says 쉰 살 may be 48 in law. */
const COUNTED_YEARS = 2;
const ADULT = 19;
const IN_LAW = /\d\s*세|만\s*\S+\s*(?:살|세)/;
/** The age will be another one, or is asked for. */
const NOT_NOW = /되면|될\s*때|내년|후년|앞으로|곧|몇\s*살|몇\s*세|부터|까지/;
const CHILD = /아들|딸|아이|아기|애가|애도|애는|자녀|손[자주녀]|동생|조카|학생/;
const OF_CHILD = /자녀|아동|영아|유아|아이|아기|청소년|학생|출생/;
/** Another way in. */
const OTHER_WAY =
  /예외|특례|젊어도|이라도|초로기|재학|연장|해당하지 않아도|이거나|또는|등이|등은|[가-힣](?:도|에게도) [^.]*(?:받|대상|신청|이용|참여|들어갈)/;
/** Whoever has a child of that age: the age of who asks says nothing. */
const OF_KEEPER = /보호자|있으면|두고|둔|키우|양육|있는 (?:가구|세대|가정)|있고|위해|부모|임산부|산모|부양/;
const TELLS_PAST = /지난 정보|지난 값|예전|까지 [가-힣]+은 만/;

export function ageLimitMissed(document: KnowledgeDocument, { said, query }: Understanding): Claim | undefined {
  const text = said ?? query;
  const told = [...new Set(agesIn(text))];
  const [age] = told;
  if (age === undefined || told.length > 1 || NOT_NOW.test(text) || document.status !== '시행') return undefined;
  const least = IN_LAW.test(text) ? age : age - COUNTED_YEARS;
  const isMissed = (claim: Claim): boolean => agesOf(claim.text).every(({ from, to }) => least > to || age < from);
  const claims = document.sections
    .filter(({ slug }) => ASKED.has(slug))
    .flatMap(({ slug, claims: all }) => all.map((claim) => ({ claim, slug })))
    .filter(({ claim }) => !isLaterPlan(claim.text) && !TELLS_PAST.test(claim.text));
  const ofAge = claims.filter(({ claim }) => agesOf(claim.text).length > 0);
  // The first sentence of whom it is for is the rule; those after it are its cases.
  const limit = claims.find(({ slug }) => slug === 'eligibility')?.claim;
  if (!limit || agesOf(limit.text).length === 0 || claims.some(({ claim }) => isUnread(claim))) return undefined;
  if (!ofAge.every(({ claim }) => isMissed(claim)) || isException(limit.text)) return undefined;
  if (
    claims.some(
      ({ claim }) => !(claim !== limit && ofAge.some((one) => one.claim === claim)) && OTHER_WAY.test(claim.text),
    )
  )
    return undefined;
  if (OF_KEEPER.test(limit.text.replace(/주소를 두고|주민등록을 두고/, ' '))) return undefined;
  const isChilds = CHILD.test(text) || age < ADULT;
  return isChilds === OF_CHILD.test(limit.text) ? limit : undefined;
}

/** "20세까지": an age, in words that say nothing certain here. */
const isUnread = ({ text }: Claim): boolean => /\d\s?세/.test(text) && agesOf(text).length === 0;

const ASKED: ReadonlySet<string> = new Set(['overview', 'eligibility', 'benefit', 'caution', 'deadline']);
