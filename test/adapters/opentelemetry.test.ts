/** Spans of the road, heard by a small provider in memory as an operator's SDK would register one. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Attributes,
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  type SpanStatus,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTracer } from '../../adapters/opentelemetry/index.js';
import { Pipeline } from '../../src/core/pipeline.js';

interface Ended {
  readonly name: string;
  readonly parent: string | undefined;
  readonly attributes: Attributes;
  readonly status: SpanStatus | undefined;
}

const ended: Ended[] = [];
const names = new Map<string, string>();

class MemorySpan implements Span {
  readonly attributes: Attributes = {};
  status: SpanStatus | undefined;
  readonly name: string;
  readonly parent: string | undefined;
  readonly id: string;
  constructor(name: string, parent: string | undefined) {
    this.name = name;
    this.parent = parent;
    this.id = String(names.size + 1).padStart(16, '0');
    names.set(this.id, name);
  }
  spanContext(): SpanContext {
    return { traceId: '0'.repeat(31).concat('1'), spanId: this.id, traceFlags: TraceFlags.SAMPLED };
  }
  setAttribute(): this {
    return this;
  }
  setAttributes(attributes: Attributes): this {
    Object.assign(this.attributes, attributes);
    return this;
  }
  addEvent(): this {
    return this;
  }
  addLink(): this {
    return this;
  }
  addLinks(): this {
    return this;
  }
  setStatus(status: SpanStatus): this {
    this.status = status;
    return this;
  }
  updateName(): this {
    return this;
  }
  isRecording(): boolean {
    return true;
  }
  recordException(): void {
    throw new Error('an exception holds words');
  }
  end(): void {
    ended.push({ name: this.name, parent: this.parent, attributes: this.attributes, status: this.status });
  }
}

const storage = new AsyncLocalStorage<Context>();

beforeEach(() => {
  ended.length = 0;
  const begin = (name: string, within: Context): Span => {
    const parent = trace.getSpanContext(within)?.spanId;
    return new MemorySpan(name, parent === undefined ? undefined : names.get(parent));
  };
  const tracer = {
    startSpan: (name: string, _options?: unknown, within: Context = context.active()) => begin(name, within),
    startActiveSpan: (name: string, ...values: unknown[]) => {
      const work = values.at(-1) as (span: Span) => unknown;
      const span = begin(name, context.active());
      return context.with(trace.setSpan(context.active(), span), () => work(span));
    },
  };
  trace.setGlobalTracerProvider({ getTracer: () => tracer as never });
  context.setGlobalContextManager({
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, work, self, ...values) => storage.run(active, () => Reflect.apply(work, self, values)),
    bind: (_active, target) => target,
    enable() {
      return this;
    },
    disable() {
      return this;
    },
  });
});
afterEach(() => {
  trace.disable();
  context.disable();
});

const road = (last: () => number) =>
  Pipeline.of<number>()
    .stage('understand', (n) => n + 1)
    .stage('draft', async () => last());

it('has a span for each stage, in the span around them', async () => {
  const tracer = createTracer('0.0.0');
  await tracer.span(
    'bokji.answer',
    () => road(() => 7).run(1, undefined, tracer),
    () => ({ 'bokji.outcome': 'answered' }),
  );
  expect(ended).toEqual([
    { name: 'bokji.understand', parent: 'bokji.answer', attributes: {}, status: undefined },
    { name: 'bokji.draft', parent: 'bokji.answer', attributes: {}, status: undefined },
    { name: 'bokji.answer', parent: undefined, attributes: { 'bokji.outcome': 'answered' }, status: undefined },
  ]);
});

it('tells of a fault by its name, without its words', async () => {
  const tracer = createTracer('0.0.0');
  const failing = road(() => {
    throw new RangeError('제 이름은 김복지입니다');
  });
  await expect(failing.run(1, undefined, tracer)).rejects.toThrow(RangeError);
  expect(ended.at(-1)).toMatchObject({ name: 'bokji.draft', status: { code: 2, message: 'RangeError' } });
  expect(JSON.stringify(ended)).not.toContain('김복지');
});

it('does nothing, and changes nothing, where no SDK is registered', async () => {
  trace.disable();
  const { result } = await road(() => 7).run(1, undefined, createTracer('0.0.0'));
  expect(result).toBe(7);
  expect(ended).toEqual([]);
});
