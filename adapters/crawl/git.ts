/**
 * A Git source: its newest commit → a checkout in the data folder. Everything by which a repository could make the command
 * run or reach something else is off: hooks, filters from outside configuration, submodules, links, other protocols,
 * redirects, questions at the terminal. The host is vetted like a web page's, and the vetted address is the one used.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve as resolvePath, sep } from 'node:path';
import { FetchFault } from '../../src/fetching/ports.js';
import type { GitSource } from '../../src/fetching/sources.js';
import { type Resolver, vetted } from './addresses.js';

const TIMEOUT_MS = 10 * 60_000;

/** The folder with the source's documents. */
export async function checkOut(source: GitSource, checkout: string, base: string, resolve: Resolver): Promise<string> {
  const remote = await remoteOf(source, base, resolve);
  await mkdir(dirname(checkout), { recursive: true });
  if (!existsSync(join(checkout, '.git'))) {
    await rm(checkout, { recursive: true, force: true });
    await git(remote, ['init', '--quiet', checkout]);
  }
  await git(remote, [
    '-C',
    checkout,
    'fetch',
    '--quiet',
    '--depth=1',
    '--no-tags',
    '--',
    remote.address,
    source.branch ?? 'HEAD',
  ]);
  await git(remote, ['-C', checkout, 'checkout', '--quiet', '--force', '--detach', 'FETCH_HEAD']);
  await git(remote, ['-C', checkout, 'clean', '-ffdqx']);
  const folder = resolvePath(checkout, source.path ?? '.');
  if (folder !== checkout && !folder.startsWith(checkout + sep))
    throw new FetchFault(`저장소 밖의 폴더입니다: ${source.path}`, 'path에는 저장소 안의 폴더를 적으세요.');
  return folder;
}

interface Remote {
  readonly address: string;
  readonly settings: readonly string[];
}

async function remoteOf({ url, privateHosts = [] }: GitSource, base: string, resolve: Resolver): Promise<Remote> {
  if (/^https:\/\//.test(url) && URL.canParse(url)) {
    const { hostname, host, port, username, password } = new URL(url);
    if (username !== '' || password !== '')
      throw new FetchFault(
        '주소에 아이디나 비밀번호가 들어 있습니다',
        '주소에서 빼고, 공개된 저장소나 로컬 경로를 쓰세요.',
      );
    const addresses = await vetted(hostname, privateHosts.includes(host), resolve).catch(() => {
      throw new FetchFault(
        `연결할 수 없는 주소입니다: ${hostname}`,
        '주소를 확인하세요. 내부망이 맞으면 privateHosts에 적으세요.',
      );
    });
    return {
      address: url,
      settings: [
        'protocol.https.allow=always',
        `http.curloptResolve=${hostname}:${port || 443}:${addresses.join(',')}`,
      ],
    };
  }
  const path = isAbsolute(url) ? url : resolvePath(base, url);
  if (/^[a-z+]+:|^-/i.test(url) || !existsSync(path))
    throw new FetchFault(
      `쓸 수 없는 Git 주소입니다: ${url}`,
      'https:// 주소나 이 컴퓨터에 있는 저장소의 경로를 적으세요.',
    );
  return { address: path, settings: ['protocol.file.allow=always'] };
}

const SETTINGS = [
  'protocol.allow=never',
  'http.followRedirects=false',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.symlinks=false',
  'core.protectNTFS=true',
  'submodule.recurse=false',
  'credential.helper=',
  'safe.directory=*',
];

function git({ settings }: Remote, args: readonly string[]): Promise<void> {
  const given = [...SETTINGS, ...settings].flatMap((setting) => ['-c', setting]);
  return new Promise((done, fail) => {
    execFile(
      'git',
      [...given, ...args],
      {
        timeout: TIMEOUT_MS,
        env: {
          PATH: process.env.PATH,
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_TERMINAL_PROMPT: '0',
          GIT_LFS_SKIP_SMUDGE: '1',
          LC_ALL: 'C',
        },
      },
      (error, _stdout, stderr) => {
        if (!error) return done();
        const said = stderr.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
        fail(
          new FetchFault(
            `Git 저장소를 가져오지 못했습니다(${said || error.message.slice(0, 100)})`,
            '주소와 가지 이름을 확인하세요.',
          ),
        );
      },
    );
  });
}
