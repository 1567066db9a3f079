/**
 * Answers under way as server-sent events that survive a broken line: an answer is made once, its events are kept for
 * a while, and whoever comes back with the last id seen gets the rest.
 *
 * An answer that nobody has followed for a while is told to stop; the ids are random, so only their reader knows them.
 */
import { randomUUID } from 'node:crypto';
import type { AnswerWatch } from '../../src/core/ports.js';
import type { Answer } from '../../src/core/types.js';
import { problemOf } from './problem.js';

export interface StreamEvent {
  /** `<stream>:<number>`, from 1. */
  readonly id: string;
  readonly name: 'stage' | 'statement' | 'answer' | 'error';
  readonly data: unknown;
}

export interface Follower {
  send(event: StreamEvent): void;
  end(): void;
}

interface Stream {
  readonly conversationId: string;
  readonly events: StreamEvent[];
  readonly followers: Set<Follower>;
  readonly abort: AbortController;
  ended: boolean;
  timer?: NodeJS.Timeout | undefined;
}

export interface StreamOptions {
  /** How long a finished answer can be asked for again. */
  readonly keptMs: number;
  /** How long an answer goes on while nobody follows it. */
  readonly abandonedMs: number;
  readonly streamsMax: number;
}

export function createStreams({ keptMs, abandonedMs, streamsMax }: StreamOptions) {
  const streams = new Map<string, Stream>();

  const after = (stream: Stream, delayMs: number, act: () => void): void => {
    clearTimeout(stream.timer);
    stream.timer = setTimeout(act, delayMs);
    stream.timer.unref();
  };
  const dropOldest = (): void => {
    for (const [id, { ended, timer }] of streams) {
      if (streams.size < streamsMax) return;
      if (!ended) continue;
      clearTimeout(timer);
      streams.delete(id);
    }
  };

  return {
    get size() {
      return streams.size;
    },
    /** Begins an answer; `work` never has to care who reads. */
    begin(conversationId: string, work: (watch: AnswerWatch) => Promise<Answer>): string {
      dropOldest();
      const streamId = randomUUID();
      const stream: Stream = {
        conversationId,
        events: [],
        followers: new Set(),
        abort: new AbortController(),
        ended: false,
      };
      streams.set(streamId, stream);
      const tell = (name: StreamEvent['name'], data: unknown): void => {
        const event = { id: `${streamId}:${stream.events.length + 1}`, name, data };
        stream.events.push(event);
        for (const follower of stream.followers) follower.send(event);
      };
      const finish = (): void => {
        stream.ended = true;
        for (const follower of stream.followers) follower.end();
        stream.followers.clear();
        after(stream, keptMs, () => streams.delete(streamId));
      };
      work({
        onStage: (name) => tell('stage', { name }),
        onStatement: (statement) => tell('statement', { statement }),
        signal: stream.abort.signal,
      })
        .then(
          (answer) => tell('answer', answer),
          (error: unknown) => tell('error', problemOf(error).body),
        )
        .then(finish);
      return streamId;
    },
    /** The events after `seen`, then those to come. False where no such stream of this conversation is kept. */
    follow(streamId: string, conversationId: string, seen: number, follower: Follower): boolean {
      const stream = streams.get(streamId);
      if (!stream || stream.conversationId !== conversationId) return false;
      for (const event of stream.events.slice(seen)) follower.send(event);
      if (stream.ended) {
        follower.end();
        return true;
      }
      clearTimeout(stream.timer);
      stream.followers.add(follower);
      return true;
    },
    leave(streamId: string, follower: Follower): void {
      const stream = streams.get(streamId);
      if (!stream?.followers.delete(follower) || stream.followers.size > 0 || stream.ended) return;
      after(stream, abandonedMs, () => stream.abort.abort());
    },
  };
}
export type Streams = ReturnType<typeof createStreams>;

/** `Last-Event-ID` → where to go on; undefined where it is none of ours. */
export function parseEventId(value: unknown): { readonly streamId: string; readonly seen: number } | undefined {
  const match = typeof value === 'string' ? /^([0-9a-f-]{36}):(\d{1,6})$/.exec(value) : null;
  return match?.[1] ? { streamId: match[1], seen: Number(match[2]) } : undefined;
}
