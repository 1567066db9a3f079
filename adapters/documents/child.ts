/**
 * The child process that reads documents, one after another. It has no settings, no keys and no standard output; a
 * document that breaks it breaks nothing else.
 */
import { z } from 'zod';
import { convert } from './convert.js';

const requestSchema = z.object({ id: z.number(), name: z.string(), bytes: z.instanceof(Uint8Array) });

process.on('message', async (message: unknown) => {
  const { id, name, bytes } = requestSchema.parse(message);
  const conversion = await convert({ name, bytes });
  process.send?.({ id, conversion });
});
// The parent is gone: nobody waits for this document any more.
process.on('disconnect', () => process.exit(0));
process.send?.({ isReady: true });
