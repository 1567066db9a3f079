/**
 * Builds the widget into dist/widget: the panel with a hash in its name, then the loader that knows the name.
 * The loader is a classic script, so that one line without `type="module"` works everywhere.
 */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist', 'widget');
const widget = join(root, 'adapters', 'web', 'widget');

const buildOne = (entry, format, fileName, define = {}) =>
  build({
    root: widget,
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    build: {
      outDir: out,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: join(widget, entry), formats: [format], name: 'bokjiLoader', fileName: () => fileName },
    },
  });

rmSync(out, { recursive: true, force: true });
await buildOne('panel.tsx', 'es', 'panel.js');
const hash = createHash('sha256')
  .update(readFileSync(join(out, 'panel.js')))
  .digest('hex')
  .slice(0, 8);
const panel = `panel-${hash}.js`;
renameSync(join(out, 'panel.js'), join(out, panel));
await buildOne('loader.ts', 'iife', 'v1.js', { __PANEL__: JSON.stringify(`/widget/${panel}`) });
