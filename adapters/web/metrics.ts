/** What is counted for the operator: requests, answers and the process. No person's words, no address, no id. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Answer } from '../../src/core/types.js';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: 'bokji_http_requests_total',
    help: 'HTTP requests',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'bokji_http_request_seconds',
    help: 'Time to the end of a response',
    labelNames: ['route'],
    buckets: SECONDS,
    registers,
  });
  const answers = new Counter({
    name: 'bokji_answers_total',
    help: 'Answers by outcome',
    labelNames: ['outcome', 'engine'],
    registers,
  });
  const answerSeconds = new Histogram({
    name: 'bokji_answer_seconds',
    help: 'Time of the road from question to answer',
    buckets: SECONDS,
    registers,
  });
  const feedback = new Counter({
    name: 'bokji_feedback_total',
    help: 'Feedback on answers',
    labelNames: ['helpful', 'reason'],
    registers,
  });
  const streams = new Gauge({ name: 'bokji_streams_open', help: 'Open event streams', registers });
  return {
    registry,
    streams,
    request(method: string, route: string, status: number, seconds: number): void {
      requests.inc({ method, route, status: String(status) });
      requestSeconds.observe({ route }, seconds);
    },
    answer({ outcome, engine, timings }: Answer): void {
      answers.inc({ outcome, engine });
      if (timings.total !== undefined) answerSeconds.observe(timings.total / 1000);
    },
    feedback(helpful: boolean, reason: string | undefined): void {
      feedback.inc({ helpful: String(helpful), reason: reason ?? 'none' });
    },
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
