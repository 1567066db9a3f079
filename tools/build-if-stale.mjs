/**
 * Builds the program where what it is made of is newer than what was built, so that `npm start` after `npm ci` begins at
 * once. Says what is missing where the packages that build were left out (`--omit=dev`, NODE_ENV=production).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['src', 'adapters', 'tools/build-widget.mjs', 'tsconfig.json', 'tsconfig.build.json', 'package.json'];
/** Written last by the build. */
const BUILT = ['dist/src/main.js', 'dist/widget/v1.js'];

const changedAt = (path) => {
  const at = join(root, path);
  const { mtimeMs } = statSync(at);
  if (!statSync(at).isDirectory()) return mtimeMs;
  return readdirSync(at).reduce((latest, name) => Math.max(latest, changedAt(join(path, name))), mtimeMs);
};
const isFresh = () =>
  BUILT.every((path) => existsSync(join(root, path))) &&
  Math.max(...SOURCES.map(changedAt)) <= Math.min(...BUILT.map(changedAt));
const canBuild = () => {
  const { resolve } = createRequire(import.meta.url);
  try {
    return ['typescript', 'vite'].every((name) => resolve(`${name}/package.json`) !== '');
  } catch {
    return false;
  }
};

if (!isFresh()) {
  if (canBuild()) {
    const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    process.exitCode = status ?? 1;
  } else {
    process.stderr.write(
      '프로그램을 만드는 데 쓰는 패키지가 없습니다(NODE_ENV=production이나 --omit=dev로 설치).\n  → npm ci --include=dev 를 실행하세요. 다 만든 뒤에는 npm prune --omit=dev 로 지울 수 있습니다.\n',
    );
    process.exitCode = 1;
  }
}
