/** The web channel: settings and services → a server that starts, says where it is, and drains when stopped. */
import type { Channel } from '../../src/core/ports.js';
import { addressFault } from './address-error.js';
import type { WebOptions } from './parts.js';
import { createWebServer, type WebServer } from './server.js';

const LET_GO_EVERY_MS = 50;

export interface WebChannel extends Channel {
  /** Where people reach it, once started. */
  url(): string | undefined;
}

export function createWebChannel(options: WebOptions): WebChannel {
  let server: WebServer | undefined;
  let url: string | undefined;
  return {
    get name() {
      return url === undefined ? '웹' : `웹 ${url}`;
    },
    url: () => url,
    async start() {
      server = await createWebServer(options);
      try {
        url = reachable(await server.app.listen({ host: options.host, port: options.port }));
      } catch (cause) {
        throw addressFault(cause, options);
      }
    },
    async stop() {
      if (!server) return;
      server.state.draining = true;
      const { app } = server;
      // A line kept open by its reader becomes idle only when its answer is sent, and would hold the end up for a minute.
      const letGo = setInterval(() => app.server.closeIdleConnections(), LET_GO_EVERY_MS);
      try {
        await app.close();
      } finally {
        clearInterval(letGo);
      }
    },
  };
}

/** Every address of this machine is no address that a browser opens. */
function reachable(url: string): string {
  return url.replace('//[::]:', '//[::1]:').replace('//0.0.0.0:', '//127.0.0.1:');
}
