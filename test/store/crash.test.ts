/** A small part of `npm run bench:store-crash`. */
import { expect, it } from 'vitest';
import { crashes } from '../../bench/store-crash-measure.js';

it('loses no acknowledged write and no event, and doubles none, when it is killed under load', async () => {
  const result = await crashes({ kills: 5, writers: 4, eventsPerLife: 4 });
  expect(result).toMatchObject({ writesLost: 0, cameBack: 0, eventsLost: 0, eventsDoubled: 0, integrity: 'ok' });
  expect(result.acknowledgedWrites).toBeGreaterThan(100);
}, 180_000);
