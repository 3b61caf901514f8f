import { describe, expect, it } from 'vitest';
import { CatalogueError } from '#domain/errors';
import { closeDemoDoors, openDemoDoors } from './demo-secrets.ts';

function secretsOf(given: Record<string, string>) {
  const rows = new Map(Object.entries(given));
  return {
    rows,
    resolve: async (name: string) => { const value = rows.get(name); if (value === undefined) throw new CatalogueError('SECRET_MISSING', { name }); return value; },
    store: async ({ name }: { name: string }, value: string) => { rows.set(name, value); },
    resolveOrStore: async ({ name }: { name: string }, make: () => Promise<string> | string) => { if (!rows.has(name)) rows.set(name, await make()); return rows.get(name)!; },
  };
}

describe('the open secrets of the demonstration company', () => {
  it('stand where the demo is wanted, and do not replace an own one', async () => {
    const [fresh, own] = [secretsOf({}), secretsOf({ 'source.alertmanager': 'my own' })];
    await openDemoDoors(fresh);
    await openDemoDoors(own);
    expect([fresh.rows.get('source.alertmanager'), own.rows.get('source.alertmanager')]).toEqual(['demo-alertmanager', 'my own']);
  });
  it('are replaced where the demo is no longer wanted', async () => {
    const begunAsDemo = secretsOf({});
    await openDemoDoors(begunAsDemo);
    await closeDemoDoors(begunAsDemo);
    expect(begunAsDemo.rows.get('source.alertmanager')).toMatch(/^[0-9a-f]{64}$/);
  });
  it('leave own ones alone, and nothing where nothing was', async () => {
    const [own, empty] = [secretsOf({ 'source.alertmanager': 'my own' }), secretsOf({})];
    await closeDemoDoors(own);
    await closeDemoDoors(empty);
    expect([own.rows.get('source.alertmanager'), empty.rows.size]).toEqual(['my own', 0]);
  });
});
