/**
 * The service under load, as it ships, by all its doors at once: first the most answers a second that the web gives,
 * then a steady share of that for some minutes together with Slack and Discord, while memory and open files are watched.
 * Everything is on this machine; nothing else is asked.
 *
 *   npm run bench:load                                     # 5 minutes
 *   npm run bench:load -- --minutes 30                     # what issue 10 wants
 *   npm run bench:load -- --minutes 8 --rate 150           # at this many answers a second instead of half the peak
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { SIGNING_SECRET, sendSigned } from '../test/fakes/slack.ts';
import * as discord from '../test/fixtures/discord/payloads.ts';
import * as slack from '../test/fixtures/slack/payloads.ts';
import { QUESTIONS } from './questions.mjs';
import { leastOfParts, slopePerHour, startService } from './service.ts';

const { values: given } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    rate: { type: 'string' },
    'peak-seconds': { type: 'string', default: '10' },
  },
});
const minutes = Number(given.minutes);
const PEAK_CONNECTIONS = 16;
/** Of the web's rate, for Slack and for Discord each; people there are fewer. */
const MESSENGER_SHARE = 0.05;
const MESSENGER_PER_SECOND_MIN = 0.5;
/** What was asked last may still be under way. */
const LAST_ANSWERS_WITHIN_MS = 30_000;
const SAMPLE_EVERY_MS = 5_000;
/** The first part of the steady time fills caches and is not judged. */
const WARM_SHARE = 0.3;
const PARTS_JUDGED = 8;
const GOAL = { answersPerSecond: 400, p99Ms: 100, liveHeapPercentPerHour: 2, descriptorsMore: 8 };

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const service = await startService();
const requests = QUESTIONS.map((question) => ({
  method: 'POST',
  path: '/v1/answers',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ question }),
}));

await autocannon({ url: service.url, connections: PEAK_CONNECTIONS, requests, duration: 4 });
const before = await service.sample();
const burst = await autocannon({
  url: service.url,
  connections: PEAK_CONNECTIONS,
  requests,
  duration: Number(given['peak-seconds']),
});
const after = await service.sample();
const peak = {
  answersPerSecond: Math.round(burst.requests.average),
  p50Ms: burst.latency.p50,
  p99Ms: burst.latency.p99,
  errors: burst.errors + burst.non2xx + burst.timeouts,
  serverMsPerAnswer: Math.round(((after.processorSeconds - before.processorSeconds) / burst['2xx']) * 100_000) / 100,
};
process.stderr.write(`${JSON.stringify({ peak, loadAverage: loadavg()[0] })}\n`);

const rate = given.rate === undefined ? Math.max(1, Math.floor(peak.answersPerSecond / 2)) : Number(given.rate);
const seconds = minutes * 60;
const messengerPerSecond = Math.max(MESSENGER_PER_SECOND_MIN, rate * MESSENGER_SHARE);
const samples = [];
const asked = { slack: 0, discord: 0 };
const refused = { slack: 0 };
let over = false;

async function messengers() {
  for (let row = 0; !over; row += 1) {
    const question = QUESTIONS[row % QUESTIONS.length] ?? '';
    // A person of their own for each, so that nobody waits behind another.
    sendSigned(service.slackPort, slack.mention(question, { channel: `C${row}` }), { secret: SIGNING_SECRET }).then(
      ({ status }) => {
        if (status === 200) asked.slack += 1;
        else refused.slack += 1;
      },
      () => {
        refused.slack += 1;
      },
    );
    service.discord.dispatch('INTERACTION_CREATE', discord.question(question));
    asked.discord += 1;
    await pause(1_000 / messengerPerSecond);
  }
}

async function watch() {
  while (!over) {
    samples.push(await service.sample());
    // What the two platforms note down is this program's, not the service's.
    service.slack.calls.length = 0;
    service.discord.calls.length = 0;
    await pause(SAMPLE_EVERY_MS);
  }
}

const steadyFrom = await service.answers();
const side = Promise.all([messengers(), watch()]);
const steady = await autocannon({
  url: service.url,
  connections: PEAK_CONNECTIONS,
  requests,
  duration: seconds,
  overallRate: rate,
});
over = true;
await side;
let steadyTo = await service.answers();
const deadline = Date.now() + LAST_ANSWERS_WITHIN_MS;
const answered = (channel) => (steadyTo[channel] ?? 0) - (steadyFrom[channel] ?? 0);
while (Date.now() < deadline && answered('slack') + answered('discord') < asked.slack + asked.discord) {
  await pause(500);
  steadyTo = await service.answers();
}
const exitCode = await service.stop();

const judged = samples.slice(Math.floor(samples.length * WARM_SHARE));
const [first] = judged;
const resident = judged.map(({ residentMb }) => residentMb);
const meanOf = (numbers) => numbers.reduce((sum, mb) => sum + mb, 0) / numbers.length;
// Between two collections the heap grows by garbage, and the system's pages follow: what lives is seen at the lowest.
const live = leastOfParts(judged, PARTS_JUDGED, ({ heapMb }) => heapMb);
const percentPerHour = (some, read) => Math.round((slopePerHour(some, read) / meanOf(some.map(read))) * 1_000) / 10;
const result = {
  peak,
  steady: {
    minutes,
    ratePerSecond: rate,
    web: {
      answersPerSecond: Math.round(steady.requests.average),
      p50Ms: steady.latency.p50,
      p99Ms: steady.latency.p99,
      errors: steady.errors + steady.non2xx + steady.timeouts,
    },
    slack: { asked: asked.slack, answered: answered('slack'), refused: refused.slack },
    discord: { asked: asked.discord, answered: answered('discord') },
  },
  process: {
    residentMb: { first: first?.residentMb, last: judged.at(-1)?.residentMb, most: Math.max(...resident) },
    residentPercentPerHour: percentPerHour(judged, ({ residentMb }) => residentMb),
    liveHeapMb: { first: live[0]?.heapMb, last: live.at(-1)?.heapMb },
    liveHeapPercentPerHour: percentPerHour(live, ({ heapMb }) => heapMb),
    descriptors: { first: first?.descriptors, last: judged.at(-1)?.descriptors },
    exitCode,
  },
  goal: GOAL,
  loadAverage: loadavg()[0],
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
const grown = (judged.at(-1)?.descriptors ?? 0) - (first?.descriptors ?? 0);
const lost = asked.slack - answered('slack') + asked.discord - answered('discord');
if (peak.answersPerSecond < GOAL.answersPerSecond || peak.p99Ms > GOAL.p99Ms) process.exitCode = 1;
if (lost !== 0 || peak.errors + result.steady.web.errors > 0 || exitCode !== 0) process.exitCode = 1;
if (grown > GOAL.descriptorsMore || result.process.liveHeapPercentPerHour > GOAL.liveHeapPercentPerHour)
  process.exitCode = 1;
