import { describe, expect, it } from 'vitest';
import { isNarrowed, narrowed, parseFlowFilters, type FlowRow } from './filters.ts';

const flow = (key: string, more: Partial<FlowRow>): FlowRow => ({ key, name: { en: key }, latestVersion: 1, hasDraftChanges: false, runningByVersion: {}, ...more }) as FlowRow;
const flows = [flow('incident', { name: { en: 'Incident', zh: '事件' }, runningByVersion: { 1: 3 } }), flow('request', { hasDraftChanges: true }), flow('change', { latestVersion: null, hasDraftChanges: true })];
const keys = (search: Record<string, unknown>): string[] => narrowed(flows, parseFlowFilters(search)).map(({ key }) => key);

describe('the list of flows', () => {
  it.each([[{}, ['incident', 'request', 'change']], [{ q: 'INC' }, ['incident']], [{ q: '事件' }, ['incident']], [{ show: 'running' }, ['incident']], [{ show: 'changed' }, ['request']], [{ show: 'unpublished' }, ['change']], [{ q: 'e', show: 'changed' }, ['request']], [{ show: 'other', x: 1 }, ['incident', 'request', 'change']]])('%j', (search, expected) => expect(keys(search)).toEqual(expected));
  it('knows whether it is narrowed', () => expect([isNarrowed({}), isNarrowed({ q: ' ' }), isNarrowed({ show: 'running' })]).toEqual([false, false, true]));
});
