/**
 * Composition, as the command line and the channels see it: adapters are chosen in `compose/` and handed to the core;
 * nothing else in `src/` knows one.
 */
export {
  type Assistant,
  assemble,
  closedEngineOf,
  crisisReplyTo,
  shippedWording,
  toolsOf,
  traceWith,
} from './compose/assistant.js';
export { type Folders, foldersOf } from './compose/folders.js';
export {
  buildIndex,
  buildScanned,
  lockIndex,
  openIndex,
  openOptions,
  type Progress,
  type Scanned,
  scanKnowledge,
} from './compose/indexing.js';
export { checkKnowledge, type Knowledge, loadKnowledge, loadSupport } from './compose/knowledge.js';
export { createEmbedder, modelTools, readEmbedder } from './compose/models.js';
export { PACKAGE_FOLDER } from './package-folder.js';
