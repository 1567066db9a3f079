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

/** One line on a terminal that is written over; in a log only the last step of each. */
export function createProgress(): (step: string, done: number, all: number) => void {
  const names: Readonly<Record<string, string>> = { words: '낱말 색인', vectors: '벡터 색인' };
  return (step, done, all) => {
    const line = `색인을 만들고 있습니다: ${names[step] ?? step} ${done}/${all}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${line}${done === all ? '\n' : ''}`);
    else if (done === all) say(line);
  };
}
