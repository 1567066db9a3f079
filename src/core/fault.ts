/** What a fault is and where, never its message: that may repeat a person's words. */
export interface Fault {
  readonly error: string;
  /** The line of code it came from. */
  readonly at?: string;
}

/** A line of a stack that names a place in code, and nothing a message could look like by chance. */
const PLACE = /^\s+at (?:.{0,120} \()?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\s()]+:\d+:\d+\)?$/;

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { error: 'unknown' };
  const at = error.stack?.split('\n').find((line) => PLACE.test(line));
  return { error: error.name, ...(at ? { at: at.trim() } : {}) };
}
