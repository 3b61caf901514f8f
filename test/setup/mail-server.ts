/** A real mail server for tests: keeps what it takes, by Message-ID and by recipient, and can be told to hang, to put off or to refuse. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { freePort } from '#embedded/ports';

export interface ReceivedMail { id: string; to: string; mail: ParsedMail; raw: string }
/** accept: takes everything. hang: says nothing after the recipient. greylist: puts each mail off once. refuse: takes none, for good. */
export type MailMood = 'accept' | 'hang' | 'greylist' | 'refuse';
export interface MailServer {
  port: number;
  /** Everything that was taken, in order, doubles too. */
  received: ReceivedMail[];
  mood(next: MailMood): void;
  /** Milliseconds each mail takes after its last byte, before it is answered. */
  slow(ms: number): void;
  /** Connections made so far. */
  connections(): number;
  stop(): Promise<void>;
}

/** `account`: whom it lets in; without one it asks nobody to sign in. `port`: default a free one that is still there for it after a stop. */
export async function startMailServer(port?: number, account: { user: string; password: string } | null = null): Promise<MailServer> {
  let mood: MailMood = 'accept';
  let slowMs = 0;
  let connections = 0;
  const received: ReceivedMail[] = [];
  const putOff = new Set<string>();
  const server = new SMTPServer({
    authOptional: account === null, disabledCommands: account === null ? ['STARTTLS', 'AUTH'] : ['STARTTLS'], allowInsecureAuth: true, logger: false,
    onAuth: ({ username, password }, _session, done) => (username === account?.user && password === account?.password ? done(null, { user: username }) : done(Object.assign(new Error('Wrong password'), { responseCode: 535 }))),
    onConnect: (_session, done) => { connections += 1; done(); },
    onRcptTo({ address }, _session, done) {
      if (mood === 'hang') return;
      if (mood === 'refuse' || address.startsWith('nobody@')) return done(Object.assign(new Error('No such user here'), { responseCode: 550 }));
      if (mood === 'greylist' && !putOff.has(address)) {
        putOff.add(address);
        return done(Object.assign(new Error('Greylisted, come again'), { responseCode: 451 }));
      }
      done();
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void (async () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          const mail = await simpleParser(raw);
          received.push({ id: mail.messageId ?? '', to: envelope.rcptTo[0]?.address ?? '', mail, raw });
          if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
          done();
        })();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(port ?? await freePort(), '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port, received,
    mood: (next) => { mood = next; }, slow: (ms) => { slowMs = ms; }, connections: () => connections,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); }),
  };
}
