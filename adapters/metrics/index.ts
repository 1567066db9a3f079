/**
 * What is counted for the operator, in Prometheus' form: answers by channel and outcome, times of the stages, questions
 * under way, the model's tokens, the age of the index, failures of the store, the state of channels and parts, HTTP
 * requests and the process. No person's words, no address, no id. docs/operations.md tells what each means.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Answer } from '../../src/core/types.js';
import type { Observer } from '../../src/operations/observer.js';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Stages of the embedded engine take parts of a millisecond. */
const STAGE_SECONDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1, 2.5, 5, 10];

/** What is looked up when somebody asks for the numbers, and not before. */
export interface MetricsSources {
  readonly index: () => { readonly version: string; readonly builtAt: string; readonly documents: number };
  readonly now?: () => Date;
  /** Undefined where nothing is stored. */
  readonly store?: () => { readonly ok: boolean; readonly waiting: number; readonly dropped: number };
  /** Each channel that is configured: whether it is connected, and whether people stopped it. */
  readonly channels?: () => readonly {
    readonly name: string;
    readonly connected: boolean;
    readonly stopped: boolean;
  }[];
}

export interface Metrics extends Observer {
  readonly contentType: string;
  text(): Promise<string>;
  request(method: string, route: string, status: number, seconds: number): void;
  feedback(helpful: boolean, reason: string | undefined): void;
  streamOpened(): void;
  streamClosed(): void;
  storeFailed(action: string): void;
}

export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name, help, labelNames, registers });
  const requests = counter('bokji_http_requests_total', 'HTTP requests', ['method', 'route', 'status']);
  const requestSeconds = new Histogram({
    name: 'bokji_http_request_seconds',
    help: 'Time to the end of a response',
    labelNames: ['route'],
    buckets: SECONDS,
    registers,
  });
  const answers = counter('bokji_answers_total', 'Answers', ['channel', 'outcome', 'engine']);
  const abandoned = counter('bokji_questions_abandoned_total', 'Questions that ended without any answer', ['channel']);
  const open = new Gauge({
    name: 'bokji_questions_open',
    help: 'Questions taken on and not answered yet, waiting ones among them',
    labelNames: ['channel'],
    registers,
  });
  const answerSeconds = new Histogram({
    name: 'bokji_answer_seconds',
    help: 'Time of the road from question to answer',
    labelNames: ['channel'],
    buckets: SECONDS,
    registers,
  });
  const stageSeconds = new Histogram({
    name: 'bokji_stage_seconds',
    help: 'Time of one stage of the road',
    labelNames: ['stage'],
    buckets: STAGE_SECONDS,
    registers,
  });
  const modelCalls = counter('bokji_model_calls_total', 'Requests to the language model', ['model']);
  const modelTokens = counter('bokji_model_tokens_total', 'Tokens as the model counted them', ['model', 'direction']);
  const modelSeconds = counter('bokji_model_seconds_total', 'Time spent waiting for the model', ['model']);
  const modelStatements = counter('bokji_model_statements_total', 'Sentences of the model by what became of them', [
    'fate',
  ]);
  const fallbacks = counter('bokji_model_fallbacks_total', 'Answers given without the model after it failed', [
    'reason',
  ]);
  const feedback = counter('bokji_feedback_total', 'Feedback on answers', ['helpful', 'reason']);
  const streams = new Gauge({ name: 'bokji_streams_open', help: 'Open event streams', registers });
  const storeFailures = counter('bokji_store_failures_total', 'Failures of the store', ['action']);
  registerSources(registry, sources);

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    request(method, route, status, seconds) {
      requests.inc({ method, route, status: String(status) });
      requestSeconds.observe({ route }, seconds);
    },
    asked: (channel) => open.inc({ channel }),
    abandoned(channel) {
      open.dec({ channel });
      abandoned.inc({ channel });
    },
    answered(channel, { outcome, engine, timings, receipt }) {
      open.dec({ channel });
      answers.inc({ channel, outcome, engine });
      const { total, ...stages } = timings;
      if (total !== undefined) answerSeconds.observe({ channel }, total / 1000);
      for (const [stage, ms] of Object.entries(stages)) stageSeconds.observe({ stage }, ms / 1000);
      if (receipt) countModel(receipt);
    },
    feedback: (helpful, reason) => feedback.inc({ helpful: String(helpful), reason: reason ?? 'none' }),
    streamOpened: () => streams.inc(),
    streamClosed: () => streams.dec(),
    storeFailed: (action) => storeFailures.inc({ action }),
  };

  function countModel({ model, calls, tokens, modelMs, statements, fallbackReason }: NonNullable<Answer['receipt']>) {
    modelCalls.inc({ model }, calls);
    modelTokens.inc({ model, direction: 'input' }, tokens.input);
    modelTokens.inc({ model, direction: 'output' }, tokens.output);
    modelSeconds.inc({ model }, modelMs / 1000);
    for (const [fate, count] of Object.entries(statements)) modelStatements.inc({ fate }, count);
    if (fallbackReason !== undefined) fallbacks.inc({ reason: fallbackReason });
  }
}

function registerSources(registry: Registry, { index, store, channels, now = () => new Date() }: MetricsSources): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('bokji_index_age_seconds', 'Time since the live index was built', () =>
    Math.max(0, (now().getTime() - Date.parse(index().builtAt)) / 1000),
  );
  gauge('bokji_index_documents', 'Documents in the live index', () => index().documents);
  new Gauge({
    name: 'bokji_index_info',
    help: '1 for the live version of the index',
    labelNames: ['version'],
    registers,
    collect() {
      this.reset();
      this.set({ version: index().version }, 1);
    },
  });
  if (store) {
    gauge('bokji_store_up', '1 where the store takes writes', () => Number(store().ok));
    gauge('bokji_store_waiting_writes', 'Writes that wait in memory for the store', () => store().waiting);
    gauge('bokji_store_dropped_writes', 'Writes lost since the start: none had room in memory', () => store().dropped);
  }
  if (channels)
    for (const [name, help, read] of [
      ['bokji_channel_connected', '1 where the channel is connected', 'connected'],
      ['bokji_channel_stopped', '1 where people stopped the channel', 'stopped'],
    ] as const)
      new Gauge({
        name,
        help,
        labelNames: ['channel'],
        registers,
        collect() {
          for (const one of channels()) this.set({ channel: one.name }, Number(one[read]));
        },
      });
}
