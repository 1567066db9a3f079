/** What a person in danger would see first: danger as it was heard → the numbers on the first screen of the reply. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readWording } from '../../src/answering/wording.js';
import { PACKAGE_FOLDER } from '../../src/compose.js';
import { hotlinesSchema } from '../../src/knowledge/support.js';
import type { Danger } from '../../src/safety/crisis.js';
import { crisisReply, worryOver } from '../../src/safety/crisis-reply.js';

/** As `src/evaluation/safety-judge.ts` reads it. */
const FIRST_SCREEN_CHARACTERS = 200;
const NUMBER = /(?<![\d-])(?:1\d{3}-\d{4}|1\d{2,3})(?![\d-])/g;

const wording = readWording(`${PACKAGE_FOLDER}/prompts/replies.yaml`);
const hotlines = hotlinesSchema.parse(parse(readFileSync(`${PACKAGE_FOLDER}/knowledge/hotlines.yaml`, 'utf8')));

export function numbersShown(danger: Danger | undefined): readonly string[] {
  if (danger === undefined) return [];
  const { text } =
    danger.level === 'crisis' ? crisisReply(danger, wording, hotlines, []) : worryOver(danger, wording, hotlines);
  return text.slice(0, FIRST_SCREEN_CHARACTERS).match(NUMBER) ?? [];
}
