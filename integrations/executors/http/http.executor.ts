/** Calls an HTTP API for a flow: one request, no redirects, bounded time and answer, secrets filled in at the last moment. Decides nothing about what the answer means. */
import { Agent, request, type Dispatcher } from 'undici';
import { z } from 'zod';
import { CatalogueError } from '#domain/errors';
import type { Executor, ExecutorCall } from '#domain/flow/executor.ports';
import { isOwnHeader } from '#domain/flow/executor.headers';
import { jsonSchema, type Json } from '#domain/values';
import { allowedAddress, type AddressPolicy } from '../address.ts';

const limitBytes = 256 * 1024;
const headerValue = z.union([z.string().max(4000), z.object({ secret: z.string(), prefix: z.string().max(100).default('') })]);

const headersSchema = z.record(z.string().regex(/^[A-Za-z0-9-]{1,80}$/), headerValue).superRefine((headers, context) => {
  for (const name of Object.keys(headers).filter(isOwnHeader)) context.addIssue({ code: 'custom', path: [name], message: 'the call sets this header itself' });
});

/** `expect` lists the status codes taken as done (default any 2xx). Header values may be {"secret": name, "prefix": "Bearer "}. */
export const httpConfigSchema = z.object({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  headers: headersSchema.default({}),
  body: jsonSchema.optional(),
  expect: z.array(z.number().int()).default([]),
});
export type HttpConfig = z.infer<typeof httpConfigSchema>;

function parsed(config: ExecutorCall['config']): HttpConfig {
  const result = httpConfigSchema.safeParse(config);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new CatalogueError('ACTIVITY_CONFIG_INVALID', { kind: 'http', fault: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` });
}

async function headersOf(config: HttpConfig, call: ExecutorCall, address: string): Promise<Record<string, string>> {
  const headers: Record<string, string> = { accept: 'application/json', 'idempotency-key': call.idempotencyKey };
  if (config.body !== undefined) headers['content-type'] = 'application/json';
  for (const [name, value] of Object.entries(config.headers)) {
    headers[name.toLowerCase()] = typeof value === 'string' ? value : value.prefix + (await call.secret(value.secret, address));
  }
  return headers;
}

async function boundedText(body: AsyncIterable<Uint8Array>, host: string): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > limitBytes) throw new CatalogueError('HTTP_ANSWER_TOO_LARGE', { host, limitBytes });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const jsonOrText = (text: string): Json => {
  try { return jsonSchema.parse(JSON.parse(text)); } catch { return text.slice(0, 4000); }
};

function judge(host: string, status: number, expect: number[]): void {
  if (expect.length ? expect.includes(status) : status >= 200 && status < 300) return;
  if (status >= 500 || status === 429 || status === 408) throw new CatalogueError('HTTP_SERVER_FAILED', { host, status });
  throw new CatalogueError('HTTP_STATUS_REFUSED', { host, status });
}

/** Result: {status, body}: the answer's JSON, or its first 4,000 characters. */
export const createHttpExecutor = (policy: AddressPolicy): Executor => ({
  kind: 'http',
  async perform(call) {
    const config = parsed(call.config);
    const url = new URL(config.url);
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const pinned = await allowedAddress(url.hostname.replace(/^\[|\]$/g, ''), port, policy);
    const cancel = new AbortController();
    const stopListening = call.onCancel(() => cancel.abort());
    const dispatcher: Dispatcher = new Agent({
      maxResponseSize: -1,
      connect: { timeout: call.timeoutMs, lookup: (_host, options, done) => (options.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family)) },
    });
    try {
      const answer = await request(url, {
        dispatcher, method: config.method, headers: await headersOf(config, call, `${url.hostname}:${port}`),
        ...(config.body === undefined ? {} : { body: JSON.stringify(config.body) }),
        headersTimeout: call.timeoutMs, bodyTimeout: call.timeoutMs, signal: AbortSignal.any([cancel.signal, AbortSignal.timeout(call.timeoutMs)]),
      });
      const text = await boundedText(answer.body, url.hostname);
      judge(url.hostname, answer.statusCode, config.expect);
      return { status: answer.statusCode, body: jsonOrText(text) };
    } catch (fault) {
      if (fault instanceof CatalogueError) throw fault;
      throw new CatalogueError('HTTP_UNREACHABLE', { host: url.hostname, fault: fault instanceof Error ? (('code' in fault && String(fault.code)) || fault.name) : 'unknown' });
    } finally {
      stopListening();
      await dispatcher.destroy();
    }
  },
});
