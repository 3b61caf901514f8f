/** Calendars and service levels over the API of a whole portal: edits, conflicts, what is refused, and that a preview says what then happens. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rmSync } from 'node:fs';
import mongoose from 'mongoose';
import { startStack, type Stack } from '#embedded/stack';
import type { BodyOf, ResponseOf } from '#api/routes';
import { portalClient, type PortalClient } from '../builders/portal-client.ts';
import { everyDay, workweek } from '../builders/sla.builder.ts';
import { eventually } from '../setup/eventually.ts';
import { freshFolder, freshMongoUri, freshNamespace, temporalAddress } from '../setup/fresh.ts';
import { startPortalProcess, type PortalProcess } from '../setup/portal-process.ts';

let portal: PortalProcess;
let worker: Stack;
let database: mongoose.Connection;
let admin: PortalClient;
const folder = freshFolder('signalbox-calendars');

beforeAll(async () => {
  const env = { MONGODB_URI: freshMongoUri('calendars'), TEMPORAL_ADDRESS: temporalAddress(), TEMPORAL_NAMESPACE: await freshNamespace('calendars') };
  portal = await startPortalProcess(env);
  const { SIGNALBOX_DATA: _data, PORT: _port, PUBLIC_URL: _url, ...shared } = portal.env;
  database = await mongoose.createConnection(env.MONGODB_URI).asPromise();
  worker = await startStack({ dataDir: folder, components: ['worker'], env: { ...shared, ...env } });
  admin = portalClient(portal.address);
  await admin.signIn('admin');
});
afterAll(async () => {
  await worker?.stop();
  await portal?.remove();
  await database?.dropDatabase();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

type Edit = BodyOf<'calendars.save'>['edit'];
const edit = (week: unknown, more: Partial<Edit> = {}): Edit => ({ name: { en: 'Office' }, zone: 'Etc/UTC', validFrom: null, version: { week, holidays: [], halfDays: [], makeUpDays: [] }, ...more });
const save = (key: string, revision: number, wanted: Edit) => admin.call('calendars.save', { params: { key }, body: { revision, edit: wanted } });
const read = async (key: string): Promise<ResponseOf<'calendars.read'>> => (await admin.call('calendars.read', { params: { key } })).body;

describe('calendars over the API', () => {
  it('are made, given a version from a date on, and lose it again', async () => {
    expect((await save('office', 0, edit(workweek('09:00-17:00')))).body).toEqual({ revision: 1 });
    expect((await save('office', 1, edit(everyDay('22:00-06:00'), { validFrom: '2030-01-01' }))).body).toEqual({ revision: 2 });
    expect((await read('office')).calendar.versions.map(({ validFrom }) => validFrom ?? null)).toEqual([null, '2030-01-01']);
    expect(await admin.call('calendars.dropVersion', { params: { key: 'office', validFrom: '2030-01-01' }, query: { revision: 2 } })).toMatchObject({ status: 200, body: { revision: 3 } });
    expect((await read('office')).calendar.versions).toHaveLength(1);
  });
  it.each([
    ['without any window', 3, edit({}), 422, 'SLA_CALENDAR_EMPTY'],
    ['with windows that overlap', 3, edit({ mon: [{ from: '08:00', to: '12:00' }, { from: '10:00', to: '13:00' }] }), 422, 'SLA_CALENDAR_WINDOWS_OVERLAP'],
    ['in a zone nobody knows', 3, edit(workweek('09:00-17:00'), { zone: 'Mars/Base' }), 422, 'SLA_CALENDAR_ZONE_UNKNOWN'],
    ['that changes nothing', 3, edit(workweek('09:00-17:00')), 422, 'CALENDAR_UNCHANGED'],
    ['begun from an older one', 1, edit(workweek('09:00-18:00')), 409, 'CALENDAR_STALE'],
    ['that is there already', 0, edit(workweek('09:00-18:00')), 409, 'CALENDAR_KEY_TAKEN'],
  ])('are not saved %s', async (_, revision, wanted, status, code) => {
    const answer = await save('office', revision, wanted);
    expect([answer.status, answer.error?.code]).toEqual([status, code]);
    expect((await read('office')).revision).toBe(3);
  });
  it('of two saves at once one wins, and who loses is told by whom', async () => {
    const answers = await Promise.all([save('office', 3, edit(workweek('09:00-18:00'))), save('office', 3, edit(workweek('09:00-19:00')))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.error).toMatchObject({ code: 'CALENDAR_STALE', params: { by: 'Ada Novak' } });
    expect((await read('office')).revision).toBe(4);
  });
  it('are removed when nothing counts in them', async () => {
    expect(await admin.call('calendars.remove', { params: { key: 'business' }, query: { revision: 1 } })).toMatchObject({ status: 409, error: { code: 'CALENDAR_IN_USE', params: { policies: 4 } } });
    expect(await admin.call('calendars.remove', { params: { key: 'office' }, query: { revision: 4 } })).toMatchObject({ status: 200 });
    expect((await admin.call('calendars.read', { params: { key: 'office' } })).status).toBe(404);
  });
  it('say of every change who made it, with what stood there before', async () => {
    const { body } = await admin.call('events.list', { query: { family: 'settings', limit: 50 } });
    const changes = body.items.filter(({ action }) => action.startsWith('calendar.'));
    expect(changes.map(({ action }) => action)).toEqual(['calendar.removed', ...Array.from({ length: 4 }, () => 'calendar.changed')]);
    expect(changes.at(-1)).toMatchObject({ actor: { name: 'Ada Novak' }, before: null, after: { zone: 'Etc/UTC', week: workweek('09:00-17:00') } });
    expect(changes[1]).toMatchObject({ before: { week: workweek('09:00-17:00') } });
  });

  it('preview what then happens: the same tickets move to the same instants', async () => {
    const requester = portalClient(portal.address);
    await requester.signIn('requester');
    const keys: string[] = [];
    for (let at = 0; at < 5; at++) keys.push((await requester.call('tickets.open', { body: { type: 'incident', title: `Preview ${at}`, description: '', object: null, fields: {} } })).body.key);
    // On a busy machine a ticket is written after it was answered.
    await eventually(async () => (await database.collection('tickets').countDocuments({ key: { $in: keys } })) === keys.length);
    const business = await read('business');
    const today = new Date().toISOString().slice(0, 10);
    const wanted: Edit = { name: business.calendar.name, zone: business.calendar.zone, validFrom: business.today, version: { ...business.calendar.versions[0]!, holidays: [{ date: today, until: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10) }] } };
    const preview = (await admin.call('calendars.preview', { params: { key: 'business' }, body: { edit: wanted, sample: { start: '2026-12-01T09:00:00.000Z', target: 'PT2H' } } })).body;
    expect(preview).toMatchObject({ total: 5, looked: 5, movedTickets: 5, earlier: 0, newlyBreached: 0 });
    expect(preview.later).toBe(preview.rows.length);
    expect(preview.sample!.before.dueAt).toBe('2026-12-01T11:00:00.000Z');

    expect((await save('business', business.revision, wanted)).status).toBe(200);
    await eventually(async () => ((await read('business')).recount?.state === 'done' ? true : null));
    for (const row of preview.rows) {
      const ticket = (await admin.call('tickets.read', { params: { key: row.key } })).body;
      expect(ticket.clocks.find(({ kind }) => kind === row.kind)?.dueAt).toBe(row.dueAfter);
      const stored = await database.collection('tickets').findOne({ key: row.key });
      expect((stored!['clockFacts'] as { kind: string; dueAt: string }[]).find(({ kind }) => kind === row.kind)?.dueAt).toBe(row.dueAfter);
    }
  });
  it('refuse a sample that has no target', async () => {
    const answer = await admin.call('calendars.preview', { params: { key: 'always' }, body: { edit: edit('24/7'), sample: { start: '2026-12-01T09:00:00.000Z', target: 'soon' } } });
    expect([answer.status, answer.error?.code]).toEqual([422, 'SLA_DURATION_INVALID']);
  });
});

describe('service levels over the API', () => {
  const policy = { name: { en: 'Night' }, appliesTo: { ticketType: ['incident'], priority: ['P1'], team: ['network'] }, clocks: [{ kind: 'response', target: 'PT10M', calendarId: 'always' }] };
  const put = (id: string, revision: number, wanted: Record<string, unknown>) => admin.call('slaPolicies.save', { params: { id }, body: { revision, policy: wanted } });

  it('are chosen by their conditions, and say why and when', async () => {
    const ask = async (query: Record<string, string>) => (await admin.call('slaPolicies.which', { query: { type: 'incident', priority: 'P1', start: '2026-12-01T09:00:00.000Z', ...query } as never })).body;
    expect(await ask({})).toMatchObject({ choice: { id: 'incident-p1', because: ['ticketType', 'priority'] }, clocks: [{ kind: 'response', dueAt: '2026-12-01T09:15:00.000Z' }, { kind: 'resolution', dueAt: '2026-12-01T13:00:00.000Z' }] });
    expect((await put('night', 0, policy)).body).toEqual({ revision: 1 });
    expect(await ask({ team: 'network' })).toMatchObject({ choice: { id: 'night', because: ['ticketType', 'priority', 'team'], passedOver: [{ id: 'incident-p1' }] }, clocks: [{ dueAt: '2026-12-01T09:10:00.000Z', explain: expect.any(Array) }] });
    expect((await admin.call('slaPolicies.which', { query: { ticket: 'INC-99999' } })).status).toBe(404);
    expect((await admin.call('slaPolicies.which', { query: { type: 'nothing' } })).error?.code).toBe('TICKET_TYPE_UNKNOWN');
  });
  it.each([
    ['for every ticket', { ...policy, appliesTo: {} }, 'SLA_POLICY_CATCHES_ALL'],
    ['with a target that is none', { ...policy, clocks: [{ ...policy.clocks[0], target: '10 minutes' }] }, 'SLA_POLICY_INVALID'],
    ['with a warning that never comes', { ...policy, clocks: [{ ...policy.clocks[0], warn: '100%' }] }, 'SLA_WARNING_NEVER'],
    ['in a calendar that is not there', { ...policy, clocks: [{ ...policy.clocks[0], calendarId: 'nowhere' }] }, 'CALENDAR_UNKNOWN'],
    ['with two clocks of a kind', { ...policy, clocks: [policy.clocks[0], policy.clocks[0]] }, 'SLA_POLICY_CLOCK_TWICE'],
  ])('are not saved %s', async (_, wanted, code) => {
    expect((await put('night', 1, wanted)).error?.code).toBe(code);
  });
  it('are saved by one of two at once, and removed', async () => {
    const answers = await Promise.all(['PT5M', 'PT6M'].map((target) => put('night', 1, { ...policy, clocks: [{ ...policy.clocks[0], target }] })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await put('night', 0, policy)).error?.code).toBe('SLA_POLICY_ID_TAKEN');
    expect(await admin.call('slaPolicies.remove', { params: { id: 'night' }, query: { revision: 2 } })).toMatchObject({ status: 200 });
    expect(await admin.call('slaPolicies.remove', { params: { id: 'night' }, query: { revision: 2 } })).toMatchObject({ status: 404 });
  });
});
