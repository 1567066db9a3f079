/**
 * `npm run bench:voices -- [--voice NAME] [--every N] [--misses N]`: what becomes of questions in the voices of people
 * (`tools/voices`, each by one hand). Every line names the record that answers it, the aspect that is asked and the
 * words; `none` stands where no record answers.
 *
 * Printed for each voice: how often the record is found first and among five, how often the answer begins with it, with
 * a sentence of a section that can carry the aspect, how often an answer is declined, and how often `none` is declined.
 * Each voice is asked of an index that knows what the other hands wrote (`knowledge/asked.tsv`), never its own words.
 * The person's city is told where a record is of one place. `--misses N` prints N questions that go wrong, spread evenly.
 */
import { parseArgs } from 'node:util';
import { prepareExamination } from '../src/cli/eval-setup.js';
import { readConfig } from '../src/config.js';
import { AS_SHIPPED } from '../src/evaluation/examinee.js';
import { CARRYING } from '../tools/voices/carrying.js';
import { LATE_VOICE, readVoice, VOICES } from '../tools/voices/read.js';

const { values } = parseArgs({
  options: {
    voice: { type: 'string' },
    every: { type: 'string', default: '1' },
    misses: { type: 'string', default: '0' },
  },
});

/** These are answered in so many sections that any passes. */
const CARRIED_ANYWHERE: ReadonlySet<string> = new Set(['what', 'date', 'place', 'count']);

interface Tally {
  asked: number;
  first: number;
  inFive: number;
  begins: number;
  carries: number;
  declined: number;
}

const share = (part: number, all: number): string => (all === 0 ? '–' : ((100 * part) / all).toFixed(1));
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const voices = [...VOICES, LATE_VOICE].filter((voice) => values.voice === undefined || voice === values.voice);
const examination = await prepareExamination(readConfig({ LOG_LEVEL: 'silent' }), {});
try {
  print('| voice | asked | found first | among five | answer begins with it | and carries the aspect | declined |');
  print('|---|---|---|---|---|---|---|');
  const misses: string[] = [];
  for (const voice of voices) {
    const all = readVoice(voice);
    const examinee = await examination.open({ ...AS_SHIPPED, unasked: all.map(({ text }) => text) });
    const lines = all.filter((_, at) => at % Number(values.every) === 0);
    const tallies = new Map<string, Tally>();
    for (const { recordId, aspect, text } of lines) {
      const record = examination.library.documents.get(recordId);
      const region = record && record.region !== '전국' ? record.region : undefined;
      const setting = { region, audience: 'public' } as const;
      const found = await examinee.find(text, setting);
      const [answer] = await examinee.ask([text], setting, `voices:${recordId}`);
      if (!answer) continue;
      const kind = recordId === 'none' ? 'none' : region === undefined ? 'national' : 'local';
      const tally = tallies.get(kind) ?? { asked: 0, first: 0, inFive: 0, begins: 0, carries: 0, declined: 0 };
      tallies.set(kind, tally);
      const place = found.indexOf(recordId);
      const [lead] = answer.statements.filter(({ citations }) => citations.length > 0);
      const cited = answer.citations.find(({ n }) => n === lead?.citations[0]);
      const begins = cited?.documentId === recordId;
      const section = cited?.passageId.split('#')[1] ?? '';
      const carries = begins && (CARRIED_ANYWHERE.has(aspect) || CARRYING[aspect].includes(section));
      const declined = answer.outcome !== 'answered';
      tally.asked += 1;
      tally.first += Number(place === 0);
      tally.inFive += Number(place >= 0 && place < 5);
      tally.begins += Number(begins);
      tally.carries += Number(carries);
      tally.declined += Number(declined);
      if (recordId === 'none' ? !declined : !carries) {
        misses.push(`${recordId}\t${aspect}\t${text}\t→ ${answer.outcome} #${place + 1} ${lead?.text ?? ''}`);
      }
    }
    for (const [kind, { asked, first, inFive, begins, carries, declined }] of tallies) {
      const name = `${voice}, ${kind}`;
      const shares = [first, inFive, begins, carries, declined].map((part) => share(part, asked));
      print(`| ${name} | ${asked} | ${shares.join(' | ')} |`);
    }
  }
  const step = Math.max(1, Math.floor(misses.length / Math.max(1, Number(values.misses))));
  for (const miss of misses.filter((_, at) => at % step === 0).slice(0, Number(values.misses))) print(miss);
} finally {
  await examination.close();
}
