/** The measured promises of Slack and Discord at a size that suits a test; `npm run bench:channels` takes the full one. */
import { expect, it } from 'vitest';
import {
  discordUnderCuts,
  slackForged,
  slackRedelivered,
  slackUnderLoad,
  staffInPublic,
} from '../../bench/channel-measures.js';

it('answers every event of a burst once while the model is slow', async () => {
  const measured = await slackUnderLoad({ events: 40, perSecond: 80, modelMs: 800 });
  expect(measured).toMatchObject({ acknowledged: 40, lost: 0, doubled: 0 });
});

it('answers events delivered one to four times once each', async () => {
  expect(await slackRedelivered(40)).toMatchObject({ deliveries: 100, lost: 0, doubled: 0 });
});

it('refuses every forged, old or future request and takes the good ones', async () => {
  expect(await slackForged(12, 4)).toEqual({ refused: 12, accepted: 4 });
});

it('loses and doubles nothing while Discord’s gateway is cut', async () => {
  expect(await discordUnderCuts(30, 3)).toMatchObject({ identified: 1, resumed: 3, lost: 0, doubled: 0 });
});

it('shows staff documents to staff and nowhere in public', async () => {
  expect(await staffInPublic(1)).toEqual({ tries: 10, leaked: 0, shownToStaff: true });
});
