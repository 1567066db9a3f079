/**
 * Fails where a file of the widget is above its budget, gzipped as it travels. Our own twenty lines, because size-limit
 * needs a newer Node than the product.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const folder = new URL('../dist/widget/', import.meta.url);
const BUDGETS = [
  [/^v1\.js$/, 5 * 1024],
  [/^panel-[0-9a-f]{8}\.js$/, 45 * 1024],
];
const names = readdirSync(folder);
for (const [pattern, bytesMax] of BUDGETS) {
  const name = names.find((one) => pattern.test(one));
  if (name === undefined) {
    process.stderr.write(`dist/widget lacks ${pattern}: run npm run build\n`);
    process.exitCode = 1;
    continue;
  }
  const bytes = gzipSync(readFileSync(new URL(name, folder)), { level: 9 }).length;
  process.stdout.write(`${name}: ${(bytes / 1024).toFixed(1)} KB gzip of ${bytesMax / 1024} KB\n`);
  if (bytes > bytesMax) process.exitCode = 1;
}
