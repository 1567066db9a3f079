/** SIGINT and SIGTERM, listened for from now on. */
export interface Signal {
  /** Resolves at the first of them. */
  readonly came: Promise<void>;
  /** Listens no longer: the next one does what the system does with it. */
  off(): void;
}

export function listenForSignal(): Signal {
  let hear: () => void = () => undefined;
  const came = new Promise<void>((resolve) => {
    hear = resolve;
  });
  process.once('SIGINT', hear);
  process.once('SIGTERM', hear);
  return {
    came,
    off() {
      process.off('SIGINT', hear);
      process.off('SIGTERM', hear);
    },
  };
}
