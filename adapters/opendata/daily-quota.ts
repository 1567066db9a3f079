/**
 * How often an API was called today (a day of Korea), kept in a file so that a second run on the same day knows.
 * An API that said it has had enough is not called again before midnight.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { koreanDate } from '../../src/korean/years.js';
import { OpenDataFault } from './faults.js';

export interface DailyQuota {
  /** Counts a call; throws a `quota` fault where none is left. */
  spend(api: string): Promise<void>;
  exhaust(api: string): Promise<void>;
}

const schema = z.object({
  day: z.string(),
  calls: z.record(z.string(), z.number().int()),
  exhausted: z.array(z.string()),
});
type Ledger = z.infer<typeof schema>;

export async function createDailyQuota(
  file: string,
  now: () => Date,
  callsMax: number | undefined,
): Promise<DailyQuota> {
  let ledger = await read(file);
  const today = (): Ledger => {
    const day = koreanDate(now());
    if (ledger.day !== day) ledger = { day, calls: {}, exhausted: [] };
    return ledger;
  };
  return {
    spend: async (api) => {
      const { calls, exhausted } = today();
      const used = calls[api] ?? 0;
      if (exhausted.includes(api)) throw new OpenDataFault('quota');
      if (callsMax !== undefined && used >= callsMax)
        throw new OpenDataFault('quota', `BOKJI_OPENDATA_DAILY_CALLS=${callsMax}`);
      calls[api] = used + 1;
      // Not made durable: a count lost in a crash costs a call at most, and this runs before every call.
      await writeFile(file, JSON.stringify(ledger));
    },
    exhaust: async (api) => {
      today().exhausted.push(api);
      await writeFile(file, JSON.stringify(ledger));
    },
  };
}

async function read(file: string): Promise<Ledger> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return { day: '', calls: {}, exhausted: [] };
  }
}
