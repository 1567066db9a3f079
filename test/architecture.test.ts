/**
 * Imports point one way: adapters → src. Only the composition roots know both. Each test gives the list of imports
 * that break its rule, as `file → import`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

interface Import {
  /** Path of the importing file from the root, e.g. `src/core/engine.ts`. */
  readonly file: string;
  /** What is imported: a path from the root for a relative import, else the package. */
  readonly target: string;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COMPOSITION_ROOTS = /^src\/(?:main\.ts|compose(?:\.ts|\/)|channels\.ts|cli\/)/;
const FREE_PACKAGES = /^(?:node:|(?:zod|yaml|pino|iconv-lite)(?:\/|$))/;
const IMPORTS = ['src', 'adapters'].flatMap(importsBelow);

const inCore = ({ file }: Import) => file.startsWith('src/') && !COMPOSITION_ROOTS.test(file);
const named = (broken: readonly Import[]) => broken.map(({ file, target }) => `${file} → ${target}`);

it('sees the imports of both src and adapters', () => {
  expect(IMPORTS).toContainEqual({ file: 'src/core/engine.ts', target: 'src/core/ports.js' });
  expect(IMPORTS).toContainEqual({ file: 'adapters/hnsw/graph-file.ts', target: 'hnswlib-node' });
});

it('keeps src away from adapters and everything else outside it', () => {
  const leading = IMPORTS.filter(inCore).filter(({ target }) =>
    /^(?:adapters|test|bench|bin|\.\.)(?:\/|$)/.test(target),
  );
  expect(named(leading)).toEqual([]);
});

it('lets src use no package besides node, zod, yaml, pino and iconv-lite', () => {
  const foreign = IMPORTS.filter(inCore).filter(
    ({ target }) => !FREE_PACKAGES.test(target) && !/^(?:src|adapters)\//.test(target),
  );
  expect(named(foreign)).toEqual([]);
});

it('lets nothing but a composition root know the composition', () => {
  const upward = IMPORTS.filter(({ file }) => !COMPOSITION_ROOTS.test(file)).filter(({ target }) =>
    COMPOSITION_ROOTS.test(target.replace(/\.js$/, '.ts')),
  );
  expect(named(upward)).toEqual([]);
});

it('keeps src/core away from the command line and from indexing', () => {
  const leading = IMPORTS.filter(({ file }) => file.startsWith('src/core/')).filter(({ target }) =>
    /^src\/(?:cli|indexing)\//.test(target),
  );
  expect(named(leading)).toEqual([]);
});

it('has each of its folders told about in ARCHITECTURE.md', () => {
  const page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const folders = ['src', 'adapters'].flatMap((parent) =>
    readdirSync(join(ROOT, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${parent}/${name}/`),
  );
  expect(folders.filter((folder) => !page.includes(`\`${folder}\``))).toEqual([]);
});

function importsBelow(folder: string): Import[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path))
    .sort()
    .flatMap(importsOf);
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  // `… from 'x'`, `import 'x'`, `import('x')` and `require('x')`.
  const specifiers = text.matchAll(/\b(?:from|import|require)\s*\(?\s*['"]([^'"\n]+)['"]/g);
  return [...specifiers].map(([, specifier = '']) => ({
    file,
    target: specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), specifier)) : specifier,
  }));
}
