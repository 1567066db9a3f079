/**
 * A throw-away PostgreSQL: the installed server → a cluster of one's own in a temporary folder on a free port of this
 * machine. For tests and measurements; nothing of it outlives them. It can be stopped and started again.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface Cluster {
  /** Of an empty database in which the extension may be created. */
  readonly url: string;
  /** A further empty database of the same cluster; its address. */
  createDatabase(): Promise<string>;
  /** At once, as if its process had died: what was not committed is lost. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** The server hangs: it takes connections and answers nothing, until `resume`. */
  pause(): void;
  resume(): void;
  /** Stops it and removes the folder. */
  remove(): Promise<void>;
}

/** Folder of the programs of the newest server that has pgvector. */
export function findPostgres(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .filter((version) => existsSync(`/usr/share/postgresql/${version}/extension/vector.control`))
    .map((version) => join(root, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'postgres')));
}

/** `durable`: commits wait for the disk, as in a real one; for measurements. */
export async function startCluster(binaries: string, { durable = false } = {}): Promise<Cluster> {
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? postgresUser() : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'bokji-postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const environment = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', HOME: folder };
  const options = { ...user, cwd: folder, env: environment };
  execFileSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'bokji', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions'],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const port = await freePort();
  const urlOf = (database: string) => `postgres://bokji@127.0.0.1:${port}/${database}`;
  let server: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const settings = {
      port: String(port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      // Nothing here outlives the machine. What was committed must outlive `stop`, so commits are not put off.
      ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
      max_connections: '60',
    };
    const child = spawn(
      join(binaries, 'postgres'),
      ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...options, stdio: 'ignore' },
    );
    server = child;
    await reachable(urlOf('postgres'), child);
  };
  const stop = async (): Promise<void> => {
    const child = server;
    server = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGQUIT');
    await ended;
  };
  const createDatabase = async (): Promise<string> => {
    const name = `bokji_${Math.random().toString(36).slice(2, 10)}`;
    await withClient(urlOf('postgres'), (client) => client.query(`create database ${name}`));
    return urlOf(name);
  };
  /** The server and the processes of its connections. */
  const signalAll = (signal: NodeJS.Signals): void => {
    const pid = server?.pid;
    if (pid === undefined) return;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean);
    for (const one of [pid, ...children.map(Number)]) {
      try {
        process.kill(one, signal);
      } catch {
        // Ended between looking and telling.
      }
    }
  };
  // A test run that is broken off leaves no server behind.
  const abandon = () => server?.kill('SIGQUIT');
  process.once('exit', abandon);

  await start();
  return {
    url: await createDatabase(),
    createDatabase,
    start,
    stop,
    pause: () => signalAll('SIGSTOP'),
    resume: () => signalAll('SIGCONT'),
    async remove() {
      signalAll('SIGCONT');
      await stop();
      process.off('exit', abandon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function reachable(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode}`);
    try {
      return await withClient(url, async () => undefined);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('PostgreSQL did not start within 15 seconds');
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  // Also told when the server ends while the connection is closing.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function postgresUser(): { readonly uid: number; readonly gid: number } {
  const [, , uid, gid] =
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((line) => line.startsWith('postgres:'))
      ?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('there is no user named postgres');
  return { uid: Number(uid), gid: Number(gid) };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
