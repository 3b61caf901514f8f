/** Every source by its recorded payloads at the real webhook: what fires opens a group, a repeat changes nothing, what is over ends it. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '#embedded/project';
import { alarmSecret, type AlarmWorld, type Webhook } from '../setup/alarm-world.ts';
import { alarmWorld } from './alarm.world.ts';

let world: AlarmWorld;
let webhook: Webhook;
const recorded = (path: string): string => readFileSync(`${projectFolder}/integrations/sources/${path}`, 'utf8');
const asked: string[] = [];
const post = async (source: string, path: string) => { const { status, body } = await webhook.post(recorded(path), { source }); return [status, body.changes ?? body.error?.code]; };

beforeAll(async () => {
  world = await alarmWorld({ source: { groupWaitSeconds: 600 } });
  for (const kind of ['grafana', 'graylog', 'librenms', 'cloudwatch']) await world.saveSource({ id: kind, kind, name: kind });
  webhook = await world.openWebhook({ certificate: (address) => { asked.push(address); return Promise.resolve(recorded('cloudwatch/signature/certificate.pem')); } });
});
afterAll(async () => { await world?.close(); });

describe('an alarm of', () => {
  it.each([
    ['grafana', 'grafana/fixtures/firing.json', 'grafana/fixtures/resolved.json', 'HighMemory'], ['librenms', 'librenms/fixtures/down.json', 'librenms/fixtures/up.json', 'Devices up/down'],
    ['cloudwatch', 'cloudwatch/fixtures/alarm.json', 'cloudwatch/fixtures/ok.json', 'api-5xx'], ['graylog', 'graylog/fixtures/event.json', null, 'Failed logins'],
  ])('%s fires once, and is over when its source says so', async (source, firing, over, name) => {
    expect(await post(source, firing)).toEqual([202, 1]);
    expect(await post(source, firing)).toEqual([202, 0]);
    if (over !== null) expect(await post(source, over)).toEqual([202, 1]);
    const rows = await world.models.journal.find({ source }).lean<{ change: string | null; name: string; group: string }[]>().exec();
    expect(rows.map(({ change }) => change ?? 'repeat').sort()).toEqual(['new', 'repeat', ...(over === null ? [] : ['resolved'])]);
    expect(new Set(rows.map((row) => row.name))).toEqual(new Set([name]));
    expect(new Set(rows.map(({ group }) => group)).size).toBe(1);
  });

  it('CloudWatch needs the secret and the signature, and its topic is never confirmed by itself', async () => {
    expect(asked.every((address) => address.startsWith('https://sns.eu-west-1.amazonaws.com/'))).toBe(true);
    const message = JSON.parse(recorded('cloudwatch/fixtures/alarm.json')) as Record<string, string>;
    const refused = await fetch(webhook.url.replace(/am$/, 'cloudwatch'), { method: 'POST', headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: JSON.stringify(message) });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="alarms", charset="UTF-8"']);
    const basic = `Basic ${Buffer.from(`signalbox:${alarmSecret}`).toString('base64')}`;
    const again = await fetch(webhook.url.replace(/am$/, 'cloudwatch'), { method: 'POST', headers: { authorization: basic, 'content-type': 'text/plain; charset=UTF-8' }, body: JSON.stringify(message) });
    expect(again.status).toBe(202);
    expect(await webhook.post({ ...message, Message: message['Message']!.replace('ALARM', 'OK') }, { source: 'cloudwatch' })).toMatchObject({ status: 401, body: { error: { code: 'ALARM_SIGNATURE_WRONG' } } });
    expect(await post('cloudwatch', 'cloudwatch/signature/subscription.json')).toEqual([422, 'ALARM_BODY_WRONG']);
  });
});
