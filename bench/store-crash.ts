/** `npm run bench:store-crash [-- kills]`: SIGKILL under load on SQLite, 200 times; fails where anything is missing. */
import { crashes } from './store-crash-measure.js';

const kills = Number(process.argv[2] ?? 200);
const began = performance.now();
const result = await crashes({
  kills,
  writers: 16,
  eventsPerLife: 6,
  onKill: (killed) => {
    if (killed % 20 === 0) process.stderr.write(`${killed}/${kills}\n`);
  },
});
process.stdout.write(`${JSON.stringify({ ...result, seconds: Math.round((performance.now() - began) / 1000) })}\n`);
const { writesLost, cameBack, eventsLost, eventsDoubled, integrity } = result;
if (writesLost + cameBack + eventsLost + eventsDoubled > 0 || integrity !== 'ok') process.exitCode = 1;
