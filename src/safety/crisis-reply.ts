/**
 * The reply to danger, and the line of a worry: kinds of danger → fixed words and telephone numbers. At this moment in danger: 112 and 119
 * first; then the line for the kind; then a person or place to turn to; then the door stays open for questions.
 *
 * The numbers come from the dated hotline file alone. Without the file, 112, 119 and the general line still stand.
 */
import { fill, type Wording } from '../answering/wording.js';
import type { Stopped } from '../core/pipeline.js';
import type { Hotlines } from '../knowledge/support.js';
import type { Language } from '../understanding/languages.js';
import type { CrisisKind } from './crisis/kinds.js';
import type { Danger } from './crisis.js';

type Line = { readonly name: string; readonly phone: string };

const EMERGENCY_NUMBERS = ['112', '119'];
const CALLS_MAX = 5;

export function crisisReply(
  { kinds, immediate, maybeAtOnce = false, ofAnother }: Danger,
  wording: Wording,
  hotlines: Hotlines | undefined,
  masked: readonly string[],
  language?: Language,
): Stopped {
  const told = onePerLine(kinds, hotlines, wording);
  // Who has nothing to eat is not sent to the police, unless it may be more than that.
  const namesEmergency = immediate || maybeAtOnce || told[0].kind !== 'livelihood';
  const [first, ...others] = namesEmergency ? besideEmergency(told) : told;
  const main = [first, ...others].map(({ line }) => line);
  const words = language ? wording.languages[language] : undefined;
  const sentence = wording.crisis[first.kind === 'suicide' && ofAnother ? 'suicide-other' : first.kind];
  const body = words
    ? [fill(words.crisis, { line: main.map(lineText).join(', '), interpreter: interpreterOf(hotlines, wording).phone })]
    : [[fill(sentence, { line: lineText(first.line) }), ...othersText(others, wording)].join(' ')];
  const danger = words?.danger ?? wording.crisis.immediate;
  const ordered = immediate ? [danger, ...body] : namesEmergency ? [...body, danger] : body;
  const after = words ? [] : [wording.crisis.after];
  const urgent = namesEmergency ? emergencyLines(hotlines) : [];
  const related = (hotlines?.hotlines ?? []).filter(({ crisis }) =>
    crisis?.some((tag) => kinds.some((kind) => kind === tag) || (first.kind === 'suicide' && tag === 'mental-health')),
  );
  const interpreters = words
    ? (hotlines?.hotlines ?? []).filter(({ crisis }) => crisis?.includes('interpreting') === true)
    : [];
  const calls = immediate
    ? [...urgent, ...main, ...interpreters, ...related]
    : [...main, ...interpreters, ...urgent, ...related];
  return {
    stopped: true,
    outcome: 'crisis',
    text: [...ordered, ...after].join('\n\n'),
    masked,
    calls: onePerNumber(calls).slice(0, CALLS_MAX),
  };
}

/** What stands before an answer to a question that may be asked in danger. */
export interface Worry {
  readonly text: string;
  readonly calls: readonly Line[];
}

/** One short sentence for the likeliest kind, one that names the lines of others that it may be, and 112 and 119. */
export function worryOver(
  { kinds, maybeAtOnce = false }: Danger,
  wording: Wording,
  hotlines: Hotlines | undefined,
): Worry {
  const told = onePerLine(kinds, hotlines, wording);
  const [first, ...others] = maybeAtOnce ? besideEmergency(told) : told;
  return {
    text: [
      fill(wording.worry[first.kind], { line: lineText(first.line) }),
      ...othersText(others, wording),
      ...(maybeAtOnce ? [wording.crisis.maybe] : []),
    ].join(' '),
    calls: onePerNumber([
      ...[first, ...others].map(({ line }) => line),
      ...(maybeAtOnce ? emergencyLines(hotlines) : []),
    ]),
  };
}

type KindAndLine = { readonly kind: CrisisKind; readonly line: Line };

/** The kinds with their lines; of those that share a number the likeliest. */
function onePerLine(
  [first, ...others]: Danger['kinds'],
  hotlines: Hotlines | undefined,
  wording: Wording,
): readonly [KindAndLine, ...KindAndLine[]] {
  const withLine = (kind: CrisisKind): KindAndLine => ({
    kind,
    line: mainLine(kind, hotlines, wording.contact.national),
  });
  const told: [KindAndLine, ...KindAndLine[]] = [withLine(first)];
  for (const one of others.map(withLine)) if (told.every(({ line }) => line.phone !== one.line.phone)) told.push(one);
  return told;
}

/** What stands beside 112 and 119: the likeliest, and of the others those with a number of their own. */
function besideEmergency([first, ...others]: readonly [KindAndLine, ...KindAndLine[]]): readonly [
  KindAndLine,
  ...KindAndLine[],
] {
  return [first, ...others.filter(({ line }) => !EMERGENCY_NUMBERS.includes(line.phone))];
}

/** "혹시 다른 일이면 끼니·잠자리 129, 노인학대 1577-1389": what each is for, for the person knows better which it is. */
function othersText(others: readonly KindAndLine[], wording: Wording): readonly string[] {
  if (others.length === 0) return [];
  const lines = others.map(({ kind, line }) => `${wording.matter[kind]} ${line.phone}`).join(', ');
  return [fill(wording.crisis.others, { lines })];
}

/** The special line of a kind; where the file has none but the police or the ambulance, that. */
function mainLine(kind: CrisisKind, hotlines: Hotlines | undefined, otherwise: Line): Line {
  const lines = (hotlines?.hotlines ?? []).filter(({ crisis }) => crisis?.some((tag) => tag === kind));
  return lines.find(({ phone }) => !EMERGENCY_NUMBERS.includes(phone)) ?? lines[0] ?? otherwise;
}

function emergencyLines(hotlines: Hotlines | undefined): readonly Line[] {
  return (hotlines?.hotlines ?? []).filter(({ phone }) => EMERGENCY_NUMBERS.includes(phone));
}

/** The first line that interprets; the general line where the file names none. */
export function interpreterOf(hotlines: Hotlines | undefined, wording: Wording): Line {
  return (
    (hotlines?.hotlines ?? []).find(({ crisis }) => crisis?.includes('interpreting') === true) ??
    wording.contact.national
  );
}

const lineText = ({ name, phone }: Line): string => `${name} ${phone}`;

function onePerNumber(lines: readonly Line[]): Line[] {
  const seen = new Set<string>();
  return lines.flatMap(({ name, phone }) => {
    if (seen.has(phone)) return [];
    seen.add(phone);
    return [{ name, phone }];
  });
}
