/** Settings in memory, for tests of what is kept in them. */
import type { Settings } from '../../src/store/ports.js';

export function memorySettings(): Settings {
  const kept = new Map<string, string>();
  const read = (json: string): unknown => JSON.parse(json);
  return {
    get: async (key) => {
      const json = kept.get(key);
      return json === undefined ? undefined : read(json);
    },
    set: async (key, value) => void kept.set(key, JSON.stringify(value)),
    all: async (prefix) =>
      new Map([...kept].filter(([key]) => key.startsWith(prefix)).map(([key, json]) => [key, read(json)])),
  };
}
