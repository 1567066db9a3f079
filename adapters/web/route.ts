/**
 * A route as one thing: its schemas check what comes in and describe it in `/openapi.json`, so that the two cannot
 * drift apart. `{id}` in a path is a parameter.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalid, problemSchema } from './problem.js';

const NOTHING = z.object({});
type Nothing = typeof NOTHING;

export interface ResponseSpec {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly contentType?: string;
}

interface RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly responses: Readonly<Record<number, ResponseSpec | readonly ResponseSpec[]>>;
  /** What it gives is sent as JSON; `undefined` means that the reply was sent or taken over. */
  handle(
    input: { readonly params: z.infer<P>; readonly query: z.infer<Q>; readonly body: z.infer<B> },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** The operation object of OpenAPI 3.1. */
  readonly operation: Readonly<Record<string, unknown>>;
  register(app: FastifyInstance): void;
}

export function route<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing>(
  spec: RouteSpec<P, Q, B>,
): Route {
  return {
    method: spec.method,
    path: spec.path,
    operation: operationOf(spec),
    register(app) {
      app.route({
        method: spec.method,
        url: spec.path.replace(/\{(\w+)\}/g, ':$1'),
        handler: async (request, reply) => {
          const params = read(spec.params, request.params, '주소');
          const query = read(spec.query, request.query, '주소');
          const body = read(spec.body, request.body, '본문');
          const result = await spec.handle({ params, query, body }, request, reply);
          return result === undefined ? reply : result;
        },
      });
    },
  };
}

function read<S extends z.ZodType>(schema: S | undefined, value: unknown, place: '본문' | '주소'): z.infer<S> {
  if (schema === undefined) return {} as z.infer<S>;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(place, parsed.error);
  return parsed.data;
}

function operationOf<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: RouteSpec<P, Q, B>,
): Record<string, unknown> {
  const parameters = [...parametersOf('path', spec.params), ...parametersOf('query', spec.query)];
  return {
    tags: [spec.tag],
    summary: spec.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(spec.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(spec.body, 'input') } } } }
      : {}),
    responses: Object.fromEntries([
      ...Object.entries(spec.responses).map(([status, response]) => [status, responseOf([response].flat())]),
      [
        'default',
        responseOf([{ description: '문제', schema: problemSchema, contentType: 'application/problem+json' }]),
      ],
    ]),
  };
}

function responseOf(responses: readonly ResponseSpec[]): Record<string, unknown> {
  const content = responses.flatMap(({ schema, contentType = 'application/json' }) =>
    schema ? [[contentType, { schema: jsonSchema(schema, 'output') }] as const] : [],
  );
  return {
    description: responses.map(({ description }) => description).join(' / '),
    ...(content.length > 0 ? { content: Object.fromEntries(content) } : {}),
  };
}

function parametersOf(place: 'path' | 'query', schema: z.ZodType | undefined): Record<string, unknown>[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
