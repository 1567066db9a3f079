/**
 * Which channels are open: settings and services → the list of channels `bokji serve` starts. A composition root: the
 * only place beside `compose.ts` and the command line that knows channel adapters.
 */
import type { Logger } from 'pino';
import { createWebChannel } from '../adapters/web/index.js';
import { type Assistant, PACKAGE_FOLDER } from './compose.js';
import type { Config } from './config.js';
import type { Conversations } from './conversation/conversations.js';
import type { Channel, Clock } from './core/ports.js';
import type { AnswerStore, EventLog } from './feedback/store.js';
import type { OpenIndex } from './indexing/store.js';

/** What every channel may lean on. */
export interface ChannelServices {
  /** Read at every use, so that a new index version counts from the next question on. */
  readonly assistant: () => Assistant & { readonly index: OpenIndex };
  readonly conversations: Conversations;
  readonly answers: AnswerStore;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly log: Logger;
  /** The region of everyone who says none, by its full name. */
  readonly region: string | undefined;
}

export function channelsOf(config: Config, services: ChannelServices): readonly Channel[] {
  return [createWebChannel({ ...services, ...config.web, packageFolder: PACKAGE_FOLDER })];
}
