/** Asks an HTTP address and judges its answer, with the assertions of blackbox_exporter's http module. Down is a result with its reasons; an error means the check itself could not run. */
import type { ExecutorCall } from '#domain/flow/executor.ports';
import type { AddressPolicy } from '../../executors/address.ts';
import type { ExecutorKind } from '../../executors/executor.kind.ts';
import { failedAssertions } from './http.assertions.ts';
import { httpProbeSchema, type HttpProbeConfig } from './http.config.ts';
import { hostOf, portOf } from './http.connection.ts';
import { bodyOf } from './http.exchange.ts';
import { firstSent, follow, type Progress } from './http.follow.ts';
import { createMatcher } from './http.patterns.ts';
import { Down, startClock, type ProbeClock } from './http.phases.ts';
import { httpProbeResultSchema, type HttpProbeResult } from './http.result.ts';

/** Milliseconds the result has to arrive in, on a busy worker too, before the step's time is over: otherwise a silent address would be a failed step in place of a result. A fifth of a short time. */
const marginMs = 2_000;

/** Named apart from the executor "http": flows call both by one name each. */
export const httpProbe: ExecutorKind<HttpProbeConfig> = {
  kind: 'http-probe',
  title: { en: 'Check an HTTP address', zh: '检查 HTTP 地址', ar: 'فحص عنوان HTTP' },
  about: { en: 'Asks an address and says whether it is up, why not, and how long each phase took.', zh: '请求一个地址，说明其是否正常、故障原因以及各阶段耗时。', ar: 'يطلب عنوانًا ويبيّن هل يعمل، ولماذا لا، وكم استغرقت كل مرحلة.' },
  config: httpProbeSchema,
  initial: { url: '=object.endpoints.http' },
  result: httpProbeResultSchema,
  async perform(config, call, policy) {
    const url = new URL(config.url);
    const key = config.tls.key === undefined ? undefined : await call.secret(config.tls.key.secret, `${url.hostname}:${portOf(url)}`);
    const clock = startClock({ timeoutMs: Math.max(call.timeoutMs - marginMs, call.timeoutMs * 0.8), onCancel: (listener) => call.onCancel(listener), host: hostOf(url) });
    try { return { ...(await check(config, call, { policy, key }, clock)) }; } finally { clock.stop(); }
  },
};

async function check(config: HttpProbeConfig, call: ExecutorCall, { policy, key }: { policy: AddressPolicy; key: string | undefined }, clock: ProbeClock): Promise<HttpProbeResult> {
  const found: HttpProbeResult = { isUp: false, reasons: [], status: null, httpVersion: null, isTls: false, tlsVersion: null, certificate: null, finalUrl: null, ip: null, redirects: 0, bodyBytes: null, timings: clock.timings, totalMs: 0 };
  const progress: Progress = found;
  const sent = await firstSent(config, call);
  try {
    const { connection, head } = await follow(sent, { config, policy, key }, clock, progress);
    Object.assign(found, { status: head.status, httpVersion: head.httpVersion, isTls: connection.isTls, tlsVersion: connection.tlsVersion, certificate: connection.certificate });
    const body = await clock.phase('transfer', () => bodyOf(head, config.bodyLimitBytes));
    found.bodyBytes = body.byteLength;
    found.reasons = failedAssertions(config, { status: head.status, httpVersion: head.httpVersion, isTls: connection.isTls, certificate: connection.certificate, headers: head.headers, body: body.toString('utf8') }, createMatcher());
  } catch (fault) {
    if (!(fault instanceof Down)) throw fault;
    found.reasons = [fault.reason];
    found.certificate = fault.seen.certificate ?? found.certificate;
    found.ip = fault.seen.ip ?? found.ip;
  }
  return { ...found, isUp: found.reasons.length === 0, totalMs: clock.totalMs() };
}
