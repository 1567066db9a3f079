/**
 * A line of official text → one sentence that can be cited alone: the programme is named, what it stands under is said,
 * and it ends as a sentence. Words are only added around it; no figure is touched, and nothing is concluded.
 *
 *   출생아 1인당 지역화폐 50만원 지급   →   경기도 산후조리비는 출생아 1인당 지역화폐 50만원을 지급합니다.
 *   신청일 현재 도에 거주하고 있을 것   →   …: 신청일 현재 도에 거주하고 있어야 합니다.
 *   대기업 정규직                       →   ○○, 지원 대상: 대기업 정규직.
 */
import { withParticle } from '../answering/particles.js';
import { figuresOf } from '../korean/figures.js';
import type { Line } from './lines.js';

const SENTENCE = /[다요까](?:\s*\([^()]*\))?$/u;
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/있을 것$/u, '있어야 합니다'],
  [/없을 것$/u, '없어야 합니다'],
  [/아닐 것$/u, '아니어야 합니다'],
  [/않을 것$/u, '않아야 합니다'],
  [/않았을 것$/u, '않았어야 합니다'],
  [/(?<=야 )함$/u, '합니다'],
  [/(?<=[가-힣])할 것$/u, '해야 합니다'],
  [/될 것$/u, '되어야 합니다'],
  [/있음$/u, '있습니다'],
  [/없음$/u, '없습니다'],
  [/않음$/u, '않습니다'],
  [/(?<=[가-힣])하지 아니함$/u, '하지 않습니다'],
  [/(?<=[가-힣]{2})함$/u, '합니다'],
  [/(?<=[가-힣]{1})됨$/u, '됩니다'],
  [/있다$/u, '있습니다'],
  [/없다$/u, '없습니다'],
  [/한다$/u, '합니다'],
  [/된다$/u, '됩니다'],
];
const GIVING = '지급|지원|제공|감면|할인|면제|대여|융자|보조|배부|가산|감액';
const GIVES_FIGURE = new RegExp(`^(.*(?:원|%|포인트|시간|매|개|회|일|명))\\s+((?:추가\\s?)?(?:${GIVING}))$`, 'u');
const DOES = new RegExp(
  `(?:을|를|에|에게|로|으로|에서|씩|까지)\\s(?:${GIVING}|제외|포함|적용|제한|신청|제출|접수|방문)$`,
  'u',
);
const OWN_SUBJECT = /[가-힣)](?:은|는|이|가)\s/u;
/** The line brings its own heading: `연령: 만 65세 이상`. */
const LABELLED = /^[^:]{2,14}: /u;
const PATH_MAX = 2;
const PATH_CHARACTERS_MAX = 120;

export function sentenceOf(line: Line, title: string, label: string): string {
  const text = trimmed(line.text);
  const under = line.under.map(trimmed);
  const parent = under.at(-1);
  if (parent !== undefined && SENTENCE.test(parent)) {
    const path = pathOf(under.slice(0, -1), 0);
    const said = `${ended(spoken(parent))} ${ended(spoken(text))}`;
    return path.length > 0 ? `${title}, ${path.join(', ')}: ${said}` : said;
  }
  const path = pathOf(under, PATH_MAX);
  if (path.length > 0) return ended(`${title}, ${path.join(', ')}: ${spoken(text)}`);
  if (SENTENCE.test(text)) return ended(spoken(text));
  const gives = GIVES_FIGURE.exec(text);
  if (gives && !text.includes(':')) {
    const [, what = '', verb = ''] = gives;
    const said = `${withParticle(what, '을')} ${verb}합니다`;
    return ended(OWN_SUBJECT.test(text) ? said : `${withParticle(title, '은')} ${said}`);
  }
  const said = spoken(text);
  if (said !== text && !LABELLED.test(text)) return ended(said);
  return ended(LABELLED.test(text) || label === '' ? `${title}, ${said}` : `${title}, ${label}: ${said}`);
}

/** The nearest of what a line stands under, and further ones that hold a figure: those are never left out or cut. */
function pathOf(under: readonly string[], nearest: number): readonly string[] {
  const isLong = under.slice(-nearest).join().length > PATH_CHARACTERS_MAX;
  const kept = nearest > 0 && isLong ? 1 : nearest;
  return under.filter((part, at) => at >= under.length - kept || figuresOf(part).length > 0);
}

/** The line's end as it would be said; the line itself where that is not plain. */
function spoken(text: string): string {
  for (const [pattern, ending] of ENDINGS) if (pattern.test(text)) return text.replace(pattern, ending);
  return DOES.test(text) && !/:/.test(text) ? `${text}합니다` : text;
}

function trimmed(text: string): string {
  return text.replace(/[\s.。:;,]+$/u, '').replace(/\s+([:：])\s*/gu, ': ');
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
