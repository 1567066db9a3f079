/**
 * Kills a service under load again and again (SIGKILL, at any moment, also while it starts) and counts what is missing
 * afterwards: acknowledged writes, forgotten conversations that came back, events lost or answered twice, damage.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import BetterSqlite from 'better-sqlite3';

/** Of one life. */
const ACKNOWLEDGED_MAX = 200;
const LAST_LIFE_MS = 30_000;
const CHILD = fileURLToPath(new URL('store-crash-child.mjs', import.meta.url));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export interface CrashOptions {
  readonly kills: number;
  readonly writers: number;
  readonly eventsPerLife: number;
  readonly onKill?: (killed: number) => void;
}

export interface Crashes {
  readonly kills: number;
  readonly killedWhileStarting: number;
  readonly acknowledgedWrites: number;
  readonly writesLost: number;
  readonly forgotten: number;
  readonly cameBack: number;
  readonly events: number;
  readonly eventsLost: number;
  readonly eventsDoubled: number;
  readonly integrity: string;
}

export async function crashes({ kills, writers, eventsPerLife, onKill }: CrashOptions): Promise<Crashes> {
  const folder = await mkdtemp(join(tmpdir(), 'bokji-crash-'));
  const file = join(folder, 'store.sqlite');
  const platform = await startPlatform();
  const answers = new Map<string, string>();
  const turns = new Map<string, number>();
  const forgetting = new Set<string>();
  const forgotten = new Set<string>();
  /** Delivered again in each life until acknowledged, as a platform does; some once more after that. */
  const unacknowledged = new Set<string>();
  const events: string[] = [];
  let killedWhileStarting = 0;
  let acknowledged = 0;
  const damage: string[] = [];

  const heard = (line: string): void => {
    acknowledged += 1;
    const [what, id = '', turn, answer = ''] = line.split(' ');
    if (what === 'kept') {
      answers.set(answer, id);
      turns.set(id, Number(turn));
    } else if (what === 'forgetting') forgetting.add(id);
    else if (what === 'forgot') forgotten.add(id);
    else if (what === 'event') unacknowledged.delete(id);
  };
  /** Killed a moment after `isOver`; undefined: while it starts. */
  const live = async (fresh: number, isOver: (() => boolean) | undefined): Promise<void> => {
    const child = spawn(process.execPath, [CHILD, file, platform.url, String(writers)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const ready = new Promise<void>((resolve) =>
      lines.on('line', (line) => (line === 'ready' ? resolve() : heard(line))),
    );
    child.stdin.on('error', () => undefined);
    const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]);
    if (isOver === undefined) {
      killedWhileStarting += 1;
      await Promise.race([ready, pause(Math.random() * 300)]);
    } else {
      await ready;
      void deliver(child, fresh);
      while (!isOver()) await pause(1);
      await pause(Math.random() * 20);
    }
    child.kill('SIGKILL');
    await ended;
  };
  const deliver = async (child: ChildProcess, count: number): Promise<void> => {
    const again = [...unacknowledged, ...events.slice(-3)];
    const fresh = Array.from({ length: count }, (_, row) => `Ev${events.length + row}`);
    for (const id of fresh) {
      events.push(id);
      unacknowledged.add(id);
    }
    for (const id of [...again, ...fresh]) {
      child.stdin?.write(`${id}\n`);
      await pause(Math.random() * 8);
    }
  };
  const timesSaid = (id: string) => [0, 1].map((row) => platform.said.get(`${id}:${row}`) ?? 0);
  /** Between 10 and `ACKNOWLEDGED_MAX` acknowledgements from now. */
  const afterSome = () => {
    const enough = acknowledged + 10 + Math.floor(Math.random() * (ACKNOWLEDGED_MAX - 10));
    return () => acknowledged >= enough;
  };

  try {
    for (let killed = 1; killed <= kills; killed += 1) {
      if (killed % 10 === 0) await live(0, undefined);
      else await live(eventsPerLife, afterSome());
      if (killed % 20 === 0 || killed === kills) {
        const found = integrity(file);
        if (found !== 'ok') damage.push(found);
      }
      onKill?.(killed);
    }
    // A last life: what was left is taken up, what was never acknowledged comes again.
    const deadline = Date.now() + LAST_LIFE_MS;
    await live(0, () => Date.now() > deadline || events.every((id) => timesSaid(id).every((times) => times > 0)));
    // One more, in which nothing may be said again.
    await live(0, afterSome());
    const after = read(file);
    const kept = [...answers].filter(([, conversation]) => !forgetting.has(conversation));
    return {
      kills,
      killedWhileStarting,
      acknowledgedWrites: answers.size + turns.size,
      writesLost:
        kept.filter(([id]) => !after.answers.has(id)).length +
        [...turns].filter(([id, turn]) => !forgetting.has(id) && (after.turns.get(id) ?? 0) < turn).length,
      forgotten: forgotten.size,
      cameBack: [...forgotten].filter((id) => after.turns.has(id) || after.conversationsOfAnswers.has(id)).length,
      events: events.length,
      eventsLost: events.filter((id) => timesSaid(id).some((times) => times === 0)).length,
      eventsDoubled: events.filter((id) => timesSaid(id).some((times) => times > 1)).length,
      integrity: damage[0] ?? integrity(file),
    };
  } finally {
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where answers are said; keeps how often each piece was, and can be asked. */
async function startPlatform() {
  const said = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const { key } = JSON.parse(await bodyOf(request)) as { key: string };
    if (request.url === '/say') said.set(key, (said.get(key) ?? 0) + 1);
    response.end(JSON.stringify((said.get(key) ?? 0) > 0));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    said,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function integrity(file: string): string {
  const database = new BetterSqlite(file, { readonly: true });
  try {
    return String(database.pragma('integrity_check', { simple: true }));
  } finally {
    database.close();
  }
}

function read(file: string) {
  const database = new BetterSqlite(file, { readonly: true });
  try {
    const answers = database.prepare<[], { id: string; conversation_id: string }>('select * from answers').all();
    const conversations = database.prepare<[], { id: string; turns: string }>('select * from conversations').all();
    return {
      answers: new Set(answers.map(({ id }) => id)),
      conversationsOfAnswers: new Set(answers.map(({ conversation_id }) => conversation_id)),
      turns: new Map(conversations.map(({ id, turns }) => [id, (JSON.parse(turns) as unknown[]).length])),
    };
  } finally {
    database.close();
  }
}
