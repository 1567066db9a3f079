/**
 * The road as OpenTelemetry spans: one for an answer, within it one for each stage, and whatever an SDK of the operator
 * adds below (requests to a model, to a database). Without an SDK every call here does nothing.
 *
 * Spans carry names and numbers of ours. A fault is told by its name alone: messages may repeat a person's words.
 */
import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { Tracer } from '../../src/core/ports.js';

export function createTracer(version: string): Tracer {
  const tracer = trace.getTracer('bokji-giljabi', version);
  return {
    span: (name, work, told) =>
      tracer.startActiveSpan(name, async (span) => {
        try {
          const result = await work();
          if (told && span.isRecording()) span.setAttributes({ ...told(result) });
          return result;
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
          throw error;
        } finally {
          span.end();
        }
      }),
  };
}
