/** Every package in package.json is used by something and has its line in ARCHITECTURE.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const listed = z.record(z.string(), z.string());
const { dependencies, devDependencies, scripts } = z
  .object({ dependencies: listed, devDependencies: listed, scripts: listed })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const packages = [...Object.keys(dependencies), ...Object.keys(devDependencies)];

/** Used without an import: by name, by the compiler, by its settings. */
const UNIMPORTED: Readonly<Record<string, string>> = {
  '@langchain/openai': 'langchain loads it by the provider’s name',
  '@types/node': 'the compiler reads it',
  '@types/ws': 'the compiler reads it',
  '@types/better-sqlite3': 'the compiler reads it',
  '@types/pg': 'the compiler reads it',
  '@biomejs/biome': 'a command of the scripts',
  typescript: 'a command of the scripts',
  tsx: 'a command of the scripts',
};

const sources = ['src', 'adapters', 'test', 'bench', 'tools'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|tsx|mjs)$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8')),
);

it.each(packages)('%s is used', (name) => {
  const imported = new RegExp(`(?:from|import|import\\()\\s*['"]${name}(?:/[^'"]*)?['"]`);
  const isUsed = name in UNIMPORTED || sources.some((text) => imported.test(text));
  expect(isUsed, `nothing imports ${name}: npm uninstall ${name}`).toBe(true);
});

it('has one line in ARCHITECTURE.md for each package, and none for another', () => {
  const [, section = ''] = readFileSync('ARCHITECTURE.md', 'utf8').split('\n## Dependencies\n');
  const [table = ''] = section.split('\n## ');
  const lines = [...table.matchAll(/^\| (\S+)( \(dev\))? \|/gm)]
    .filter(([, name]) => name !== 'package')
    .map(([, name, dev = '']) => `${name}${dev}`);
  const wanted = [...Object.keys(dependencies), ...Object.keys(devDependencies).map((name) => `${name} (dev)`)];
  expect(lines.toSorted()).toEqual(wanted.toSorted());
});

it('excuses no package that is gone', () => {
  expect(Object.keys(UNIMPORTED).filter((name) => !packages.includes(name))).toEqual([]);
  expect(Object.values(scripts).join(' ')).toMatch(/tsc.*biome.*tsx/s);
});
