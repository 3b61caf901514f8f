import { describe, expect, it } from 'vitest';
import { combinations } from '#domain/alarm/alarm.template';
import { alertsOf } from './alert-templates.ts';

describe('alert templates', () => {
  it('combine the values of every path', () => {
    expect(combinations({ 'labels.a': ['1', '2'], 'labels.b': ['3', '4', '5'] })).toHaveLength(6);
    expect(combinations({ 'labels.a': [], 'labels.b': 'one' })).toEqual([{ 'labels.b': 'one' }]);
    expect(combinations({})).toEqual([{}]);
  });

  it('take each path for what it names: a label, an annotation, the summary', () => {
    expect(alertsOf({
      'Full (of something)': {
        payload: { summary: 'full', labels: { severity: 'critical' }, annotations: { runbook: 'none' } },
        parameters: { 'labels.queue': ['q1'], 'payload.labels.host': ['h1'], 'annotations.runbook': ['http://runbook.example'], summary: ['fuller'], 'labels.k8s.io/app': ['x'] },
      },
    })).toEqual([{
      labels: { severity: 'critical', queue: 'q1', host: 'h1', k8s_io_app: 'x', alertname: 'Full (of something)' },
      annotations: { runbook: 'http://runbook.example', summary: 'fuller' },
    }]);
  });

  it('make text of what is none, and leave out what is empty', () => {
    const [alert] = alertsOf({ Odd: { payload: { summary: 90, labels: { port: 9100, isUp: false, empty: '', none: null, list: ['a'] } }, parameters: { 'payload.labels.rack': [7] } } });
    expect(alert).toEqual({ labels: { port: '9100', isUp: 'false', list: '["a"]', rack: '7', alertname: 'Odd' }, annotations: { summary: '90' } });
  });

  it('are one alert where the labels are the same, for to Alertmanager they are', () => {
    const alerts = alertsOf({ Same: { payload: { labels: { a: '1' } }, parameters: { summary: ['first', 'second'], 'labels.a': [1, '1', 2], for_: ['10m', '30m'] } } });
    expect(alerts.map(({ labels, annotations }) => [labels['a'], annotations?.['summary']])).toEqual([['1', 'second'], ['2', 'second']]);
  });

  it('need neither payload nor labels nor parameters; the entry names the alert', () => {
    expect(alertsOf({ Bare: {}, Named: { payload: { labels: { alertname: 'other' } } } })).toEqual([{ labels: { alertname: 'Bare' }, annotations: {} }, { labels: { alertname: 'Named' }, annotations: {} }]);
  });

  it('do not change what they were made of', () => {
    const payload = { labels: { a: '1' } };
    alertsOf({ Kept: { payload, parameters: { 'labels.a': ['2'] } } });
    expect(payload).toEqual({ labels: { a: '1' } });
  });
});
