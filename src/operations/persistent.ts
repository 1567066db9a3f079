/**
 * A channel that may not connect today → a channel that keeps trying. `start` never rejects: the first attempt is made
 * at once, later ones after pauses that grow, each with a channel made anew. The others go on meanwhile.
 */
import type { Logger } from 'pino';
import type { Channel } from '../core/ports.js';

export interface ChannelState {
  readonly name: string;
  readonly state: 'starting' | 'connected' | 'waiting' | 'stopped';
  readonly attempts: number;
}

export interface PersistentChannel extends Channel {
  status(): ChannelState;
}

export interface PersistentParts {
  readonly name: string;
  /** A fresh one for each attempt: a client that failed once may not start again. */
  readonly create: () => Channel;
  readonly log: Logger;
  /** Told with what went wrong and when the next attempt is; the error's words are for the operator. */
  readonly onFailure?: (error: unknown, pauseMs: number) => void;
  readonly onConnected?: () => void;
  readonly firstPauseMs?: number;
  readonly pauseMsMax?: number;
  readonly random?: () => number;
}

const FIRST_PAUSE_MS = 2_000;
const PAUSE_MS_MAX = 5 * 60_000;

export function persistent(parts: PersistentParts): PersistentChannel {
  const { name, create, log, onFailure, onConnected, firstPauseMs = FIRST_PAUSE_MS } = parts;
  const { pauseMsMax = PAUSE_MS_MAX, random = Math.random } = parts;
  let state: ChannelState['state'] = 'starting';
  let attempts = 0;
  let current: Channel | undefined;
  let attempt: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const tryOnce = async (): Promise<void> => {
    attempts += 1;
    try {
      const channel = create();
      current = channel;
      await channel.start();
      if (isStopped()) return;
      state = 'connected';
      onConnected?.();
    } catch (error) {
      if (isStopped()) return;
      state = 'waiting';
      // Between half and the whole of it, so that many that fell together do not come back together.
      const pauseMs = Math.min(pauseMsMax, firstPauseMs * 2 ** (attempts - 1)) * (0.5 + random() / 2);
      log.warn(
        { channel: name, attempt: attempts, pauseMs: Math.round(pauseMs), error: errorName(error) },
        'channel not connected, trying again',
      );
      onFailure?.(error, pauseMs);
      timer = setTimeout(() => {
        attempt = tryOnce();
      }, pauseMs);
    }
  };
  // A function, as `stop` may be called while an attempt is under way.
  const isStopped = (): boolean => state === 'stopped';

  return {
    name,
    status: () => ({
      name,
      attempts,
      state: state === 'connected' && current?.isServed?.() === false ? 'waiting' : state,
    }),
    async start() {
      attempt = tryOnce();
      await attempt;
    },
    async stop() {
      const wasConnected = state === 'connected';
      state = 'stopped';
      clearTimeout(timer);
      if (wasConnected) return current?.stop();
      // One that is just connecting is let go of as soon as it stands.
      await attempt;
      await current?.stop();
    },
  };
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
