/** Where the embedded store of a service lies. */
import { join } from 'node:path';
import { foldersOf } from '../compose/folders.js';
import type { Config } from '../config.js';
import type { Flags } from './arguments.js';

export const storeFileOf = (config: Config, flags: Flags): string =>
  join(foldersOf(config, flags).data, 'store.sqlite');
