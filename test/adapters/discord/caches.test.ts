/** What the Discord client keeps of people and messages does not grow with them. */
import { Client } from 'discord.js';
import { expect, it, onTestFinished } from 'vitest';
import { boundedCaches } from '../../../adapters/discord/caches.js';

function clientOf(own: string): Client {
  const client = new Client({ intents: [], ...boundedCaches(() => own) });
  onTestFinished(() => client.destroy());
  return client;
}
/** As the gateway tells of someone. */
const heardOf = (client: Client, id: string): void => {
  const user: unknown = Reflect.get(client.users, '_add').call(client.users, { id, username: id, discriminator: '0' });
  expect(user).toMatchObject({ id });
};

it('knows a thousand people and no more', () => {
  const client = clientOf('own');
  for (let number = 0; number < 3_000; number += 1) heardOf(client, `person-${number}`);
  expect([client.users.cache.size, client.users.cache.has('person-2999')]).toEqual([1_000, true]);
});

it('never forgets itself', () => {
  const client = clientOf('own');
  heardOf(client, 'own');
  for (let number = 0; number < 3_000; number += 1) heardOf(client, `person-${number}`);
  expect(client.users.cache.has('own')).toBe(true);
});
