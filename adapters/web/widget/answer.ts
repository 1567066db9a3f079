/** The parts of the contract's Answer that the widget shows; the types alone, so that no schema library is shipped. */
export type { Answer, Citation, NextAction, Statement } from '../../../src/core/types.js';
