/** The fake portal for the length of a test. */
import { onTestFinished } from 'vitest';
import { type FakePortal, type FakeService, openPortal } from './opendata-portal.js';

export * from './opendata-portal.js';

export async function startPortal(services: readonly FakeService[]): Promise<FakePortal> {
  const { portal, close } = await openPortal(services);
  onTestFinished(close);
  return portal;
}
