/** Where words go: data to stdout, everything else to stderr; colour only on a terminal. */
import { once } from 'node:events';

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Writes a line of data and waits where the reader is slow. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}

export function bold(text: string): string {
  return process.stdout.isTTY ? `\u001b[1m${text}\u001b[22m` : text;
}

export function dim(text: string): string {
  return process.stdout.isTTY ? `\u001b[2m${text}\u001b[22m` : text;
}

const STEPS: Readonly<Record<string, string>> = {
  read: '문서 읽기',
  words: '낱말 색인',
  vectors: '벡터',
  graph: '벡터 색인',
  questions: '질문 제안',
  review: '답 견주기',
};
/** Below this a step is over before anyone wonders how long it takes. */
const RATE_AFTER_MS = 1_000;
const REDRAWN_MS = 100;

/**
 * Progress with how many a second and how long it will take: one line on a terminal that is written over, in a log only
 * the end of each step.
 */
export function createProgress(clock: () => number = () => performance.now()) {
  let current = '';
  let startedAt = 0;
  let shownAt = Number.NEGATIVE_INFINITY;
  return (step: string, done: number, all: number): void => {
    const now = clock();
    if (step !== current) {
      current = step;
      startedAt = now;
      shownAt = Number.NEGATIVE_INFINITY;
    }
    const isEnd = done === all;
    if (!isEnd && (!process.stderr.isTTY || now - shownAt < REDRAWN_MS)) return;
    shownAt = now;
    const line = `색인을 만들고 있습니다: ${STEPS[step] ?? step} ${done}/${all}${paceOf(done, all, now - startedAt)}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${line}${isEnd ? '\n' : ''}`);
    else say(line);
  };
}

/** ` (초당 310, 남은 시간 42초)`; nothing while too little is known. */
function paceOf(done: number, all: number, elapsedMs: number): string {
  if (elapsedMs < RATE_AFTER_MS || done === 0) return '';
  const perSecond = (done / elapsedMs) * 1000;
  const left = (all - done) / perSecond;
  return ` (초당 ${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)}${left > 0 ? `, 남은 시간 ${durationOf(left)}` : ''})`;
}

function durationOf(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole}초` : `${Math.floor(whole / 60)}분 ${whole % 60}초`;
}
