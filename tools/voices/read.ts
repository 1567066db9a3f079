/**
 * The voices (`*.tsv` beside this file) → their lines: the record that answers, the aspect asked, the words.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from '../../src/package-folder.js';
import type { Aspect } from '../../src/understanding/hearing.js';

/** What is learnt is learnt from these; `neighbours` only measures. */
export const OPEN_VOICES = ['elders', 'young', 'families'] as const;
export const KEPT_VOICE = 'neighbours';
/** Came when all was learnt: only asked, by the bench. */
export const LATE_VOICE = 'strangers';
export const VOICES = [...OPEN_VOICES, KEPT_VOICE] as const;

const ASPECT_OF: Readonly<Record<string, Aspect>> = {
  what: 'what',
  who: 'eligibility',
  amount: 'amount',
  benefit: 'benefit',
  how: 'apply',
  papers: 'documents',
  deadline: 'deadline',
  when: 'date',
  place: 'place',
  contact: 'contact',
  count: 'count',
};

export interface VoiceLine {
  readonly voice: string;
  /** `none` where no record answers. */
  readonly recordId: string;
  readonly aspect: Aspect;
  readonly text: string;
}

export function readVoice(voice: string): VoiceLine[] {
  return readFileSync(join(PACKAGE_FOLDER, 'tools', 'voices', `${voice}.tsv`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [recordId = '', name = '', text = ''] = line.split('\t');
      const aspect = ASPECT_OF[name];
      if (aspect === undefined) throw new Error(`${voice}.tsv: "${name}"은(는) 아는 측면이 아닙니다. 줄: ${line}`);
      return { voice, recordId, aspect, text };
    });
}
