/** Whatever is shown → the same without letters that are not seen but turn or hide those around them. */
import { visible } from '../../../src/messaging/lines.js';

export function withoutUnseen<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return visible(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, clean(part)]));
}
