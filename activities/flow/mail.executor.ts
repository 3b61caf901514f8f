/** Sends a flow's mail to addresses outside: each address once by the key of the effect. What the server says about one address decides about that one alone. */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CatalogueError, errorCatalogue } from '#domain/errors';
import type { Executor, ExecutorCall } from '#domain/flow/executor.ports';
import { instantOf } from '#domain/values';
import type { Channel } from '#integrations/channels/channel.kind';
import type { RenderedMail } from '#integrations/channels/mail/mail.kind';
import { plainMail } from '#integrations/channels/mail/plain.layout';
import { inputsOf } from '#integrations/executors/executor.kind';
import { mailForm, type MailInputs } from '#integrations/executors/mail/mail.form';
import type { LetterRepo } from '#store/notify/letter.repo';
import { runOfCall, ticketIdOfCall } from './step.call.ts';

export interface MailExecutorDeps {
  letters: Pick<LetterRepo, 'claim' | 'sent' | 'release'>;
  /** Null: no mail server is set. */
  mail: Pick<Channel<RenderedMail>, 'send'> | null;
  /** Milliseconds after which a try that says nothing counts as given up: longer than the channel waits for its server. */
  heldForMs: number;
  nowMs(): number;
}
const lookMs = 250;

export function mailExecutor({ letters, mail, heldForMs, nowMs }: MailExecutorDeps): Executor {
  async function send(to: string, { subject, text }: MailInputs, call: ExecutorCall, channel: Pick<Channel<RenderedMail>, 'send'>): Promise<void> {
    const [id, owner, ticket] = [letterIdOf(call.idempotencyKey, to), randomUUID(), ticketIdOfCall(call)];
    for (const until = nowMs() + call.timeoutMs; ;) {
      const claim = await letters.claim({ id, ticket, run: runOfCall(call), to, subject }, owner, heldForMs, instantOf(nowMs()));
      if (claim === 'sent') return;
      if (claim === 'mine') break;
      if (nowMs() + lookMs > until) throw new CatalogueError('MAIL_UNDER_WAY', { address: to });
      await pause(lookMs);
    }
    try {
      await channel.send(plainMail({ id, thread: ticket, subject, text }), { name: '', email: to });
    } catch (fault) {
      await letters.release(id, owner);
      throw fault;
    }
    await letters.sent(id, owner, instantOf(nowMs()));
  }
  return {
    kind: mailForm.kind,
    async perform(call) {
      const given = inputsOf(mailForm, call);
      if (mail === null) throw new CatalogueError('MAIL_NOT_SET');
      const all = [...new Map(given.to.map((to) => [to.toLowerCase(), to])).values()];
      const [sent, refused]: [string[], { to: string; fault: CatalogueError }[]] = [[], []];
      // One after the other: what cannot be sent now is tried again with all that follow, and passes by those who have it.
      for (const to of all) {
        const fault = await send(to, given, call, mail).then(() => null, refusalIn);
        if (fault === null) sent.push(to);
        else refused.push({ to, fault });
      }
      if (sent.length === 0) throw refused[0]!.fault;
      return { sent, refused: refused.map(({ to, fault }) => ({ to, reason: String(fault.params['reason'] ?? fault.code) })) };
    },
  };
}

/** What will not change by trying again; anything else is thrown. */
function refusalIn(fault: unknown): CatalogueError {
  if (fault instanceof CatalogueError && errorCatalogue[fault.code]?.family === 'invalid') return fault;
  throw fault;
}
/** The same for every try of the effect. */
const letterIdOf = (key: string, to: string): string => `l${createHash('sha256').update(`${key}\n${to.toLowerCase()}`).digest('hex').slice(0, 31)}`;
