/** What `npm start` does before it starts: nothing where the build is fresh, plain words where it cannot be made. */
import { execFile } from 'node:child_process';
import { readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from '../fixtures/folders.js';

const SCRIPT = await readFile(new URL('../../tools/build-if-stale.mjs', import.meta.url));

/** A checkout without the packages that build. */
async function checkout(): Promise<string> {
  return folderWith({
    'src/main.ts': '',
    'adapters/web.ts': '',
    'tools/build-widget.mjs': '',
    'tools/build-if-stale.mjs': SCRIPT,
    'tsconfig.json': '{}',
    'tsconfig.build.json': '{}',
    'package.json': '{}',
    'dist/src/main.js': '',
    'dist/widget/v1.js': '',
  });
}

const run = (folder: string) =>
  new Promise<{ code: number; stderr: string }>((resolve) => {
    execFile(process.execPath, [join(folder, 'tools/build-if-stale.mjs')], (error, _stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stderr }),
    );
  });

it('builds nothing where nothing changed since', async () => {
  expect(await run(await checkout())).toEqual({ code: 0, stderr: '' });
});

it('says how to get the packages that build, where they were left out', async () => {
  const folder = await checkout();
  const later = new Date(Date.now() + 60_000);
  await utimes(join(folder, 'src/main.ts'), later, later);
  const { code, stderr } = await run(folder);
  expect(code).toBe(1);
  expect(stderr).toContain('npm ci --include=dev');
});
