import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rmSync } from 'node:fs';
import mongoose from 'mongoose';
import type { ErrorShape } from '#domain/errors';
import type { ApprovalLink } from '#domain/notify/approval-link';
import { startStack, type Stack } from '#embedded/stack';
import { createApprovalLinkRepo, type ApprovalLinkRepo } from '#store/notify/approval-link.repo';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { eventually, patienceMs } from '../setup/eventually.ts';
import { freshFolder, freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

let portal: PortalProcess;
let worker: Stack;
let database: mongoose.Connection;
let links: ApprovalLinkRepo;
const folder = freshFolder('signalbox-link');
const people = {} as Record<'requester' | 'agent' | 'agent2' | 'manager' | 'admin' | 'stranger', PortalClient>;

beforeAll(async () => {
  const env = { MONGODB_URI: freshMongoUri('link'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('link') };
  portal = await startPortalProcess(env);
  const { SIGNALBOX_DATA: _data, PORT: _port, SIGNALBOX_WEB_FOLDER: _web, ...shared } = portal.env;
  database = await mongoose.createConnection(env.MONGODB_URI).asPromise();
  links = createApprovalLinkRepo(database, portal.env['SIGNALBOX_DATA_KEY']!);
  worker = await startStack({ dataDir: folder, components: ['worker'], env: { ...shared, ...env } });
  for (const name of ['requester', 'agent', 'agent2', 'manager', 'admin', 'stranger'] as const) {
    people[name] = portalClient(portal.address);
    if (name !== 'stranger') await people[name].signIn(name);
  }
});
afterAll(async () => {
  await worker?.stop();
  await portal?.remove();
  await database?.dropDatabase();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function act(who: PortalClient, key: string, action: 'claim' | 'complete', data: object = {}): Promise<void> {
  const task = await eventually(async () => (await who.call('tickets.read', { params: { key } })).body.tasks.find(({ can }) => can.includes(action)));
  const answer = await who.call('tasks.act', { params: { id: task.id }, body: { action, commandId: `test-${Math.random().toString(36).slice(2)}`, taskRevision: task.revision, data } });
  expect(answer.status, JSON.stringify(answer.error)).toBe(200);
}
/** A ticket whose repair waits for Mia; answers its key, the approval and the token in her mail. */
async function askedForApproval(of: PortalClient = people.manager): Promise<{ key: string; task: string; token: string }> {
  const opened = await people.requester.call('tickets.open', { body: { type: 'incident', title: 'Uplink down', description: '', object: 'sw-core-2', fields: {} } });
  const { key } = opened.body;
  await act(people.agent, key, 'claim');
  await act(people.agent, key, 'complete', { outcome: 'repair', form: { plan: 'Restart it', interfaceIndex: 2 } });
  const notice = await eventually(async () => (await of.call('notices.list', { query: { ticket: key, kind: 'approval.asked' } })).body.items.find(({ state }) => state === 'sent'));
  const { letter } = (await of.call('notices.read', { params: { id: notice.id } })).body;
  const link = /\/approve\/(.+)$/.exec(letter!.action.url)![1]!;
  const row = await database.collection<{ _id: string; task: string }>('approvalLinks').findOne({ _id: link.slice(0, 32) });
  return { key, task: row!.task, token: link };
}
const look = (token: string) => people.stranger.call('approvalLinks.read', { params: { token } });
const answer = (token: string, outcome: string, comment = '') => people.stranger.call('approvalLinks.decide', { params: { token }, body: { outcome, comment } });
const codeOf = ({ status, error }: { status: number; error: ErrorShape | null }): [number, string | undefined] => [status, error?.code];
const decided = async (key: string) => (await people.admin.call('tickets.timeline', { params: { key }, query: { limit: 200 } })).body.items.filter(({ action }) => action === 'approval.decided');

describe('an approval by the link of a mail', () => {
  it('is shown to whoever has the link, decides nothing by being looked at, and is answered once, as the person it was sent to', async () => {
    const { key, token } = await askedForApproval();
    for (let times = 0; times < 3; times += 1) {
      const seen = await look(token);
      expect(seen.status, JSON.stringify(seen.error)).toBe(200);
      expect(seen.body).toMatchObject({ person: 'Mia Larsen', locale: 'en', ticket: { key, title: 'Uplink down', object: 'sw-core-2' }, prompt: { en: 'Repair interface 2 of sw-core-2: Restart it' }, outcomes: [{ key: 'approved', needsReason: false, mayAnswer: true }, { key: 'rejected', needsReason: true }] });
    }
    expect(await decided(key)).toEqual([]);
    expect(codeOf(await answer(token, 'rejected'))).toEqual([422, 'APPROVAL_REASON_NEEDED']);
    expect(codeOf(await answer(token, 'perhaps'))).toEqual([422, 'TASK_OUTCOME_UNKNOWN']);
    expect(await answer(token, 'rejected', 'Not during office hours.')).toMatchObject({ status: 200, body: { outcome: { en: 'Rejected' } } });
    await eventually(() => portal.log().includes('/api/approval-links/***'));
    expect(portal.log(), 'a link that works is in no log').not.toContain(token.slice(33));
    expect(codeOf(await look(token))).toEqual([409, 'APPROVAL_LINK_USED']);
    expect(codeOf(await answer(token, 'approved'))).toEqual([409, 'APPROVAL_LINK_USED']);
    expect(await eventually(async () => { const events = await decided(key); return events.length > 0 ? events : null; })).toMatchObject([{ actor: { kind: 'person', id: 'mia.larsen', name: 'Mia Larsen' }, data: { outcome: 'rejected', comment: 'Not during office hours.', via: 'mail' } }]);
  });

  it('takes one of two answers that come at once', async () => {
    const { key, token } = await askedForApproval();
    const both = await Promise.all([answer(token, 'approved'), answer(token, 'rejected', 'No.')]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(both.filter(({ status }) => status === 409)).toHaveLength(1);
    await eventually(async () => (await decided(key)).length === 1);
  });

  it('is sent to who stands in too, says in whose place, and is answered on behalf; nobody stands in for who is back', async () => {
    const away = await people.manager.call('absences.set', { body: { substitute: 'omar.haddad', from: new Date().toISOString(), until: new Date(Date.now() + 86_400_000).toISOString() } });
    expect(away.status, JSON.stringify(away.error)).toBe(200);
    const { key, token } = await askedForApproval(people.agent2);
    const [told] = (await people.agent2.call('notices.list', { query: { ticket: key, kind: 'approval.asked' } })).body.items;
    const { letter } = (await people.agent2.call('notices.read', { params: { id: told!.id } })).body;
    expect(letter!.lines).toContain('You are asked because Mia Larsen is away and you stand in.');
    await eventually(async () => (await people.manager.call('notices.list', { query: { ticket: key, kind: 'approval.asked' } })).body.items.length === 1);
    expect(await look(token)).toMatchObject({ status: 200, body: { person: 'Omar Haddad', actsFor: 'Mia Larsen' } });
    expect(await answer(token, 'rejected', 'Not while she is away.')).toMatchObject({ status: 200 });
    expect(await eventually(async () => { const events = await decided(key); return events.length > 0 ? events : null; })).toMatchObject([{ actor: { id: 'omar.haddad' }, onBehalfOf: { id: 'mia.larsen', name: 'Mia Larsen' }, data: { via: 'mail' } }]);

    const later = await askedForApproval(people.agent2);
    expect((await people.manager.call('absences.end', { params: { id: away.body.id } })).status).toBe(200);
    // What is known of people is a few seconds old at most. Links may be looked at sixty times a minute.
    await expect.poll(async () => (await look(later.token)).body?.actsFor, { timeout: patienceMs, interval: 500 }).toBeNull();
    expect(codeOf(await answer(later.token, 'approved'))).toEqual([403, 'TASK_NOT_YOURS']);
    expect(await decided(later.key)).toEqual([]);
  });

  it('is over when it was decided in the portal meanwhile', async () => {
    const { key, token } = await askedForApproval();
    await act(people.manager, key, 'complete', { outcome: 'rejected', comment: 'No.' });
    await eventually(async () => (await look(token)).status === 409);
    expect(codeOf(await look(token))).toEqual([409, 'APPROVAL_LINK_OVER']);
    expect(codeOf(await answer(token, 'approved'))).toEqual([409, 'APPROVAL_LINK_OVER']);
  });

  it('is not opened by a link that was changed, made up, expired, or moved to somebody else', async () => {
    const { task, token } = await askedForApproval();
    const [id, signature] = [token.slice(0, 32), token.slice(33)];
    const other = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    for (const wrong of [`${id}-${other}`, id, `${id}-`, `-${signature}`, `${token}-x`, `${token}x`, `${id}.${signature}`, 'a'.repeat(200), '%2e%2e', '$ne']) expect([wrong, ...codeOf(await look(wrong))]).toEqual([wrong, 404, 'APPROVAL_LINK_WRONG']);
    const row = (await links.byToken(token))!;
    // Not long ago: the index forgets old links within the minute.
    const expired: ApprovalLink = { ...row, id: `a${'0'.repeat(31)}`, expiresAt: new Date(Date.now() - 60_000).toISOString() };
    await links.add([expired]);
    expect(codeOf(await look(links.tokenOf(expired)))).toEqual([410, 'APPROVAL_LINK_EXPIRED']);
    expect(codeOf(await answer(links.tokenOf(expired), 'approved'))).toEqual([410, 'APPROVAL_LINK_EXPIRED']);
    await database.collection<{ _id: string }>('approvalLinks').updateOne({ _id: id }, { $set: { person: 'ana.silva' } });
    expect(codeOf(await look(token))).toEqual([404, 'APPROVAL_LINK_WRONG']);
    const stolen: ApprovalLink = { ...row, id: `a${'1'.repeat(31)}`, person: 'ana.silva', task };
    await links.add([stolen]);
    expect(codeOf(await answer(links.tokenOf(stolen), 'approved')), 'somebody who is not asked').toEqual([403, 'TASK_NOT_YOURS']);
  });

  it('decides nothing in the name of somebody who left', async () => {
    const { key, token } = await askedForApproval();
    const directory = database.collection<{ _id: string }>('people');
    await directory.updateOne({ _id: 'mia.larsen' }, { $set: { isActive: false } });
    try {
      expect(codeOf(await look(token))).toEqual([403, 'APPROVAL_LINK_LEFT']);
      expect(codeOf(await answer(token, 'approved'))).toEqual([403, 'APPROVAL_LINK_LEFT']);
    } finally {
      await directory.updateOne({ _id: 'mia.larsen' }, { $set: { isActive: true } });
    }
    expect(await decided(key)).toEqual([]);
    await eventually(async () => (await answer(token, 'approved')).status === 200);
  });

  it('is shown to its recipient alone: an administrator reads that there is a link, not the link', async () => {
    const { key, token } = await askedForApproval();
    const [notice] = (await people.admin.call('notices.list', { query: { scope: 'all', ticket: key, kind: 'approval.asked' } })).body.items;
    const { letter } = (await people.admin.call('notices.read', { params: { id: notice!.id } })).body;
    expect(letter).toMatchObject({ isMasked: true });
    expect(JSON.stringify(letter)).not.toContain(token.slice(33));
    expect(codeOf(await people.agent.call('notices.read', { params: { id: notice!.id } }))).toEqual([404, 'NOT_FOUND']);
  });
});

describe('what people are told of a ticket', () => {
  const told = async (who: PortalClient, key: string) => (await who.call('notices.list', { query: { ticket: key, limit: 100 } })).body.items.map(({ kind, state }) => `${kind} ${state}`).reverse();

  it('reaches whoever it is for and never whoever did it; what somebody does not want is noted and not sent', async () => {
    await people.requester.call('me.prefer', { body: { unsubscribed: ['ticket.commented'] } });
    const { key } = (await people.requester.call('tickets.open', { body: { type: 'incident', title: 'Printer', description: '', object: 'sw-core-2', fields: {} } })).body;
    await eventually(async () => (await told(people.agent, key)).includes('task.asked sent'));
    await act(people.agent, key, 'claim');
    await people.agent.call('comments.add', { params: { key }, body: { visibility: 'public', text: 'I look at it.' } });
    await people.agent.call('comments.add', { params: { key }, body: { visibility: 'internal', text: 'It is the old one again.' } });
    await people.requester.call('comments.add', { params: { key }, body: { visibility: 'public', text: 'Thank you.' } });
    await act(people.agent, key, 'complete', { outcome: 'resolve', form: { cause: 'Paper' } });
    await eventually(async () => (await told(people.requester, key)).includes('ticket.resolved sent'));
    expect(await told(people.requester, key)).toEqual(['ticket.commented suppressed', 'ticket.resolved sent']);
    await eventually(async () => (await told(people.agent, key)).filter((one) => one.endsWith(' sent')).length === 2);
    expect(await told(people.agent, key)).toEqual(['task.asked sent', 'ticket.commented sent']);
    const [suppressed] = (await people.requester.call('notices.list', { query: { ticket: key, state: 'suppressed' } })).body.items;
    expect(suppressed).toMatchObject({ fault: { code: 'NOTICE_UNSUBSCRIBED' }, attempts: [] });
    expect(await people.requester.call('me.read')).toMatchObject({ body: { person: { unsubscribed: ['ticket.commented'], locale: 'en' } } });
  });

  it('counts what is unread, until it is read', async () => {
    // Runs of earlier tests go on and may tell the agent something in between.
    await eventually(async () => {
      const before = (await people.agent.call('notices.counts')).body.unread;
      expect(before).toBeGreaterThan(0);
      const [first] = (await people.agent.call('notices.list', { query: { unread: 'true', limit: 1 } })).body.items;
      return (await people.agent.call('notices.markRead', { body: { ids: [first!.id] } })).body.unread === before - 1;
    });
    await eventually(async () => (await people.agent.call('notices.markRead', { body: {} })).body.unread === 0);
  });

  it('follows the table an administrator changed', async () => {
    expect((await people.admin.call('noticeRules.save', { params: { kind: 'ticket.resolved' }, body: { to: ['requester', 'manager'] } })).body).toMatchObject({ isShipped: false });
    const { key } = (await people.requester.call('tickets.open', { body: { type: 'incident', title: 'Told to the manager too', description: '', object: 'sw-core-2', fields: {} } })).body;
    await act(people.agent, key, 'claim');
    await act(people.agent, key, 'complete', { outcome: 'resolve', form: { cause: 'Paper' } });
    await eventually(async () => (await told(people.manager, key)).includes('ticket.resolved sent'));
    expect((await people.admin.call('noticeRules.list')).body.items.find(({ kind }) => kind === 'ticket.resolved')).toEqual({ kind: 'ticket.resolved', to: ['requester', 'manager'], isShipped: false });
  });
});

describe('an approval one after the other', () => {
  it('asks each at their turn: a link from before it is refused with who is asked first, and answers then', async () => {
    const { flow, draft } = (await people.admin.call('flows.read', { params: { key: 'incident' } })).body;
    const approve = draft.nodes['approve']!;
    const config = { ...approve.config, rule: 'sequential', assignments: ['mia.larsen', 'omar.haddad'].map((person) => ({ by: 'person', person })) };
    const { revision } = (await people.admin.call('flows.saveDraft', { params: { key: 'incident' }, body: { revision: flow.draftRevision, file: { ...draft, nodes: { ...draft.nodes, approve: { ...approve, config } } } } })).body;
    const published = await people.admin.call('flows.publish', { params: { key: 'incident' }, body: { revision, note: '', confirmNotProven: true } });
    expect(published.status, JSON.stringify(published.error)).toBe(200);
    const { key, token, task } = await askedForApproval();
    const early: ApprovalLink = { ...(await links.byToken(token))!, id: `a${'2'.repeat(31)}`, person: 'omar.haddad' };
    await links.add([early]);
    const ofOmar = links.tokenOf(early);
    for (const refused of [await look(ofOmar), await answer(ofOmar, 'approved')]) expect([refused.status, refused.error]).toEqual([409, expect.objectContaining({ code: 'APPROVAL_NOT_YET', hint: 'Mia Larsen is asked first; you are told when it is your turn.' })]);
    const waits = async (who: PortalClient): Promise<string[]> => (await who.call('inbox.list', { query: { kind: 'approval' } })).body.items.filter(({ id }) => id === task).map(({ id }) => id);
    expect([await waits(people.manager), await waits(people.agent2)]).toEqual([[task], []]);
    expect((await people.agent2.call('notices.list', { query: { ticket: key, kind: 'approval.asked' } })).body.items).toEqual([]);
    expect((await people.admin.call('tasks.read', { params: { id: task } })).body).toMatchObject({ stages: [{ rule: 'sequential', needed: 2, is: 'now' }], slots: [{ isAsked: true }, { isAsked: false }] });

    expect(await answer(token, 'approved')).toMatchObject({ status: 200 });
    await eventually(async () => (await waits(people.agent2)).length === 1 && (await waits(people.manager)).length === 0);
    await eventually(async () => (await people.agent2.call('notices.list', { query: { ticket: key, kind: 'approval.asked' } })).body.items.some(({ state }) => state === 'sent'));
    expect(await look(ofOmar)).toMatchObject({ status: 200, body: { person: 'Omar Haddad', ticket: { key } } });
    expect(await answer(ofOmar, 'approved')).toMatchObject({ status: 200, body: { outcome: { en: 'Approved' } } });
    await eventually(async () => (await people.admin.call('tickets.timeline', { params: { key }, query: { limit: 200 } })).body.items.filter(({ action }) => action === 'approval.asked' || action === 'approval.decided').length === 3);
  });
});

// Last: no link can be looked at for the rest of the minute.
describe('a link that is guessed at', () => {
  it('is looked at no more than sixty times a minute', async () => {
    // More than two minutes allow: one may end while they come.
    const guesses = await Promise.all(Array.from({ length: 150 }, () => look(`a${'f'.repeat(31)}-guess`)));
    expect(guesses.filter(({ status }) => status === 429).length).toBeGreaterThan(20);
    expect(guesses.find(({ status }) => status === 429)!.error?.code).toBe('RATE_LIMITED');
  });
});
