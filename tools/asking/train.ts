/**
 * `npx tsx tools/asking/train.ts [--measure]`: trains the hearing (`src/understanding/hearing.ts`) on the open voices and
 * writes `models/asked-letters.bin`. Deterministic; some seconds. With `--measure` nothing is written: each voice is
 * heard by a table of the other open ones, and beside it stands what the patterns of `focus.ts` say.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PACKAGE_FOLDER } from '../../src/package-folder.js';
import { type Focus, focusOf, headOf } from '../../src/understanding/focus.js';
import { ASPECTS, type Aspect, aspectOf, HEARING_TABLE, likeliest } from '../../src/understanding/hearing.js';
import { KEPT_VOICE, OPEN_VOICES, readVoice } from '../voices/read.js';
import { hearingOf, learnAsking } from './learn.js';

const { values } = parseArgs({ options: { measure: { type: 'boolean', default: false } } });
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (part: number, all: number): string => ((100 * part) / all).toFixed(1);

/** What the patterns say is asked, in the names of the aspects. */
function byPatterns(text: string): Aspect {
  const head: Focus | undefined = headOf(focusOf(text), text);
  return (head && aspectOf(head)) ?? 'what';
}

if (values.measure) {
  print('| voice left out | asked | heard | among two | by patterns |');
  print('|---|---|---|---|---|');
  for (const voice of [...OPEN_VOICES, KEPT_VOICE]) {
    const hearing = hearingOf(OPEN_VOICES.filter((other) => other !== voice).flatMap(readVoice));
    const tally = { heard: 0, inTwo: 0, patterns: 0 };
    const lines = readVoice(voice);
    for (const { text, aspect } of lines) {
      const heard = hearing.hear(text);
      const ranked = heard ? ASPECTS.toSorted((one, other) => heard[other] - heard[one]) : [];
      tally.heard += Number(heard !== undefined && likeliest(heard) === aspect);
      tally.inTwo += Number(ranked.slice(0, 2).includes(aspect));
      tally.patterns += Number(byPatterns(text) === aspect);
    }
    const shares = [tally.heard, tally.inTwo, tally.patterns].map((part) => percent(part, lines.length));
    print(`| ${voice} | ${lines.length} | ${shares.join(' | ')} |`);
  }
} else {
  const table = learnAsking(OPEN_VOICES.flatMap(readVoice));
  writeFileSync(join(PACKAGE_FOLDER, 'models', HEARING_TABLE), table);
  print(`${HEARING_TABLE}: ${table.length} bytes`);
}
