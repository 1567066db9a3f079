/** `npm run bench:channels`: the promises of Slack and Discord, measured; ends by itself within about two minutes. */
import { discordUnderCuts, slackForged, slackRedelivered, slackUnderLoad, staffInPublic } from './channel-measures.js';

const results = {
  'Slack, 500 events at 20/s, 5 s model': await slackUnderLoad({ events: 500, perSecond: 20, modelMs: 5_000 }),
  'Slack, 300 events of 1-4 deliveries': await slackRedelivered(300),
  'Slack, 60 bad and 10 good signatures': await slackForged(60, 10),
  'Discord, 200 interactions, 20 cuts': await discordUnderCuts(200, 20),
  'Staff documents in public places': await staffInPublic(10),
};
process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
