/**
 * Foreign: a question about a local programme that the person's own place is not known to have → a draft that says
 * so and tells the national rule, never another city's benefit. Undefined where the place has it or none is meant.
 */
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import { SCORE_FLOOR } from './beside.js';
import type { ExtractTools } from './compose.js';
import { notOfThisPlace } from './decline.js';
import type { Draft } from './draft.js';
import { contactText, fill } from './wording.js';

/** The odds of another region's document beat those of the person's own by this factor → the question is about that one. */
const ELSEWHERE_FACTOR = 4;
/** A document of the person's own place that fits this well may be what is meant, under another name. */
const OWN_SCORE_MIN = 0.5;
/** Its odds beside those of the best national one. */
const OWN_SHARE = 0.3;

export function foreignRegion(
  understanding: Understanding,
  candidates: readonly Candidate[],
  elsewhere: Candidate | undefined,
  tools: ExtractTools,
): Draft | undefined {
  const { place, chosen } = understanding;
  if (!place || chosen !== undefined) return undefined;
  const { wording } = tools;
  const top = ownOf(candidates);
  const contact = contactText(place.contact ?? wording.contact.national);
  const national = candidates.find(({ document }) => document.region === '전국');
  const hasOwn = top !== undefined && top.document.region !== '전국';
  const says = (template: string) => fill(template, { region: place.name, contact });
  if (asksForLocalProgramme(understanding) && !hasOwn && !top?.isNamed)
    return notOfThisPlace('redirected', says(wording.otherCity), national, understanding, tools);
  if (hasOwn && top.score >= OWN_SCORE_MIN && sharesMatter(top, elsewhere)) return undefined;
  // By the matter itself: an alias that two cities share must not decide between them.
  const best = hasOwn ? (top?.matter ?? 0) : (top?.odds ?? 0);
  const other = hasOwn ? elsewhere?.matter : elsewhere?.odds;
  if (elsewhere && other !== undefined && elsewhere.score > SCORE_FLOOR && other > best * ELSEWHERE_FACTOR)
    return notOfThisPlace('abstained', says(wording.notHere), national, understanding, tools);
  return undefined;
}

/** The best one; of nearly equal ones the place's own, where nothing was named. */
function ownOf(candidates: readonly Candidate[]): Candidate | undefined {
  const [top] = candidates;
  if (!top || top.isNamed || top.document.region !== '전국') return top;
  const own = candidates.find(({ document }) => document.region !== '전국');
  return own && own.score >= OWN_SCORE_MIN && own.odds >= top.odds * OWN_SHARE ? own : top;
}

/** Both are for the same time of life and about the same thing: a city's own form of what the other city calls so. */
function sharesMatter(own: Candidate, elsewhere: Candidate | undefined): boolean {
  if (!elsewhere) return true;
  const ends = /(?:지원금|장려금|축하금|수당|급여|보험|이자|환급)/;
  const isMoney = ends.test(own.document.title) && ends.test(elsewhere.document.title);
  // Nothing was named: then it is the matter that was asked for, and the own place has its form of it.
  return (
    (isMoney || !elsewhere.isNamed) &&
    own.document.lifeStages.some((stage) => elsewhere.document.lifeStages.includes(stage)) &&
    own.document.themes.some((theme) => elsewhere.document.themes.includes(theme))
  );
}

/** "시에서 얼마 줘요": not the nation's money is asked for. */
export const CITY_GIVES =
  /(?<![가-힣])(?:우리\s*)?(?:시|군|구|도)(?:청)?에서\s*(?:따로\s*|또\s*)?(?:주|얼마|돈|나오|지원|뭐|해)/;

/** "부산시 출산지원금": the place itself is made the giver. */
function asksForLocalProgramme({ place, query }: Understanding): boolean {
  const short = (place?.city ?? place?.province ?? '').replace(/(?:특별자치|특별|광역|특례)?[시도군구]$/, '');
  const province = (place?.province ?? '').replace(/(?:특별자치|특별|광역)?[시도]$/, '');
  if (CITY_GIVES.test(query) && place !== undefined) return true;
  return (
    short !== '' &&
    new RegExp(
      `(?:${short}|${province})(?:특별자치|특별|광역|특례)?(?:시|군|구|도)?(?:에서|가|의)?\\s*(?:주는|하는|자체)?\\s*[가-힣]*(?:지원금|수당|장려금|축하금)`,
    ).test(query)
  );
}
