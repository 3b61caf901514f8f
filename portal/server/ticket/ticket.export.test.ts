import { describe, expect, it } from 'vitest';
import type { ResponseOf } from '#api/routes';
import { ticketFile } from './ticket.export.ts';

type Row = ResponseOf<'tickets.list'>['items'][number];
const clock = (dueAt: string | null, stoppedAt: string | null) => ({ dueAt, stoppedAt });
const row = {
  key: 'INC-7', title: '=1+1 "quoted"', type: 'incident', state: 'new', stateName: { en: 'New', zh: '新建' }, category: 'open', priority: 'P1', team: 'network', teamName: { en: 'Network' }, assignee: null, assigneeName: null, requester: 'rosa', requesterName: 'Rosa Keller',
  object: { kind: 'device', id: 'sw-core-1' }, openedAt: '2026-11-27T08:00:00.000Z', updatedAt: '2026-11-27T09:00:00.000Z', resolvedAt: null, closedAt: null,
  clocks: [clock('2026-11-27T12:00:00.000Z', null), clock('2026-11-27T10:00:00.000Z', '2026-11-27T09:00:00.000Z'), clock('2026-11-27T11:00:00.000Z', null)],
} as unknown as Row;
async function textOf(locale: 'en' | 'zh', batches: Row[][]): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of ticketFile('2026-11-27', locale, (async function* given() { yield* batches; })()).pieces) pieces.push(String(piece));
  return pieces.join('');
}

describe('tickets as a file', () => {
  it('have a head and a line each, in the reader\'s language, with the clock that presses and no formula', async () => {
    const [head, line, ...more] = (await textOf('zh', [[], [row], []])).trimEnd().split('\r\n');
    expect(head).toMatch(/^\uFEFF"key","title"/);
    expect(line).toBe('"INC-7","\'=1+1 ""quoted""","incident","新建","open","P1","Network","","","rosa","Rosa Keller","sw-core-1","2026-11-27T11:00:00.000Z","2026-11-27T08:00:00.000Z","2026-11-27T09:00:00.000Z","",""');
    expect(more).toEqual([]);
    expect(await textOf('en', [[row]])).toContain('"New"');
  });
  it('are a head alone when there are none', async () => expect((await textOf('en', [])).trimEnd().split('\r\n')).toHaveLength(1));
});
