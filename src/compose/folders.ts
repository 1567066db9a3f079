/** Where a command reads and writes: the knowledge folder and the data folder, from flags, settings or the package. */
import { join, resolve } from 'node:path';
import type { Config, DocumentConfig } from '../config.js';
import { PACKAGE_FOLDER } from '../package-folder.js';
import type { EmbeddingPlace } from './models.js';

export interface Folders {
  readonly knowledge: string;
  readonly data: string;
  /** True when the person named the knowledge folder, so that an index of another one must not answer for it. */
  readonly knowledgeNamed: boolean;
  /** The server that makes the vectors of this index, and where those it has made are kept; else the shipped table. */
  readonly embedding?: EmbeddingPlace | undefined;
  /** Bounds on one document that is no text; else the usual ones. */
  readonly documents?: DocumentConfig | undefined;
}

export function foldersOf(
  config: Config,
  flags: { readonly knowledge?: string | undefined; readonly data?: string | undefined },
): Folders {
  const named = flags.knowledge ?? config.knowledgeFolder;
  const data = resolve(flags.data ?? config.dataFolder ?? join(PACKAGE_FOLDER, 'data'));
  return {
    knowledge: resolve(named ?? join(PACKAGE_FOLDER, 'knowledge')),
    data,
    // What servers share may have been built on another machine, from a folder of another name.
    knowledgeNamed: named !== undefined && config.database === undefined,
    documents: config.documents,
    embedding: config.embedding && { server: config.embedding, cache: join(data, 'embeddings') },
  };
}
