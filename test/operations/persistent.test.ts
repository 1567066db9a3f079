import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Channel } from '../../src/core/ports.js';
import { persistent } from '../../src/operations/persistent.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Connects at its `connectsAt`-th attempt; each attempt is a channel of its own. */
function messenger(connectsAt: number) {
  const made: string[] = [];
  const pauses: number[] = [];
  const create = (): Channel => {
    const row = made.push('made');
    return {
      name: 'slack',
      async start() {
        if (row < connectsAt) throw new Error('no connection');
        made[row - 1] = 'started';
      },
      async stop() {
        made[row - 1] = 'stopped';
      },
    };
  };
  const channel = persistent({
    name: 'slack',
    create,
    log: pino({ level: 'silent' }),
    onFailure: (_error, pauseMs) => pauses.push(pauseMs),
    firstPauseMs: 1_000,
    pauseMsMax: 4_000,
    random: () => 1,
  });
  return { channel, made, pauses };
}

it('is connected at once where it can be', async () => {
  const { channel, pauses } = messenger(1);
  await channel.start();
  expect(channel.status()).toEqual({ name: 'slack', state: 'connected', attempts: 1 });
  expect(pauses).toEqual([]);
});

it('does not reject where it cannot connect, and tries again after longer and longer pauses', async () => {
  const { channel, pauses } = messenger(6);
  await channel.start();
  expect(channel.status()).toMatchObject({ state: 'waiting', attempts: 1 });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(channel.status()).toMatchObject({ state: 'connected', attempts: 6 });
  expect(pauses).toEqual([1_000, 2_000, 4_000, 4_000, 4_000]);
});

it('is not connected where nobody can tell who serves it', async () => {
  let isServed = false;
  const silent: Channel = {
    name: 'discord',
    start: async () => undefined,
    stop: async () => undefined,
    isServed: () => isServed,
  };
  const channel = persistent({ name: 'discord', create: () => silent, log: pino({ level: 'silent' }) });
  await channel.start();
  expect(channel.status().state).toBe('waiting');
  isServed = true;
  expect(channel.status().state).toBe('connected');
});

it('stops what is connected', async () => {
  const { channel, made } = messenger(1);
  await channel.start();
  await channel.stop();
  expect(made).toEqual(['stopped']);
});

it('tries no more once it is stopped', async () => {
  const { channel, made } = messenger(9);
  await channel.start();
  await channel.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(made).toHaveLength(1);
  expect(channel.status().state).toBe('stopped');
});

it('lets go of a connection that comes about after it was stopped', async () => {
  let connect = (): void => undefined;
  const stopped: string[] = [];
  const channel = persistent({
    name: 'discord',
    create: () => ({
      name: 'discord',
      start: () => new Promise<void>((resolve) => (connect = resolve)),
      stop: async () => void stopped.push('discord'),
    }),
    log: pino({ level: 'silent' }),
  });
  const starting = channel.start();
  const stopping = channel.stop();
  connect();
  await Promise.all([starting, stopping]);
  expect(stopped).toEqual(['discord']);
  expect(channel.status().state).toBe('stopped');
});
