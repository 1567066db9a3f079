/**
 * A road of named stages. `stage` accepts only a step that takes what the last one gave, so a wrong order does not
 * compile. The runner times every stage and stops at the first `Stopped`.
 */
import type { Tracer } from './ports.js';
import type { Outcome } from './types.js';

/** A named end of the road before its last stage: a fixed reply. */
export interface Stopped {
  readonly stopped: true;
  readonly outcome: Exclude<Outcome, 'answered'>;
  readonly text: string;
  readonly masked: readonly string[];
  /** Telephone numbers to offer, the most urgent first. */
  readonly calls?: readonly { readonly name: string; readonly phone: string }[];
  readonly choices?: readonly { readonly label: string; readonly value: string }[];
}

export interface RunResult<Out> {
  readonly result: Out | Stopped;
  /** Milliseconds by stage, in order. */
  readonly timings: Record<string, number>;
}

type Step<In, Out> = (input: In) => Out | Stopped | Promise<Out | Stopped>;

export class Pipeline<In, Out> {
  readonly #stages: readonly { readonly name: string; readonly step: Step<never, unknown> }[];

  private constructor(stages: readonly { readonly name: string; readonly step: Step<never, unknown> }[]) {
    this.#stages = stages;
  }

  static of<In>(): Pipeline<In, In> {
    return new Pipeline([]);
  }

  stage<Next>(name: string, step: Step<Out, Next>): Pipeline<In, Next> {
    return new Pipeline<In, Next>([...this.#stages, { name, step }]);
  }

  async run(input: In, onStage?: (name: string) => void, tracer?: Tracer): Promise<RunResult<Out>> {
    const timings: Record<string, number> = {};
    let value: unknown = input;
    for (const { name, step } of this.#stages) {
      onStage?.(name);
      const start = performance.now();
      const given = value as never;
      value = await (tracer ? tracer.span(`bokji.${name}`, async () => step(given)) : step(given));
      timings[name] = millisecondsSince(start);
      if (isStopped(value)) break;
    }
    // Each `stage` call checked the types that this loop carries.
    return { result: value as Out | Stopped, timings };
  }
}

/** To the microsecond: more digits are noise. */
export function millisecondsSince(start: number): number {
  return Math.round((performance.now() - start) * 1000) / 1000;
}

export function isStopped(value: unknown): value is Stopped {
  return typeof value === 'object' && value !== null && 'stopped' in value && value.stopped === true;
}
