import { expect, it } from 'vitest';
import { createMetrics, type MetricsSources } from '../../adapters/metrics/index.js';
import { answerWith } from '../fixtures/answers.js';

const NOW = new Date('2026-11-25T00:00:00Z');
const index = () => ({ version: '2026-11-24-abc', builtAt: '2026-11-24T00:00:00Z', documents: 341 });
const metricsWith = (sources: Partial<MetricsSources> = {}) => createMetrics({ index, now: () => NOW, ...sources });
const linesOf = async (metrics: ReturnType<typeof metricsWith>, name: string) =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

it('counts answers by channel, outcome and engine', async () => {
  const metrics = metricsWith();
  for (const channel of ['web', 'web', 'slack']) {
    metrics.asked(channel);
    metrics.answered(channel, answerWith());
  }
  expect(await linesOf(metrics, 'bokji_answers_total')).toEqual([
    'bokji_answers_total{channel="web",outcome="answered",engine="extractive"} 2',
    'bokji_answers_total{channel="slack",outcome="answered",engine="extractive"} 1',
  ]);
});

it('times each stage, and the whole by channel', async () => {
  const metrics = metricsWith();
  metrics.answered('web', answerWith({ timings: { retrieve: 2, draft: 0.5, total: 3 } }));
  expect(await linesOf(metrics, 'bokji_stage_seconds_sum')).toEqual([
    'bokji_stage_seconds_sum{stage="retrieve"} 0.002',
    'bokji_stage_seconds_sum{stage="draft"} 0.0005',
  ]);
  expect(await linesOf(metrics, 'bokji_answer_seconds_sum')).toEqual(['bokji_answer_seconds_sum{channel="web"} 0.003']);
});

it('knows how many questions are open', async () => {
  const metrics = metricsWith();
  metrics.asked('web');
  metrics.asked('web');
  metrics.asked('web');
  metrics.answered('web', answerWith());
  metrics.abandoned('web');
  expect(await linesOf(metrics, 'bokji_questions_open')).toEqual(['bokji_questions_open{channel="web"} 1']);
  expect(await linesOf(metrics, 'bokji_questions_abandoned_total')).toEqual([
    'bokji_questions_abandoned_total{channel="web"} 1',
  ]);
});

it('tells the age and the size of the live index', async () => {
  const metrics = metricsWith();
  expect(await linesOf(metrics, 'bokji_index')).toEqual([
    'bokji_index_age_seconds 86400',
    'bokji_index_documents 341',
    'bokji_index_info{version="2026-11-24-abc"} 1',
  ]);
});

it('adds up what the model took, and what became of its sentences', async () => {
  const metrics = metricsWith();
  const receipt = {
    model: 'demo',
    prompts: {},
    calls: 2,
    tokens: { input: 900, output: 120 },
    modelMs: 1_500,
    statements: { kept: 3, repaired: 1, replaced: 0, dropped: 1 },
    fallbackReason: 'timeout',
  };
  metrics.answered('web', answerWith({ receipt }));
  expect(await linesOf(metrics, 'bokji_model')).toEqual([
    'bokji_model_calls_total{model="demo"} 2',
    'bokji_model_tokens_total{model="demo",direction="input"} 900',
    'bokji_model_tokens_total{model="demo",direction="output"} 120',
    'bokji_model_seconds_total{model="demo"} 1.5',
    'bokji_model_statements_total{fate="kept"} 3',
    'bokji_model_statements_total{fate="repaired"} 1',
    'bokji_model_statements_total{fate="replaced"} 0',
    'bokji_model_statements_total{fate="dropped"} 1',
    'bokji_model_fallbacks_total{reason="timeout"} 1',
  ]);
});

it('shows the store and its failures', async () => {
  const metrics = metricsWith({ store: () => ({ ok: false, waiting: 3, dropped: 1 }) });
  metrics.storeFailed('answers.save');
  expect(await linesOf(metrics, 'bokji_store')).toEqual([
    'bokji_store_failures_total{action="answers.save"} 1',
    'bokji_store_up 0',
    'bokji_store_waiting_writes 3',
    'bokji_store_dropped_writes 1',
  ]);
});

it('shows which channels are connected, and which are stopped', async () => {
  const metrics = metricsWith({
    channels: () => [
      { name: 'web', connected: true, stopped: true },
      { name: 'slack', connected: false, stopped: false },
    ],
  });
  expect(await linesOf(metrics, 'bokji_channel')).toEqual([
    'bokji_channel_connected{channel="web"} 1',
    'bokji_channel_connected{channel="slack"} 0',
    'bokji_channel_stopped{channel="web"} 1',
    'bokji_channel_stopped{channel="slack"} 0',
  ]);
});
