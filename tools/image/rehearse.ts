/**
 * `npm run rehearse:image`: the steps of the Dockerfile, without Docker. They run as they stand there, in an empty folder
 * with the files of the build context alone; then the result is started as it would be, as a user without rights who may
 * write to the data folder only, asked by the command of HEALTHCHECK until it is well, asked a question, and stopped by
 * the signal of STOPSIGNAL.
 *
 * What it cannot show: the base image, the packages that apt installs there, read-only mounts and dropped capabilities.
 * Needs a compiler, as the build stage does; as root it runs the service as `nobody`.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../postgres/cluster.js';
import { isInContext, readDockerfile, type Step, variablesOf, wordsOf } from './dockerfile.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HEALTHY_WITHIN_MS = 90_000;
const say = (words: string): void => void process.stderr.write(`${words}\n`);

const folder = mkdtempSync(join(tmpdir(), 'bokji-image-'));
chmodSync(folder, 0o755);
const isRoot = process.getuid?.() === 0;
/** Whoever USER names in the image. */
const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : {};
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A path of the image, here. */
const here = (stage: string, path: string): string => join(folder, stage, path);

function context(): string {
  const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
  const target = join(folder, 'context');
  for (const file of files.filter((path) => isInContext(path, ignored))) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    cpSync(join(ROOT, file), join(target, file));
  }
  return target;
}

function copy(text: string, stage: string, workdir: string, from: string): void {
  const words = text.split(/\s+/);
  const stageName = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  const target = words.pop() ?? '.';
  for (const source of words) {
    const path = stageName === undefined ? join(from, source) : here(stageName, source);
    const isMany = words.length > 1 || target.endsWith('/');
    const name = source === '.' || !isMany ? '' : (source.split('/').at(-1) ?? '');
    cpSync(path, join(here(stage, workdir), target, name), { recursive: true, verbatimSymlinks: true });
  }
}

function run(text: string, stage: string, workdir: string): void {
  if (/^apt-get /.test(text)) {
    say('  (left out: the packages of this machine are used)');
    return;
  }
  const command = text.replaceAll(/(?<=\s)\/data\b/g, here(stage, '/data')).replaceAll('chown node:node', 'true');
  const done = spawnSync('bash', ['-euo', 'pipefail', '-c', command], {
    cwd: here(stage, workdir),
    // What a slim image has: no settings of this user.
    env: { PATH: process.env.PATH, HOME: join(folder, 'home'), ...registryOf() },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`a RUN of the stage ${stage} failed: ${text}\n${done.stderr.slice(-4_000)}`);
}

/** Where this machine gets packages and headers from. */
function registryOf(): Record<string, string> {
  const settings = ['registry', 'nodedir'].flatMap((name) => {
    const value = execFileSync('npm', ['config', 'get', name], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return value.trim() === 'undefined' || value.trim() === '' ? [] : [[`npm_config_${name}`, value.trim()]];
  });
  return Object.fromEntries(settings);
}

const from = context();
const stages = readDockerfile(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'));
const environment: Record<string, string> = {};
const image: Record<string, Step> = {};
let workdir = '/';
for (const { name, steps } of stages) {
  workdir = '/';
  mkdirSync(here(name, '/'), { recursive: true });
  for (const step of steps) {
    say(`${name}: ${step.instruction} ${step.text.slice(0, 90)}`);
    if (step.instruction === 'WORKDIR') {
      workdir = step.text;
      mkdirSync(here(name, workdir), { recursive: true });
    } else if (step.instruction === 'COPY') copy(step.text, name, workdir, from);
    else if (step.instruction === 'RUN') run(step.text, name, workdir);
    else if (step.instruction === 'ENV') Object.assign(environment, variablesOf(step.text));
    else image[step.instruction] = step;
  }
}

const last = stages.at(-1)?.name ?? '';
const app = here(last, workdir);
const data = here(last, '/data');
if (nobody.uid !== undefined) chownSync(data, nobody.uid, nobody.gid);
const port = await freePort();
const env = {
  PATH: process.env.PATH,
  ...environment,
  BOKJI_DATA: data,
  BOKJI_HOST: '127.0.0.1',
  BOKJI_PORT: String(port),
};
const textOf = (instruction: string): string => image[instruction]?.text ?? '';
const [program = '', ...words] = [...wordsOf(textOf('ENTRYPOINT')), ...wordsOf(textOf('CMD'))];
say(`started as ${nobody.uid ?? 'this user'}: ${[program, ...words].join(' ')}`);
const service = spawn(program, words, { cwd: app, env, ...nobody, stdio: ['ignore', 'ignore', 'pipe'] });
let said = '';
service.stderr.on('data', (chunk: Buffer) => {
  said += chunk.toString();
});
process.once('exit', () => service.kill('SIGKILL'));
const ended = once(service, 'exit');

const [probe = '', ...probeWords] = wordsOf(textOf('HEALTHCHECK'));
const deadline = Date.now() + HEALTHY_WITHIN_MS;
for (;;) {
  if (spawnSync(probe, probeWords, { cwd: app, env, ...nobody }).status === 0) break;
  if (service.exitCode !== null || Date.now() > deadline) throw new Error(`never well:\n${said}`);
  await new Promise((resolve) => setTimeout(resolve, 500));
}
say('the command of HEALTHCHECK ends with 0');
const url = `http://127.0.0.1:${port}`;
const asked = await fetch(`${url}/v1/answers`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ question: '기초연금은 누가 받나요?' }),
});
const { outcome } = (await asked.json()) as { outcome?: string };
if (outcome !== 'answered') throw new Error(`a question is not answered: ${asked.status} ${outcome}`);
const loader = await fetch(`${url}/widget/v1.js`);
if (!loader.ok) throw new Error(`the widget is not there: ${loader.status}`);
say('a question is answered and the widget is there');
service.kill(textOf('STOPSIGNAL') as NodeJS.Signals);
const [code] = await ended;
if (code !== 0) throw new Error(`ended with ${code}:\n${said}`);
const bytes = execFileSync('du', ['-sm', app], { encoding: 'utf8' }).split('\t')[0];
say(`stopped by ${textOf('STOPSIGNAL')} with 0; /app holds ${bytes} MB`);
