/** One connection of the HTTP probe, phase by phase: the name, the address, TLS. The address is judged before anything is sent to it. */
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls';
import { allowedAddress, type AddressPolicy } from '../../executors/address.ts';
import type { HttpProbeConfig } from './http.config.ts';
import { Down, type ProbeClock } from './http.phases.ts';
import type { CertificateFacts } from './http.result.ts';

export interface Connection {
  socket: Socket;
  ip: string;
  isTls: boolean;
  tlsVersion: string | null;
  certificate: CertificateFacts | null;
  isHttp2: boolean;
}
/** `key`: of the client certificate, as it is stored. */
export interface ConnectionInputs { config: HttpProbeConfig; policy: AddressPolicy; key: string | undefined }

export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');
export const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80);

/** Throws ADDRESS_REFUSED, ADDRESS_UNKNOWN; Down for what did not answer. The socket is closed when the clock stops. */
export async function connectTo(url: URL, { config, policy, key }: ConnectionInputs, clock: ProbeClock): Promise<Connection> {
  const prefer = config.preferredIp === undefined ? undefined : { family: config.preferredIp === 'ip6' ? 6 as const : 4 as const, isOnly: !config.ipFallback };
  const { address } = await clock.phase('resolve', () => allowedAddress(hostOf(url), portOf(url), policy, prefer));
  const plain = await clock.phase('connect', () => opened(clock.closing(connectTcp({ host: address, port: portOf(url) })), 'connect', 'connect-failed'));
  if (url.protocol !== 'https:') return { socket: plain, ip: address, isTls: false, tlsVersion: null, certificate: null, isHttp2: false };
  const name = config.tls.serverName ?? hostOf(url);
  const socket = await clock.phase('tls', () => opened(clock.closing(connectTls({
    socket: plain, host: name, ...(isIP(name) === 0 ? { servername: name } : {}), minVersion: config.tls.minVersion, ALPNProtocols: config.enableHttp2 ? ['h2', 'http/1.1'] : ['http/1.1'],
    ...(config.tls.ca === undefined ? {} : { ca: config.tls.ca }), ...(config.tls.certificate === undefined || key === undefined ? {} : { cert: config.tls.certificate, key }),
    // Judged below, before anything is sent: so that a certificate that is refused can still be told.
    rejectUnauthorized: false,
  }), plain), 'secureConnect', 'tls-failed'));
  const certificate = factsOf(socket, clock.nowMs());
  if (!socket.authorized && !config.tls.isInsecure) throw new Down('certificate-invalid', codeOf(socket.authorizationError), { certificate, ip: address });
  return { socket, ip: address, isTls: true, tlsVersion: socket.getProtocol(), certificate, isHttp2: socket.alpnProtocol === 'h2' };
}

function opened<S extends Socket>(socket: S, event: 'connect' | 'secureConnect', code: 'connect-failed' | 'tls-failed'): Promise<S> {
  return new Promise((resolve, reject) => {
    const fail = (fault?: unknown) => reject(new Down(code, codeOf(fault)));
    socket.once(event, () => { socket.off('close', fail); resolve(socket); }).on('error', fail).once('close', fail);
  });
}

/** A short, nameable reason: "ECONNREFUSED", "CERT_HAS_EXPIRED". */
export function codeOf(fault: unknown): string {
  if (fault instanceof Error) return ('code' in fault && typeof fault.code === 'string' ? fault.code : fault.message).slice(0, 120);
  return typeof fault === 'string' ? fault.slice(0, 120) : 'closed';
}

/** Facts of the server's certificate; it lasts as long as the first of its chain. Null when it showed none. */
function factsOf(socket: TLSSocket, nowMs: number): CertificateFacts | null {
  const own = socket.getPeerCertificate(true);
  if (typeof own.valid_to !== 'string') return null;
  const chain = [own];
  for (let next = own.issuerCertificate as PeerCertificate | undefined; next && chain.length < 10 && !chain.some((one) => one.fingerprint256 === next?.fingerprint256);) {
    chain.push(next as typeof own);
    next = (next as typeof own).issuerCertificate as PeerCertificate | undefined;
  }
  const expiresMs = Math.min(...chain.map((one) => Date.parse(one.valid_to)).filter((ms) => !Number.isNaN(ms)));
  if (!Number.isFinite(expiresMs)) return null;
  return { daysLeft: Math.floor((expiresMs - nowMs) / 86_400_000), expiresAt: new Date(expiresMs).toISOString(), subject: named(own.subject), issuer: named(own.issuer), fingerprint256: own.fingerprint256 };
}

const named = (name: PeerCertificate['subject'] | undefined): string => String(name?.CN ?? name?.O ?? '').slice(0, 200);
