/** Mail by SMTP. A server that does not answer within the limit is away; what it says about one mail decides about that mail alone. */
import { createTransport, type Transporter } from 'nodemailer';
import { createHash } from 'node:crypto';
import { CatalogueError, codeOf } from '#domain/errors';
import type { Locale } from '#domain/values';
import { isMailAddress } from '#domain/notify/mail-address';
import { product } from '#domain/product';
import type { Addressee, Channel, NoticeAttachment, NoticeMessage } from '../channel.kind.ts';
import { letterOf } from '../letter.ts';
import { letterHtml, letterText } from './mail.layout.ts';

export interface MailSettings {
  host: string; port: number;
  /** starttls: encrypted or not at all; tls: from the first byte; none: for a server on the same machine. */
  security: 'starttls' | 'tls' | 'none';
  user: string | null;
  /** Asked for when a connection is made: the password behind the reference. */
  password: () => Promise<string>;
  /** "Name <address>" or an address. */
  from: string;
  /** Milliseconds after which a server that says nothing counts as away. */
  timeoutMs: number;
}

/** A mail but for its address. `id` makes Message-ID the same at every attempt. */
export interface RenderedMail { id: string; thread: string | null; locale: Locale; subject: string; text: string; html: string; attachments: readonly NoticeAttachment[] }

const domainOf = (from: string): string => /@([^\s@<>]+)>?$/.exec(from)?.[1] ?? 'localhost';
const inOneLine = (text: string): string => [...text].filter((sign) => sign >= ' ' && sign !== '\u007f').join('').trim();

/** Bytes of files that a mail may carry; as mail they are a third more, and many servers take no more than 16 MB. */
export const mostAttachedBytes = 10_000_000;

/** Files that are too large together stay in the mailbox of the portal, and the mail says so. */
export const renderMail = (message: NoticeMessage, locale: Locale): RenderedMail => {
  const { files = [] } = message;
  const isTooLarge = files.reduce((sum, { content }) => sum + content.byteLength, 0) > mostAttachedBytes;
  const letter = letterOf(message, locale, { areFilesLeftOut: isTooLarge });
  return { attachments: isTooLarge ? [] : files, id: message.id, thread: message.thread, locale, subject: letter.subject, text: letterText(letter), html: letterHtml(letter) };
};

/** Message-ID of a notice: of its id alone, so that a receiver knows a second copy. */
export const messageIdOf = (id: string, from: string): string => `<${createHash('sha256').update(id).digest('hex').slice(0, 32)}@${domainOf(from)}>`;

export function createMailChannel(settings: MailSettings): Channel<RenderedMail> {
  const { host, port, security, timeoutMs, from } = settings;
  const server = `${host}:${port}`;
  let open: Promise<Transporter> | null = null;

  async function connect(): Promise<Transporter> {
    const auth = settings.user === null ? {} : { auth: { user: settings.user, pass: await settings.password() } };
    return createTransport({
      host, port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none', ...auth, pool: true, maxConnections: 4, maxMessages: 100,
      connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs, disableFileAccess: true, disableUrlAccess: true,
    });
  }
  /** A connection that failed is not used again. */
  function drop(): void {
    open?.then((transport) => transport.close(), () => undefined);
    open = null;
  }
  const headers = ({ thread }: RenderedMail): Record<string, string> => ({
    'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...(thread === null ? {} : { References: messageIdOf(`ticket/${thread}`, from) }),
  });

  return {
    kind: 'mail', title: { en: 'Mail', zh: '邮件', ar: 'البريد' },
    render: renderMail,
    async send(mail, to: Addressee) {
      if (!isMailAddress(to.email)) throw new CatalogueError('NOTICE_ADDRESS_MISSING', { person: to.name });
      try {
        const transport = await (open ??= connect());
        await within(timeoutMs, transport.sendMail({
          from, to: { name: inOneLine(to.name), address: to.email }, subject: inOneLine(mail.subject), text: mail.text, html: mail.html, messageId: messageIdOf(mail.id, from), headers: headers(mail),
          attachments: mail.attachments.map(({ name, contentType, content }) => ({ filename: name, contentType, content: Buffer.from(content) })),
        }));
        return { to: to.email };
      } catch (thrown) {
        const fault = faultOf(thrown, server);
        if (fault.params['scope'] === 'server') drop();
        throw fault;
      }
    },
    close: drop,
  };
}

/** `sender` of the mails, as settings give it: is it one? */
export const isSender = (from: string): boolean => isMailAddress(/<([^<>]+)>$/.exec(from)?.[1] ?? from) && !/[\r\n]/.test(from);
export const defaultSender = `${product} <signalbox@localhost>`;

/** The library's own limits begin anew with every byte: a server that drips one now and then would hold a mail for ever. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(Object.assign(new Error(`no answer within ${Math.round(ms / 1000)} s`), { code: 'ETIMEDOUT' })), ms); });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What SMTP says about one mail is EENVELOPE (an address) or EMESSAGE (the content): 4xx means later, 5xx never. Refused senders and passwords are a matter
 * of settings, which somebody will mend: nothing is given up for them.
 */
function faultOf(thrown: unknown, server: string): CatalogueError {
  if (thrown instanceof CatalogueError) return thrown;
  const { responseCode = 0, command = '', message = String(thrown) } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as { responseCode?: number; command?: string; message?: string };
  const reason = inOneLine(message).slice(0, 300);
  const code = codeOf(thrown);
  const isAboutMail = (code === 'EENVELOPE' || code === 'EMESSAGE') && command !== 'MAIL FROM' && responseCode >= 400;
  if (isAboutMail && responseCode >= 500) return new CatalogueError('CHANNEL_REFUSED', { server, reason });
  return new CatalogueError('CHANNEL_UNAVAILABLE', { server, reason, scope: isAboutMail ? 'message' : 'server' });
}
