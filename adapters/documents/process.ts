/**
 * One reader: a child process that is started when first needed, given one document at a time, and killed when it
 * takes too long or too much memory. The next document gets a new one.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Conversion, conversionSchema, type SourceFile } from '../../src/knowledge/conversion.js';
import { refuse } from './refusals.js';

export interface ReaderLimits {
  /** For one document, from handing it over to its conversion. */
  readonly timeoutMs: number;
  /** Of the child's whole memory; its heap gets half. Watched where the system tells it (Linux). */
  readonly memoryBytes: number;
}

export interface DocumentReader {
  read(file: SourceFile): Promise<Conversion>;
  stop(): void;
}

const REPLY = z.object({ id: z.number(), conversion: conversionSchema });
const WATCH_MS = 100;
const PAGE_BYTES = 4_096;
const MEBIBYTE = 1024 * 1024;
/** What the child may take to start before the first document's time begins. */
const START_MS = 20_000;
/** After so long without a document the child ends: a server that looks into its folder now and then keeps none. */
const IDLE_MS = 15_000;

export function createReader({ timeoutMs, memoryBytes }: ReaderLimits, module = childModule()): DocumentReader {
  let child: ChildProcess | undefined;
  let ready: Promise<boolean> | undefined;
  let next = 0;
  let idle: NodeJS.Timeout | undefined;

  function start(): { readonly child: ChildProcess; readonly ready: Promise<boolean> } {
    if (child?.connected && ready) return { child, ready };
    const heap = Math.round(memoryBytes / 2 / MEBIBYTE);
    const started = fork(module.path, [], {
      serialization: 'advanced',
      // Nothing of the environment: no keys, no settings.
      env: {},
      execArgv: [`--max-old-space-size=${heap}`, ...module.execArgv],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child = started;
    ready = new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), START_MS);
      started.once('message', () => {
        clearTimeout(timer);
        resolve(true);
      });
      started.once('exit', () => {
        clearTimeout(timer);
        resolve(false);
      });
      started.once('error', () => resolve(false));
    });
    return { child: started, ready };
  }

  function stop(): void {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = undefined;
    ready = undefined;
  }

  return {
    async read({ name, bytes }) {
      clearTimeout(idle);
      const running = start();
      hold(running.child, true);
      if (!(await running.ready)) {
        stop();
        return refuse('crashed', '읽는 프로그램이 시작되지 않았습니다');
      }
      const id = next;
      next += 1;
      const conversion = await new Promise<Conversion>((resolve) => {
        const { child: process } = running;
        const end = (result: Conversion): void => {
          clearTimeout(timer);
          clearInterval(watch);
          process.off('message', onMessage);
          process.off('exit', onExit);
          resolve(result);
        };
        const giveUp = (result: Conversion): void => {
          stop();
          end(result);
        };
        const onMessage = (message: unknown): void => {
          const reply = REPLY.safeParse(message);
          if (!reply.success) giveUp(refuse('crashed'));
          else if (reply.data.id === id) end(reply.data.conversion);
        };
        // V8 ends the process by a signal of its own when the heap is full.
        const onExit = (_code: number | null, signal: NodeJS.Signals | null): void =>
          giveUp(refuse(signal === 'SIGABRT' || signal === 'SIGTRAP' ? 'memory' : 'crashed'));
        const timer = setTimeout(() => giveUp(refuse('timeout', `${Math.round(timeoutMs / 1000)}초`)), timeoutMs);
        const watch = setInterval(() => {
          residentBytes(process.pid).then((used) => {
            if (used > memoryBytes) giveUp(refuse('memory'));
          });
        }, WATCH_MS);
        process.on('message', onMessage);
        process.on('exit', onExit);
        process.send({ id, name, bytes }, (error) => {
          if (error) giveUp(refuse('crashed'));
        });
      });
      hold(running.child, false);
      idle = setTimeout(stop, IDLE_MS).unref();
      return conversion;
    },
    stop,
  };
}

/** An idle child must not keep the program from ending. */
function hold(child: ChildProcess, isHeld: boolean): void {
  if (isHeld) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

async function residentBytes(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  const [, pages = '0'] = (await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')).split(' ');
  return Number(pages) * PAGE_BYTES;
}

/** Beside this file; run from source, the compiler's loader reads it. */
function childModule(): { readonly path: string; readonly execArgv: readonly string[] } {
  const isSource = import.meta.url.endsWith('.ts');
  return {
    path: fileURLToPath(new URL(isSource ? './child.ts' : './child.js', import.meta.url)),
    execArgv: isSource ? ['--import', 'tsx'] : [],
  };
}
