/** Files that a fetch writes: only where they differ, whole or not at all. */
import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { writeDurably } from '../indexing/files.js';
import type { Beside } from '../knowledge/beside.js';

export async function writeIfChanged(path: string, text: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before !== text) await writeDurably(path, text);
}

export function besideText(beside: Beside): string {
  return `# bokji fetch 가 씁니다. 고친 것은 다음에 덮어씁니다.\n${stringify(beside, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
