/** What the rehearsal of the image reads of a Dockerfile and of the files that go into it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isInContext, readDockerfile, variablesOf, wordsOf } from '../../tools/image/dockerfile.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('reads stages and steps, with their lines joined and comments left out', () => {
  const text = '# why\nFROM node AS build\nRUN one \\\n  && two\n# more\nFROM node AS run\nUSER node\n';
  expect(readDockerfile(text)).toEqual([
    { name: 'build', steps: [{ instruction: 'RUN', text: 'one && two' }] },
    { name: 'run', steps: [{ instruction: 'USER', text: 'node' }] },
  ]);
});

it('refuses a step that it could not rehearse', () => {
  expect(() => readDockerfile('FROM node AS run\nADD a b\n')).toThrow('ADD a b');
});

it('knows every step of ours, and ends as somebody without rights', () => {
  const stages = readDockerfile(read('Dockerfile'));
  expect(stages.map(({ name }) => name)).toEqual(['build', 'run']);
  expect(stages.at(-1)?.steps.find(({ instruction }) => instruction === 'USER')?.text).toBe('node');
});

it('reads variables and words', () => {
  expect(variablesOf('A=1 B_C=/data')).toEqual({ A: '1', B_C: '/data' });
  expect(wordsOf('--interval=15s CMD ["node", "-e", "a [b]"]')).toEqual(['node', '-e', 'a [b]']);
});

it('leaves out of the context what .dockerignore names, and takes back its exceptions', () => {
  const ignored = ['# words', 'test', '.env.*', '!.env.example', '*.log'];
  const paths = ['test/a.ts', 'src/test/a.ts', '.env.local', '.env.example', 'a.log', 'src/a.log', 'package.json'];
  expect(paths.filter((path) => isInContext(path, ignored))).toEqual([
    'src/test/a.ts',
    '.env.example',
    'src/a.log',
    'package.json',
  ]);
});

it('takes all that the build reads into the context', () => {
  const ignored = read('.dockerignore').split('\n');
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8', cwd: new URL('../..', import.meta.url) });
  const gone = files.split('\n').filter((path) => path !== '' && !isInContext(path, ignored));
  const { include } = JSON.parse(read('tsconfig.build.json'));
  const needed = [...include, 'tools/build-widget.mjs', 'package-lock.json', 'knowledge', 'models', 'prompts', 'bin'];
  expect(gone.filter((path) => needed.some((one: string) => path === one || path.startsWith(`${one}/`)))).toEqual([]);
});
