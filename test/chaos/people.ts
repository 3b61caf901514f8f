/** People at the portal over its API: sign in, look, decide; ask again with the same command when no answer came, as the browser half does. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorCode } from '#domain/errors';
import { routes, type BodyOf, type ParamsOf, type QueryOf, type ResponseOf, type RouteName } from '#api/routes';
import type { TaskView } from '#api/task.api';
import { pathOf, portalClient } from '../builders/portal-client.ts';
import type { CommandEntry, Ledger } from './ledger.ts';

export interface Reply<T> { status: number; body: T; code: ErrorCode | null; tries: number }
interface Ask<N extends RouteName> { params?: ParamsOf<N>; query?: QueryOf<N>; body?: BodyOf<N>; key?: string }

export interface Person {
  name: string;
  /** Asks until there is an answer that is one: not 5xx, not a broken line. `null`: time is up. */
  ask<N extends RouteName>(name: N, given?: Ask<N>): Promise<Reply<ResponseOf<N>> | null>;
  /** Acts on a task and enters question and answer in the ledger. */
  act(task: TaskView, action: CommandEntry['action'], data?: { outcome?: string; form?: object; comment?: string }): Promise<CommandEntry>;
}

export interface PeopleOf { address: string; ledger: Ledger; /** When to give up asking, epoch ms. */ deadline: number }

/** One try; a request that hangs is given up by the client, not by the server. */
const tryMs = 25_000;
/** Not the caller's fault, or not yet: ask again. 409 only when the first try of the same key is still at work. */
const isNoAnswer = (status: number, code: ErrorCode | null): boolean => status >= 500 || status === 429 || status === 408 || code === 'IDEMPOTENCY_RUNNING';

/** Signs in as one of the demo accounts. */
export async function person(account: string, { address, ledger, deadline }: PeopleOf): Promise<Person> {
  let client = portalClient(address);
  let signingIn: Promise<void> | null = null;
  const signIn = (): Promise<void> => signingIn ??= (async () => {
    for (;;) {
      const fresh = portalClient(address);
      try {
        await fresh.signIn(account);
        client = fresh;
        ledger.signIns += 1;
        return;
      } catch (fault) {
        if (Date.now() > deadline) throw fault;
        await sleep(500);
      }
    }
  })().finally(() => { signingIn = null; });

  async function once<N extends RouteName>(name: N, given: Ask<N>): Promise<Omit<Reply<ResponseOf<N>>, 'tries'>> {
    const spec = routes[name];
    const headers: Record<string, string> = { accept: 'application/json' };
    if (spec.isWrite) Object.assign(headers, { 'content-type': 'application/json', 'x-csrf-token': client.csrf }, given.key ? { 'idempotency-key': given.key } : {});
    const response = await client.fetch(pathOf(name, given.params as Record<string, unknown>, given.query as Record<string, unknown>), {
      method: spec.method, headers, signal: AbortSignal.timeout(tryMs), ...(spec.isWrite ? { body: JSON.stringify(given.body ?? {}) } : {}),
    });
    const body = await response.json() as ResponseOf<N> & { error?: { code: ErrorCode } };
    return { status: response.status, body, code: body.error?.code ?? null };
  }

  async function ask<N extends RouteName>(name: N, given: Ask<N> = {}): Promise<Reply<ResponseOf<N>> | null> {
    for (let tries = 1; ; tries += 1) {
      if (Date.now() > deadline) return null;
      try {
        const reply = await once(name, given);
        if (reply.status === 401 || reply.code === 'CSRF_REFUSED') await signIn();
        else if (!isNoAnswer(reply.status, reply.code)) return { ...reply, tries };
      } catch {
        // The line broke: whether it was heard is unknown.
      }
      await sleep(Math.min(2_000, 150 * tries));
    }
  }

  await signIn();
  return {
    name: account, ask,
    async act(task, action, data = {}) {
      const entry: CommandEntry = { id: randomUUID(), person: account, run: task.run, task: task.task, node: task.node, action, outcome: data.outcome ?? null, tries: 0, answer: 'unknown', code: null, isShown: false };
      ledger.commands.push(entry);
      const reply = await ask('tasks.act', { params: { id: task.id }, body: { action: action as 'claim', commandId: entry.id, taskRevision: task.revision, data: data as BodyOf<'tasks.act'>['data'] } });
      if (reply === null) { ledger.complaints.push(`${account} got no answer to ${action} on ${task.id}`); return entry; }
      entry.tries = reply.tries;
      entry.answer = reply.status === 200 ? 'accepted' : 'refused';
      entry.code = reply.code;
      entry.isShown = reply.status === 200 && reply.body.shown;
      return entry;
    },
  };
}
