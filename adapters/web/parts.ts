/** What the web's routes and pages are made of. */
import type { Logger } from 'pino';
import type { Conversations } from '../../src/conversation/conversations.js';
import type { HitCounter } from '../../src/core/hits.js';
import type { Clock } from '../../src/core/ports.js';
import type { AnswerStore } from '../../src/feedback/store.js';
import type { OpenIndex } from '../../src/indexing/store.js';
import type { Readiness } from '../../src/operations/readiness.js';
import type { Retriever } from '../../src/retrieval/retrieve.js';
import type { Gazetteer } from '../../src/understanding/regions.js';
import type { UnderstandTools } from '../../src/understanding/understand.js';
import type { Metrics } from '../metrics/index.js';
import type { Assets } from './assets.js';
import type { Limits } from './limits.js';
import type { Streams } from './streams.js';

export interface WebAssistant {
  readonly index: OpenIndex;
  readonly gazetteer: Gazetteer;
  readonly retriever: Retriever;
  readonly tools: UnderstandTools;
}

export interface WebOptions {
  readonly assistant: () => WebAssistant;
  readonly conversations: Conversations;
  readonly answers: AnswerStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly region: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly allowedOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly personPerMinute: number;
  readonly addressPerMinute: number;
  /** Counts over several servers; undefined: this server counts for itself. */
  readonly hits?: HitCounter | undefined;
  readonly staffToken: string | undefined;
  readonly metrics: Metrics;
  /** What works and what does not, for `/readyz`. */
  readonly readiness: () => Promise<Readiness>;
  /** Where the built widget lies: `<folder>/dist/widget`. */
  readonly packageFolder: string;
}

export interface WebParts extends WebOptions {
  readonly streams: Streams;
  readonly limits: Limits;
  readonly assets: Assets;
  readonly state: { draining: boolean };
}
