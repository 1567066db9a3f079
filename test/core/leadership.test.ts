import { expect, it } from 'vitest';
import { ALWAYS_LEADING, createLedChannel, type Duty, type Leadership } from '../../src/core/leadership.js';

function channel() {
  const done: string[] = [];
  return {
    done,
    channel: {
      name: 'Discord',
      start: async () => {
        done.push('start');
      },
      stop: async () => {
        done.push('stop');
      },
    },
  };
}

it('a channel of a single process opens and closes as if nobody led', async () => {
  const { channel: discord, done } = channel();
  const led = createLedChannel(discord, 'discord', ALWAYS_LEADING);
  await led.start();
  await led.stop();
  expect(done).toEqual(['start', 'stop']);
});

it('a channel that cannot be opened by a single process is a fault of the start', async () => {
  const broken = { name: 'Discord', start: () => Promise.reject(new Error('token')), stop: async () => undefined };
  await expect(createLedChannel(broken, 'discord', ALWAYS_LEADING).start()).rejects.toThrow('token');
});

it('a channel that another process leads stays closed, and its name says so', async () => {
  const { channel: discord, done } = channel();
  const standby: Leadership = {
    campaign: async (_role: string, _duty: Duty) => ({
      isLeading: false,
      isServed: true,
      withdraw: async () => undefined,
    }),
  };
  const led = createLedChannel(discord, 'discord', standby);
  await led.start();
  expect([led.name, done]).toEqual(['Discord(다른 서버가 맡음)', []]);
});
