/** Embeddings of the demo server: hashed pairs of letters, as base64 or as numbers, as the request asks. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

const bodySchema = z.object({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string())]),
  encoding_format: z.enum(['float', 'base64']).optional(),
});
export const DEMO_DIMENSION = 64;

export function embeddingsReply(asked: unknown) {
  const { model, input, encoding_format } = bodySchema.parse(asked);
  const data = [input].flat().map((text, index) => {
    const vector = vectorOf(text);
    return {
      object: 'embedding',
      index,
      embedding: encoding_format === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector],
    };
  });
  return { object: 'list', model, data, usage: { prompt_tokens: 1, total_tokens: 1 } };
}

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DEMO_DIMENSION);
  for (let at = 0; at + 1 < text.length; at += 1) {
    const slot =
      (createHash('md5')
        .update(text.slice(at, at + 2))
        .digest()[0] ?? 0) % DEMO_DIMENSION;
    vector[slot] = (vector[slot] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
