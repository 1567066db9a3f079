/**
 * What a crash left in a data folder: folders of builds and halves of files whose process is gone, removed before the
 * next build. Nothing that has its final name is touched.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './lock.js';

const LEFT = /\.(\d+)\.(?:building|tmp)$/;

export async function removeLeftovers(dataFolder: string): Promise<void> {
  for (const folder of [dataFolder, ...['versions', 'candidates', 'reports'].map((name) => join(dataFolder, name))]) {
    for (const name of await readdir(folder).catch(() => [])) {
      const owner = LEFT.exec(name)?.[1];
      if (owner === undefined) continue;
      const pid = Number(owner);
      // One of this very process was given up: a process builds one version at a time.
      if (pid === process.pid || !isAlive(pid)) await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}
