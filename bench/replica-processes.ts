/** Processes of `bokji serve` on one database, each with a port and a data folder of its own; killed and started anew. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../bin/bokji.mjs', import.meta.url));
const READY_MS = 60_000;
/** Sets of replicas so far: each has ports of its own. */
let started = 0;

export interface Replica {
  readonly url: string;
}

export interface Replicas {
  folderOf(number: number): string;
  start(count: number): Promise<readonly Replica[]>;
  pick(number: number): Replica;
  /** SIGKILL, then the same again on the same port. Resolves with the milliseconds until it answers, or once it was killed anew. */
  killAndRestart(number: number): Promise<number>;
  allReady(): Promise<void>;
  stopAll(): Promise<void>;
}

/** Without a database each is a server of its own. */
export function createReplicas(databaseUrl: string | undefined, { limited }: { readonly limited: boolean }): Replicas {
  const folder = mkdtempSync(join(tmpdir(), 'bokji-replicas-'));
  const firstPort = 20_000 + ((process.pid * 7 + started * 10) % 20_000);
  started += 1;
  const urls: string[] = [];
  const processes: (ChildProcess | undefined)[] = [];
  const folderOf = (number: number) => join(folder, String(number));
  const spawnOne = (number: number): void => {
    processes[number] = spawn(process.execPath, [BIN, 'serve', '--data', folderOf(number)], {
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl ?? '',
        BOKJI_PORT: String(firstPort + number),
        // Far above what is asked, so that counting is part of the measure and refusing is not.
        BOKJI_PERSON_PER_MINUTE: limited ? '100000' : '0',
        BOKJI_ADDRESS_PER_MINUTE: limited ? '100000' : '0',
        BOKJI_LOG_LEVEL: process.env.BOKJI_LOG_LEVEL ?? 'silent',
      },
      stdio: ['ignore', 'ignore', process.env.BOKJI_LOG_LEVEL === undefined ? 'ignore' : 'inherit'],
    });
  };
  const replicas: Replicas = {
    folderOf,
    async start(count) {
      for (let number = 0; number < count; number += 1) {
        urls[number] = `http://127.0.0.1:${firstPort + number}`;
        spawnOne(number);
      }
      await replicas.allReady();
      return urls.map((url) => ({ url }));
    },
    pick: (number) => ({ url: urls[number % urls.length] ?? '' }),
    async killAndRestart(number) {
      const victim = processes[number];
      if (victim && victim.exitCode === null && victim.signalCode === null) {
        const ended = once(victim, 'exit');
        victim.kill('SIGKILL');
        await ended;
      }
      spawnOne(number);
      const [begun, started] = [performance.now(), processes[number]];
      await ready(urls[number] ?? '', () => processes[number] !== started);
      return Math.round(performance.now() - begun);
    },
    async allReady() {
      await Promise.all(urls.map((url) => ready(url)));
    },
    async stopAll() {
      for (const one of processes) {
        if (!one || one.exitCode !== null || one.signalCode !== null) continue;
        const ended = once(one, 'exit');
        one.kill('SIGTERM');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return replicas;
}

/** `bokji index` once, as an operator does before the first server starts. */
export async function buildSharedIndex(databaseUrl: string, dataFolder: string): Promise<void> {
  const child = spawn(process.execPath, [BIN, 'index', '--data', dataFolder], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`bokji index ended with ${String(code)}`);
}

async function ready(url: string, isGivenUp: () => boolean = () => false): Promise<void> {
  const begun = performance.now();
  while (performance.now() - begun < READY_MS) {
    if (isGivenUp()) return;
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    await sleep(100);
  }
  throw new Error(`${url} did not become ready`);
}
