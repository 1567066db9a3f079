/**
 * The log of a process: JSON lines on stderr with ids, stages and times. An error that comes in, wherever it stands in
 * what is logged, goes out as its name and its place in the code; messages and causes may repeat a person's words.
 */
import { type DestinationStream, type LogFn, type Logger, pino } from 'pino';
import { faultOf } from '../core/fault.js';

export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino({ level, base: null, hooks: { logMethod } }, destination);
}

function logMethod(this: Logger, [first, ...rest]: Parameters<LogFn>, method: LogFn): void {
  // pino would take the message of a lone error for the line's own.
  if (first instanceof Error) method.call(this, faultOf(first), typeof rest[0] === 'string' ? rest[0] : 'a fault');
  else Reflect.apply(method, this, [withoutErrors(first), ...rest.map(nameOfError)]);
}

/** In the words of a line an error is its name. */
const nameOfError = (value: unknown): unknown => (value instanceof Error ? value.name : value);

function withoutErrors(value: unknown): unknown {
  if (value instanceof Error) return faultOf(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, part instanceof Error ? faultOf(part) : part]),
  );
}
