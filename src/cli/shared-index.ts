/** The shared index for a command that builds or goes back: undefined where this machine is alone, and then nothing is loaded. */
import type { Folders } from '../compose.js';
import type { Config } from '../config.js';
import type { ListedVersion } from '../indexing/listing.js';
import type { Manifest } from '../indexing/manifest.js';

export interface SharedIndex {
  /** Brings what is live for everyone into the data folder. The caller holds the folder's lock. */
  pullLive(folders: Folders): Promise<void>;
  /** Makes a whole version of the data folder live for every server. */
  publish(folders: Folders, manifest: Manifest): Promise<void>;
  switchTo(version: string): Promise<void>;
  /** What was live before the live one. */
  before(): Promise<string | undefined>;
  list(): Promise<readonly ListedVersion[]>;
}

export async function sharedIndexOf(config: Config): Promise<SharedIndex | undefined> {
  if (!config.database) return undefined;
  const { isShared, pullLive, publish, withShared } = await import('./shared.js');
  if (!isShared(config)) return undefined;
  return {
    pullLive: (folders) => pullLive(config, folders),
    publish: (folders, manifest) => publish(config, folders, manifest),
    switchTo: (version) => withShared(config, (versions) => versions.switchTo(version)),
    before: () => withShared(config, (versions) => versions.before()),
    async list() {
      const listed = await withShared(config, (versions) => versions.list());
      return listed.map(({ isLive, ...told }) => ({
        ...told,
        state: isLive ? 'live' : 'kept',
        switchedAt: null,
        knowledge: null,
        fault: null,
      }));
    },
  };
}
