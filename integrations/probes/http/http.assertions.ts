/** Judges an answer by the probe's inputs: every assertion that failed, in the order of the inputs. Pure. */
import type { HttpProbeConfig } from './http.config.ts';
import type { CertificateFacts, Reason } from './http.result.ts';

export interface Answer {
  status: number;
  httpVersion: string;
  isTls: boolean;
  certificate: CertificateFacts | null;
  /** Names in lower case; every value of a header that came several times. */
  headers: ReadonlyMap<string, readonly string[]>;
  body: string;
}
/** `matches` throws PROBE_PATTERN_COST. */
export interface Matcher { matches(source: string, text: string): boolean }

const failed = (code: Reason['code'], at: string, detail: string): Reason => ({ code, at, detail: detail.slice(0, 200) });

export function failedAssertions(config: HttpProbeConfig, answer: Answer, matcher: Matcher): Reason[] {
  const { status, httpVersion, isTls, certificate, body } = answer;
  const isValidStatus = config.validStatusCodes.length > 0 ? config.validStatusCodes.includes(status) : status >= 200 && status < 300;
  const isValidVersion = config.validHttpVersions.length === 0 || config.validHttpVersions.some((version) => version === httpVersion);
  const isExpiring = certificate !== null && config.tls.minDaysLeft !== undefined && certificate.daysLeft < config.tls.minDaysLeft;
  return [
    ...(isValidStatus ? [] : [failed('status', '/validStatusCodes', String(status))]),
    ...(isValidVersion ? [] : [failed('http-version', '/validHttpVersions', httpVersion)]),
    ...(config.failIfSsl && isTls ? [failed('ssl', '/failIfSsl', '')] : []),
    ...(config.failIfNotSsl && !isTls ? [failed('no-ssl', '/failIfNotSsl', '')] : []),
    ...config.failIfBodyMatches.flatMap((pattern, at) => (matcher.matches(pattern, body) ? [failed('body-matches', `/failIfBodyMatches/${at}`, pattern)] : [])),
    ...config.failIfBodyNotMatches.flatMap((pattern, at) => (matcher.matches(pattern, body) ? [] : [failed('body-not-matches', `/failIfBodyNotMatches/${at}`, pattern)])),
    ...headerFaults(config, 'failIfHeaderMatches', answer, matcher), ...headerFaults(config, 'failIfHeaderNotMatches', answer, matcher),
    ...(isExpiring ? [failed('certificate-expires', '/tls/minDaysLeft', String(certificate.daysLeft))] : []),
  ];
}

/** A header with several values matches when one of them does. A missing one fails either way unless it may be missing. */
function headerFaults(config: HttpProbeConfig, field: 'failIfHeaderMatches' | 'failIfHeaderNotMatches', { headers }: Answer, matcher: Matcher): Reason[] {
  const isMatchWanted = field === 'failIfHeaderNotMatches';
  return config[field].flatMap(({ header, pattern, allowMissing }, at) => {
    const values = headers.get(header.toLowerCase());
    if (values === undefined) return allowMissing ? [] : [failed('header-missing', `/${field}/${at}`, header)];
    if (values.some((value) => matcher.matches(pattern, value)) === isMatchWanted) return [];
    return [failed(isMatchWanted ? 'header-not-matches' : 'header-matches', `/${field}/${at}`, `${header}: ${pattern}`)];
  });
}
