/** What a group's workflow does to its ticket while rows are not what the engine knows: alarms that changed meanwhile, a first write that is on its way. */
import { describe, expect, it } from 'vitest';
import type { RunNews } from '#domain/alarm/alarm.ports';
import type { Severity } from '#domain/alarm/alarm.schema';
import { CatalogueError } from '#domain/errors';
import type { RunMessage } from '#domain/flow/engine.ports';
import type { RunInput } from '#domain/flow/run.ports';
import type { EpisodeRow } from '#store/alarm/alarm.models';
import type { TicketRecord } from '#store/ticket/ticket.repo';
import { createAlarmTicketActivities } from './alarm-ticket.activities.ts';

type Deps = Parameters<typeof createAlarmTicketActivities>[0];
const group = 'g1';
const ended: TicketRecord['run'] = { id: 'run/t1/1', n: 1, flow: 'f', version: 1, status: 'completed', hasIncident: false };
const device = { kind: 'device' as const, id: 'sw-core-2' };
const news: RunNews = { group, episode: 1, ticketId: 't1', notice: 1, firingCount: 2, at: '2026-03-02T09:00:00.000Z' };
const episode: EpisodeRow = { _id: 'g1/1', group, episode: 1, ticketId: 't1', key: 'INC-1', openedAt: new Date('2026-03-02T08:00:00Z'), object: device, team: 'network' };

interface Scene {
  /** What fires now. */
  severity?: Severity;
  row?: Partial<TicketRecord> | null;
  /** Temporal's word on run 1; null: there is none. */
  run?: 'running' | 'completed' | null;
  /** Done when Temporal is asked or told. */
  meanwhile?(scene: Scene): void;
}

/** Activities over that scene, and what they asked of the engine. */
function acting(scene: Scene) {
  const asked: { starts: RunInput[]; messages: { runId: string; data: RunMessage['data'] }[] } = { starts: [], messages: [] };
  const row = () => (scene.row ? ({ id: 't1', key: 'INC-1', type: 'incident', title: 'Down', priority: 'P4', object: device, run: null, clockFacts: [], updatedAt: '2026-03-02T08:30:00.000Z', ...scene.row } as TicketRecord) : null);
  const deps = {
    groups: { settleEpisode: async (given: EpisodeRow) => given, episode: async () => episode, firing: async () => (scene.severity ? [{ name: 'LinkDown', severity: scene.severity, labels: [], annotations: [], links: [] }] : []), resolved: async () => [] },
    journal: { head: async () => ({ source: 'am' }) }, sources: { read: async () => ({ id: 'am', name: 'Alertmanager', ticketType: 'incident', team: 'network', quietSeconds: 600 }) },
    objects: { matchingLabels: async () => null, search: async () => [], readMany: async () => [{ ...device, impact: 1 }] },
    tickets: { byId: async () => row() }, runs: { ofTicket: async () => [{ n: 1, endedAt: '2026-03-02T08:40:00.000Z' }] },
    ticketTypes: { read: async () => ({ key: 'incident', prefix: 'INC', flow: 'f' }) }, versions: { latest: async () => ({ key: 'f', version: 1, sha256: 'x', text: '{}' }) },
    ticketWriter: { markRecovered: async () => undefined },
    engine: {
      startRun: async (input: RunInput) => { asked.starts.push(input); return { answer: { accepted: true, seq: 1 }, shown: false }; },
      async sendMessage(runId: string, { data }: RunMessage) {
        scene.meanwhile?.(scene);
        if (scene.run !== 'running') throw new CatalogueError(scene.run === null ? 'RUN_UNKNOWN' : 'RUN_OVER', {});
        asked.messages.push({ runId, data });
      },
    },
    inspector: { status: async () => { scene.meanwhile?.(scene); return scene.run ?? null; } },
    nextTicketKey: async () => 'INC-1', nowMs: () => 0,
  } as unknown as Deps;
  return { ...asked, activities: createAlarmTicketActivities(deps) };
}

describe('the severity a run begins with', () => {
  it.each([['warning', 'critical', 'critical'], ['critical', 'warning', 'critical'], ['info', undefined, 'info']] as const)('is the graver of what fires (%s) and what the flush spoke of (%s): %s', async (fires, severity, expected) => {
    const { activities, starts } = acting({ severity: fires, row: { run: ended } });
    const flushed = severity === undefined ? {} : { severity };
    await activities.openAlarmTicket({ group, episode: 1, at: news.at, ...flushed });
    await activities.reopenAlarmTicket({ group, episode: 1, ticketId: 't1', n: 2, at: news.at, ...flushed });
    expect(starts.map(({ start }) => start.variables)).toMatchObject([{ alarm: { severity: expected } }, { alarm: { severity: expected } }]);
  });
});

describe('a ticket whose row is missing', () => {
  it('has its run told while the first write is on its way, with the priority its object asks for', async () => {
    const { activities, messages } = acting({ row: null, run: 'running' });
    expect(await activities.tellAlarmRun({ ...news, isFiring: true })).toEqual({ is: 'told' });
    expect(await activities.raiseAlarmRun({ ...news, severity: 'major' })).toEqual({ is: 'told' });
    expect(messages).toMatchObject([{ runId: 'run/t1/1', data: { isFiring: true } }, { runId: 'run/t1/1', data: { severity: 'major', priority: 'P1' } }]);
  });

  it('is open while its run is', async () => {
    expect(await acting({ row: null, run: 'running' }).activities.lookUpAlarmRun({ ticketId: 't1' })).toEqual({ is: 'open' });
  });

  it.each(['completed', null] as const)('is gone when its run is %s', async (run) => {
    const { activities } = acting({ row: null, run });
    expect(await activities.lookUpAlarmRun({ ticketId: 't1' })).toEqual({ is: 'over', run: null });
    expect(await activities.tellAlarmRun({ ...news, isFiring: false })).toEqual({ is: 'over', run: null });
  });

  it('is over like any other when it was written and ended in between', async () => {
    const over = { is: 'over', run: { n: 1, endedAt: Date.parse('2026-03-02T08:40:00.000Z') } };
    const written = (): Scene => ({ row: null, run: 'completed', meanwhile: (scene) => { scene.row = { run: ended }; } });
    expect(await acting(written()).activities.lookUpAlarmRun({ ticketId: 't1' })).toEqual(over);
    expect(await acting(written()).activities.raiseAlarmRun({ ...news, severity: 'major' })).toEqual(over);
  });
});
