/**
 * Asks a vendor's address, or its mirror: one GET or HEAD, redirects followed, through the machine's proxy, with limits for each wait. What the answer means is
 * for others. Node's own client: undici 7 ends the process when a server closes the connection while a file waits for the disk.
 */
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as connectTls } from 'node:tls';
import { basic, proxyFor, proxyHeaders, tunnel, type ProxyVariables } from './proxy.ts';

export interface Limits {
  /** Longest wait for a connection. */
  connectMs: number;
  /** Longest wait for the head of an answer, all redirects and the connection together. */
  answerMs: number;
  /** Longest silence in the middle of a file. */
  silenceMs: number;
  /** Longest time for a whole file, with everything it was cut off by. */
  wholeMs: number;
  /** First pause before a cut-off download is resumed; doubled from then on. */
  pauseMs: number;
}
export const usualLimits: Limits = { connectMs: 4_000, answerMs: 10_000, silenceMs: 20_000, wholeMs: 30 * 60_000, pauseMs: 1_000 };

export interface Answer {
  status: number;
  /** All values of a header with commas between, or null. */
  header(name: string): string | null;
  /** Read it to its end or call drop. Throws when the file is cut off or falls silent. */
  body: AsyncIterable<Uint8Array>;
  drop(): void;
}
/** Nobody was there to answer: no such host, refused, no answer in time, a redirect that leads nowhere. */
export interface NoAnswer { noAnswer: string }

export interface Question { method?: 'GET' | 'HEAD'; headers?: Record<string, string> }

export interface Vendor {
  /** Where the files lie, without a password: for people. */
  address: string;
  ask(path: string, question?: Question): Promise<Answer | NoAnswer>;
}

const mostRedirects = 5;

/** `mirror`: an address, with name and password for the mirror in it where it wants them. `env`: where the proxy is named. */
export function vendorAt(mirror: string, limits: Limits, env: ProxyVariables = process.env): Vendor {
  const root = new URL(`${mirror.replace(/\/+$/, '')}/`);
  const password: Record<string, string> = root.username === '' ? {} : { authorization: basic(root.username, root.password) };
  root.username = '';
  root.password = '';

  async function follow(question: Question, first: URL, signal: AbortSignal): Promise<Answer | NoAnswer> {
    let url = first;
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const own = url.origin === root.origin ? password : {};
      const answer = await askOnce(url, { ...question, headers: { ...question.headers, ...own } }, proxyFor(url, env), limits, signal);
      const location = answer.header('location');
      if (![301, 302, 303, 307, 308].includes(answer.status) || location === null) return answer;
      answer.drop();
      const next = new URL(location, url);
      if (url.protocol === 'https:' && next.protocol !== 'https:') return { noAnswer: `${url.host} leads to ${next.protocol}//${next.host}, which is not encrypted` };
      url = next;
    }
    return { noAnswer: `${root.host} leads from one address to the next, ${mostRedirects} times` };
  }

  return {
    address: root.href.replace(/\/$/, ''),
    async ask(path, question = {}) {
      const waiting = new AbortController();
      const timer = setTimeout(() => waiting.abort(), limits.answerMs);
      try {
        return await follow(question, new URL(path, root), waiting.signal);
      } catch (thrown) {
        return { noAnswer: waiting.signal.aborted ? `${root.host} did not answer within ${limits.answerMs / 1000} s` : `${root.host} could not be reached (${reasonOf(thrown)})` };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** A connection of its own for each question: there are three at most. `signal` ends the wait for the head of the answer, not what follows. */
async function askOnce(url: URL, { method = 'GET', headers = {} }: Question, proxy: URL | null, limits: Limits, signal: AbortSignal): Promise<Answer> {
  // Identity: the sum is that of the file as it lies there, and a part of it must stay one.
  const options: RequestOptions = { method, agent: false, headers: { 'accept-encoding': 'identity', 'user-agent': 'signalbox', ...headers } };
  const connecting = new AbortController();
  const impatient = setTimeout(() => connecting.abort(), limits.connectMs);
  const either = AbortSignal.any([signal, connecting.signal]);
  try {
    const way = proxy !== null && url.protocol === 'https:' ? await tunnel(proxy, url, either) : null;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const asking = way ? httpsRequest(url, { ...options, createConnection: () => connectTls({ socket: way, servername: url.hostname }) })
        : proxy ? httpRequest({ ...options, host: proxy.hostname, port: proxy.port || undefined, path: url.href, headers: { ...options.headers, host: url.host, ...proxyHeaders(proxy) } })
          : (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
      const give = () => asking.destroy(new Error('given up'));
      either.addEventListener('abort', give, { once: true });
      asking.once('socket', (socket) => socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(impatient)));
      asking.setTimeout(limits.silenceMs, () => asking.destroy(new Error(`silent for ${limits.silenceMs / 1000} s`)));
      asking.once('response', (response: IncomingMessage) => {
        either.removeEventListener('abort', give);
        resolve(response);
      });
      asking.on('error', reject);
      asking.end();
    });
    return answered(answer);
  } catch (thrown) {
    throw connecting.signal.aborted && !signal.aborted ? new Error(`no connection within ${limits.connectMs / 1000} s`) : thrown;
  } finally {
    clearTimeout(impatient);
  }
}

const answered = (answer: IncomingMessage): Answer => ({
  status: answer.statusCode ?? 0, body: answer,
  header: (name) => answer.headersDistinct[name]?.join(', ') ?? null,
  drop() { answer.once('error', () => undefined).destroy(); },
});

/** The code of a fault ("ENOTFOUND"), or what it says. */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : thrown.message;
}
