import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sayParam } from '#domain/message';
import { alarmSchema } from '#domain/alarm/alarm.schema';
import { grafana } from './grafana.kind.ts';

const context = { source: 'gr', receivedAt: '2026-11-20T10:00:00.000Z' };
type Body = Record<string, unknown> & { alerts: Record<string, unknown>[] };
const recorded = (name: string) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as Body;
function understood(payload: unknown) {
  const normal = grafana.normalise(payload, context);
  if (!normal.isUnderstood) throw new Error(sayParam(normal.reason));
  return normal;
}
const entry = (more: Record<string, unknown>) => ({ alerts: [{ ...recorded('firing').alerts[0], ...more }] });

describe('a Grafana body', () => {
  it('becomes an alarm in normal form', () => {
    const { alarms, findings } = understood(recorded('firing'));
    expect(alarms).toEqual([{
      source: 'gr', fingerprint: 'c6eadffa33fcdf37', name: 'HighMemory', severity: 'warning', state: 'firing', startsAt: '2026-11-20T08:58:10.000Z', endsAt: null,
      labels: { alertname: 'HighMemory', grafana_folder: 'Servers', instance: 'srv1-eu1-prod', severity: 'warning' },
      annotations: { summary: 'Memory usage high on srv1-eu1-prod', values: "[ var='B' labels={instance=srv1-eu1-prod} value=91.4 ]" },
      links: ['https://grafana.example/alerting/grafana/cd3a7/view', 'https://grafana.example/d/mem1', 'https://grafana.example/d/mem1?viewPanel=4'],
    }]);
    expect(findings).toEqual([]);
    expect(alarmSchema.parse(alarms[0])).toEqual(alarms[0]);
  });
  it('keeps its fingerprint when it resolves', () => {
    expect(understood(recorded('resolved')).alarms).toEqual([expect.objectContaining({ fingerprint: 'c6eadffa33fcdf37', state: 'resolved', endsAt: '2026-11-20T09:12:40.000Z' })]);
  });
  it('names a rule without data by the rule', () => {
    const { alarms: [alarm] } = understood(entry({ labels: { alertname: 'DatasourceNoData', rulename: 'HighMemory', severity: 'critical' } }));
    expect([alarm?.name, alarm?.labels['alertname'], alarm?.severity]).toEqual(['HighMemory', 'DatasourceNoData', 'critical']);
  });
  it('links to web pages only', () => {
    const { alarms: [alarm], findings } = understood(entry({ generatorURL: 'javascript:alert(1)', panelURL: '', dashboardURL: 'https://grafana.example/d/1' }));
    expect([alarm?.links, findings.map(({ code, at }) => [code, at])]).toEqual([['https://grafana.example/d/1'], [['link-dropped', 'alerts[0].generatorURL']]]);
  });
  it('says what was left out, and what was not understood', () => {
    expect(understood({ ...recorded('firing'), truncatedAlerts: 3 }).findings).toEqual([expect.objectContaining({ code: 'cut-by-sender' })]);
    expect(understood({ alerts: [recorded('firing').alerts[0], { status: 'odd' }] })).toMatchObject({ alarms: [{}], rejected: [{ at: 'alerts[1]', reason: { phrase: 'alarm.expected', params: { at: 'alerts[1].status' } } }] });
    for (const payload of [null, 7, 'text', [], {}, { alerts: {} }, { alerts: [null] }, { ruleId: 1, state: 'burning' }, { ruleId: 1 }]) expect(grafana.normalise(payload, context)).toMatchObject({ isUnderstood: false });
    expect(grafana.normalise(grafana.payloadOf([recorded('firing').alerts[0]]), context)).toMatchObject({ isUnderstood: true });
  });
  it('is understood from before Grafana 8 as well, one rule a post', () => {
    const [firing] = understood(recorded('legacy')).alarms;
    expect(firing).toMatchObject({ name: 'CPU of edge-1', severity: 'major', state: 'firing', labels: { alertname: 'CPU of edge-1', instance: 'edge-1' }, annotations: { summary: 'CPU above 95 %' }, links: ['https://grafana.example/d/abc?panelId=1'] });
    expect(understood({ ...recorded('legacy'), state: 'ok' }).alarms).toEqual([expect.objectContaining({ fingerprint: firing?.fingerprint, state: 'resolved', endsAt: context.receivedAt })]);
    expect(understood({ ...recorded('legacy'), state: 'no_data' }).alarms[0]?.state).toBe('firing');
    for (const state of ['paused', 'pending']) expect(understood({ ...recorded('legacy'), state })).toMatchObject({ alarms: [], findings: [{ code: 'state-untold' }] });
  });
  it('is let in only with the secret', () => {
    expect(grafana.verify({ authorization: 'Bearer s3cret' }, new Uint8Array(), 's3cret')).toBe(true);
    for (const headers of [{}, { authorization: 'Bearer other' }]) expect(grafana.verify(headers, new Uint8Array(), 's3cret')).toBe(false);
    expect(grafana.verify({ authorization: 'Bearer ' }, new Uint8Array(), '')).toBe(false);
  });
});
