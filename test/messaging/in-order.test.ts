import { expect, it } from 'vitest';
import { createInOrder } from '../../src/messaging/in-order.js';

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

it('does the work of one key in order, also after a failure, while other keys go on', async () => {
  const order = createInOrder();
  const done: string[] = [];
  const step = (name: string, ms: number) => async () => {
    await wait(ms);
    done.push(name);
  };
  const failed = order.run('a', async () => {
    throw new Error('broken');
  });
  order.run('a', step('a1', 30));
  order.run('a', step('a2', 0));
  order.run('b', step('b1', 0));
  await expect(failed).rejects.toThrow('broken');
  await order.idle();
  expect(done).toEqual(['b1', 'a1', 'a2']);
});
