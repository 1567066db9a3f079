/** Routes → the OpenAPI 3.1 document. */
import type { Route } from './route.js';

export function openApiOf(routes: readonly Route[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, operation } of routes) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '복지길잡이 API',
      version,
      description: '복지 질문에 출처와 함께 답합니다. 모든 글은 UTF-8, NFC이고 시각은 ISO 8601입니다.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    components: {
      securitySchemes: { staff: { type: 'http', scheme: 'bearer', description: 'BOKJI_STAFF_TOKEN' } },
    },
    paths,
  };
}
