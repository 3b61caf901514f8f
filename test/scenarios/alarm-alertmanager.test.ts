/** A real Alertmanager posts to the webhook: alarms nobody here wrote, from firing to resolved, each in exactly one group with one ticket. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GroupRow } from '#store/alarm/alarm.models';
import { alertsOf, type AlertTemplate } from '../builders/alert-templates.ts';
import { startAlertSender, type AlertSender, type PostedAlert } from '../setup/alertmanager.ts';
import { describeWithData } from '../setup/data.ts';
import { alarmSecret, type AlarmWorld } from '../setup/alarm-world.ts';
import { alarmWorld } from './alarm.world.ts';

// Some sixty groups at once, each with a ticket.
vi.setConfig({ testTimeout: 300_000 });
const withinMs = 90_000;
let world: AlarmWorld | null = null;
let sender: AlertSender | null = null;
afterEach(async () => {
  await sender?.stop();
  await world?.close();
  [world, sender] = [null, null];
});

async function connected(): Promise<{ world: AlarmWorld; sender: AlertSender }> {
  world = await alarmWorld();
  const webhook = await world.openWebhook();
  sender = await startAlertSender({ webhookUrl: webhook.url, secret: alarmSecret });
  return { world, sender };
}

/** Posts alerts, sees them fire in their groups, resolves them, sees everything close. Answers the groups as they fired. */
async function lifeOf(alerts: readonly PostedAlert[]): Promise<GroupRow[]> {
  const { world: here, sender: alertmanager } = await connected();
  const { models } = here;
  const names = new Set(alerts.map(({ labels }) => labels['alertname']));
  await alertmanager.post(alerts);
  const firing = await here.eventually(async () => {
    const groups = await models.groups.find({ state: 'firing', ticket: { $ne: null } }).lean<GroupRow[]>().exec();
    return groups.length === names.size && groups.reduce((sum, { firingCount }) => sum + firingCount, 0) === alerts.length ? groups : null;
  }, withinMs);

  const known = new Map((await alertmanager.alerts()).map(({ fingerprint, labels }) => [fingerprint, labels]));
  const bindings = await models.bindings.find().lean();
  expect(new Set(bindings.map(({ fingerprint }) => fingerprint))).toEqual(new Set(known.keys()));
  expect(bindings).toHaveLength(alerts.length);
  for (const { _id, title } of firing) expect(new Set(bindings.filter(({ group }) => group === _id).map(({ fingerprint }) => known.get(fingerprint)?.['alertname']))).toEqual(new Set([title]));
  const changes = await models.journal.aggregate<{ _id: string; groups: string[]; news: number }>([{ $group: { _id: '$fingerprint', groups: { $addToSet: '$group' }, news: { $sum: { $cond: [{ $eq: ['$change', 'new'] }, 1, 0] } } } }]);
  expect(changes.filter(({ groups, news }) => groups.length !== 1 || news !== 1)).toEqual([]);
  const tickets = await here.tickets.byIds(firing.map(({ ticket }) => ticket!.id));
  expect(new Set(tickets.map(({ key }) => key)).size).toBe(names.size);
  expect(tickets.every(({ alarm, run }) => alarm?.isFiring === true && run?.status === 'running')).toBe(true);

  await alertmanager.resolve(alerts);
  await here.eventually(async () => await models.groups.countDocuments({ state: 'closed', firingCount: 0 }) === names.size, withinMs);
  await here.eventually(async () => (await here.tickets.byIds(tickets.map(({ id }) => id))).every(({ category, alarm }) => category === 'resolved' && alarm?.isFiring === false), withinMs);
  expect(await models.episodes.countDocuments()).toBe(names.size);
  expect(await models.deadLetters.countDocuments()).toBe(0);
  return firing;
}

describe('an Alertmanager', () => {
  it('posts what fires and what resolves; an alarm with markup and right-to-left marks is a ticket like any other', async () => {
    const groups = await lifeOf([
      { labels: { alertname: 'LinkDown', instance: 'sw-core-2', severity: 'critical' }, annotations: { summary: 'uplink of sw-core-2 is down' } },
      { labels: { alertname: 'LinkDown', instance: 'sw-core-2', interface: 'Gi0/1', severity: 'warning' } },
      { labels: { alertname: '<img src=x onerror=alert(1)>', instance: '{{constructor.constructor("return 1")()}}', severity: '\u202eprimary' }, annotations: { summary: '${7*7} \u202e' } },
    ]);
    expect(groups.map(({ title }) => title).sort()).toEqual(['<img src=x onerror=alert(1)>', 'LinkDown']);
  });
});

describeWithData('the Prometheus templates of the data folder', (folder) => {
  const files = existsSync(join(folder, 'alarms')) ? readdirSync(join(folder, 'alarms')).filter((name) => /^prometheus.*\.mock\.json$/.test(name)) : [];
  it('are there', () => { expect(files).toContain('prometheus.mock.json'); });
  it.each(files)('%s: all fire through Alertmanager, each alarm in exactly one group with one ticket, and all resolve', async (file) => {
    const templates = JSON.parse(readFileSync(join(folder, 'alarms', file), 'utf8')) as Record<string, AlertTemplate>;
    const alerts = alertsOf(templates);
    // Whatever else is combined, alerts with the same labels are one.
    const labelValues = ({ parameters = {} }: AlertTemplate) => Object.entries(parameters).flatMap(([path, values]) => (/^(payload\.)?labels\./.test(path) && Array.isArray(values) ? [new Set(values.map(String)).size] : []));
    expect(alerts.length).toBe(Object.values(templates).reduce((sum, template) => sum + labelValues(template).reduce((product, size) => product * Math.max(1, size), 1), 0));
    const groups = await lifeOf(alerts);
    expect(groups).toHaveLength(Object.keys(templates).length);
  });
});
