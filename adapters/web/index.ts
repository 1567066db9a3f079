/** The web channel: settings and services → a server that starts, says where it is, and drains when stopped. */
import type { Channel } from '../../src/core/ports.js';
import { WebAddressError } from './address-error.js';
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
        url = await server.app.listen({ host: options.host, port: options.port });
      } catch (cause) {
        throw new WebAddressError(reasonOf(cause, options), { cause });
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

function reasonOf(cause: unknown, { host, port }: WebOptions): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE')
    return `포트 ${port}을(를) 다른 프로그램이 쓰고 있습니다.\n  → 그 프로그램을 멈추거나 BOKJI_PORT에 다른 번호를 적으세요.`;
  if (code === 'EACCES') return `포트 ${port}을(를) 열 권한이 없습니다.\n  → BOKJI_PORT에 1024 이상의 번호를 적으세요.`;
  return `주소 ${host}:${port}에서 받을 수 없습니다.\n  → BOKJI_HOST와 BOKJI_PORT를 확인하세요.`;
}
