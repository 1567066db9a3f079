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
/** More than two kinds at once would push the first number off a small screen. */
const KINDS_TOLD_MAX = 2;
const CALLS_MAX = 5;

export function crisisReply(
  { kinds, immediate, ofAnother }: Danger,
  wording: Wording,
  hotlines: Hotlines | undefined,
  masked: readonly string[],
  language?: Language,
): Stopped {
  const told = kinds.slice(0, KINDS_TOLD_MAX);
  const main = told.map((kind) => mainLine(kind, hotlines, wording.contact.national));
  const words = language ? wording.languages[language] : undefined;
  const body = words
    ? [fill(words.crisis, { line: main.map(lineText).join(', '), interpreter: interpreterOf(hotlines, wording).phone })]
    : told.map((kind, row) =>
        fill(kind === 'suicide' && ofAnother ? wording.crisis['suicide-other'] : wording.crisis[kind], {
          line: lineText(main[row] ?? wording.contact.national),
        }),
      );
  const danger = words?.danger ?? wording.crisis.immediate;
  const ordered = immediate ? [danger, ...body] : told[0] === 'livelihood' ? body : [...body, danger];
  const after = words ? [] : [wording.crisis.after];
  const urgent = immediate || told[0] !== 'livelihood' ? emergencyLines(hotlines) : [];
  const others = (hotlines?.hotlines ?? []).filter(({ crisis }) =>
    crisis?.some((tag) => told.some((kind) => kind === tag) || (told[0] === 'suicide' && tag === 'mental-health')),
  );
  const interpreters = words
    ? (hotlines?.hotlines ?? []).filter(({ crisis }) => crisis?.includes('interpreting') === true)
    : [];
  const calls = immediate
    ? [...urgent, ...main, ...interpreters, ...others]
    : [...main, ...interpreters, ...urgent, ...others];
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

/** One short sentence for the likeliest kind, and one for a second where it may be that and has another number. */
export function worryOver({ kinds }: Danger, wording: Wording, hotlines: Hotlines | undefined): Worry {
  const told = kinds.slice(0, KINDS_TOLD_MAX).map((kind) => {
    const line = mainLine(kind, hotlines, wording.contact.national);
    return { line, text: fill(wording.worry[kind], { line: lineText(line) }) };
  });
  const apart = told.filter(({ line }, row) => told.findIndex((other) => other.line.phone === line.phone) === row);
  return { text: apart.map(({ text }) => text).join(' '), calls: onePerNumber(apart.map(({ line }) => line)) };
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
