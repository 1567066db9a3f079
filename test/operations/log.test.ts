/** What reaches the log: ids, stages, times; of errors their names and places, never their words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/operations/log.js';

const WORDS = '제 이름은 김복지입니다';

function logging() {
  const lines: string[] = [];
  return { lines, log: createLog('trace', { write: (line) => void lines.push(line) }) };
}
const fault = () => new TypeError(`cannot read: ${WORDS}`, { cause: new Error(WORDS) });

describe('the log', () => {
  it.each([
    ['alone', (log: ReturnType<typeof createLog>) => log.error(fault())],
    ['with a message', (log: ReturnType<typeof createLog>) => log.error(fault(), 'failed')],
    ['as err', (log: ReturnType<typeof createLog>) => log.error({ err: fault() }, 'failed')],
    ['as error', (log: ReturnType<typeof createLog>) => log.warn({ error: fault(), stage: 'draft' }, 'failed')],
    ['in the words of the line', (log: ReturnType<typeof createLog>) => log.warn('failed %s', fault())],
    ['of a child', (log: ReturnType<typeof createLog>) => log.child({ channel: 'web' }).error({ err: fault() })],
  ])('shows no message of an error given %s', (_name, write) => {
    const { lines, log } = logging();
    write(log);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('김복지');
    expect(lines[0]).toContain('TypeError');
  });

  it('shows where an error came from', () => {
    const { lines, log } = logging();
    log.error({ err: fault() }, 'failed');
    expect(lines[0]).toMatch(/log\.test\.ts:\d+:\d+/);
  });

  it('takes no line of a message for a place in code', () => {
    const { lines, log } = logging();
    const error = new Error(`x\n    at ${WORDS}\n    at (${WORDS}:1:1)`);
    error.stack = `Error: ${error.message}`;
    log.error({ err: error }, 'failed');
    expect(lines[0]).not.toContain('김복지');
  });

  it('keeps everything else as it is', () => {
    const { lines, log } = logging();
    log.info({ answer: 'ans_1', totalMs: 3 }, 'answered');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ answer: 'ans_1', totalMs: 3, msg: 'answered' });
  });
});

describe('the calls to the log in the code', () => {
  const ROOT = fileURLToPath(new URL('../..', import.meta.url));
  const calls = ['src', 'adapters'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('web/widget'))
      .flatMap((path) => {
        const text = readFileSync(join(ROOT, folder, path), 'utf8');
        const found = text.matchAll(
          /\blog\s*\.(?:trace|debug|info|warn|error|fatal)\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g,
        );
        return [...found].map(([, given = '']) => ({ file: `${folder}/${path}`, given }));
      }),
  );

  it('are found', () => {
    expect(calls.length).toBeGreaterThan(20);
  });

  it('hand in no message, text, question or body', () => {
    const leaking = calls.filter(({ given }) =>
      /\.(?:message|text|stack|body|content|question)\b|\b(?:text|question|body)\s*[,:}]/.test(given),
    );
    expect(leaking).toEqual([]);
  });

  it('use the log that knows errors, not one of their own', () => {
    const makers = ['src', 'adapters'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .filter((path) => /\bpino\(/.test(readFileSync(join(ROOT, folder, path), 'utf8')))
        .map((path) => `${folder}/${path}`),
    );
    expect(makers).toEqual(['src/operations/log.ts']);
  });
});
