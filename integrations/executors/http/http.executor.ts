/** Calls an HTTP API for a flow: one request, no redirects, bounded time and answer, secrets filled in at the last moment. Decides nothing about what the answer means. */
import { Agent, request, type Dispatcher } from 'undici';
import { z } from 'zod';
import { CatalogueError } from '#domain/errors';
import type { ExecutorCall } from '#domain/flow/executor.ports';
import { isOwnHeader } from '#domain/flow/executor.headers';
import { jsonSchema, type Json } from '#domain/values';
import { allowedAddress, type AddressPolicy } from '../address.ts';
import { executorOf, type ExecutorKind } from '../executor.kind.ts';
import { anyJson, headersSchema, told } from '../input.form.ts';

const limitBytes = 256 * 1024;
/** `expect` lists the status codes taken as done (default any 2xx). Header values may be {"secret": name, "prefix": "Bearer "}. */
export const httpConfigSchema = z.object({
  method: told(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'), { en: 'Method', zh: '方法', ar: 'الطريقة' }),
  url: told(z.url({ protocol: /^https?$/ }).max(2000), { en: 'Address', zh: '地址', ar: 'العنوان' }),
  headers: told(headersSchema(isOwnHeader).default({}), { en: 'Headers', zh: '标头', ar: 'الترويسات' }, { en: 'A value may be a secret: {"secret": "name", "prefix": "Bearer "}.', zh: '值可以是密钥：{"secret": "name", "prefix": "Bearer "}。', ar: 'يجوز أن تكون القيمة سرًّا: \u2068{"secret": "name", "prefix": "Bearer "}\u2069.' }),
  body: anyJson({ en: 'Body', zh: '正文', ar: 'المتن' }, { en: 'Sent as JSON.', zh: '以 JSON 发送。', ar: 'يُرسل بصيغة JSON.' }),
  expect: told(z.array(z.number().int()).default([]), { en: 'Status codes that mean done', zh: '表示完成的状态码', ar: 'رموز الحالة التي تعني الإنجاز' }, { en: 'Default: any 2xx.', zh: '默认：任意 2xx。', ar: 'الافتراضي: أي 2xx.' }),
});
export type HttpConfig = z.infer<typeof httpConfigSchema>;

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

async function perform(config: HttpConfig, call: ExecutorCall, policy: AddressPolicy): Promise<Json> {
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
}

export const httpExecutor: ExecutorKind<HttpConfig> = {
  kind: 'http',
  title: { en: 'Call an HTTP address', zh: '调用 HTTP 地址', ar: 'استدعاء عنوان HTTP' },
  about: { en: 'Sends one request and keeps what comes back.', zh: '发送一次请求并保存返回内容。', ar: 'يرسل طلبًا واحدًا ويحتفظ بالرد.' },
  config: httpConfigSchema,
  initial: { method: 'GET', url: '=object.endpoints.http' },
  /** `body`: the answer's JSON, or its first 4,000 characters. */
  result: z.object({ status: z.number().int(), body: jsonSchema }),
  perform,
};
export const createHttpExecutor = (policy: AddressPolicy) => executorOf(httpExecutor, policy);
