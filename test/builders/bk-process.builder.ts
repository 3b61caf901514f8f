/** Small process definitions as bk-itsm exports them, for tests: states, ways and fields by short calls. */
import { expect } from 'vitest';
import { dryRun } from '#domain/flow/dry-run/dry-run.play';
import { dryScriptSchema } from '#domain/flow/dry-run/dry-run.script';
import type { Finding, FlowFile } from '#domain/flow/flow.schema';
import { nodeKinds } from '#domain/flow/nodes/index';
import { checkFlow } from '#domain/flow/rules/index';
import { checkSoundness } from '#domain/flow/soundness/soundness';
import { importBk, type ImportedBk } from '#integrations/bk-itsm/bk.import';

export type Raw = Record<string, unknown>;

export const always: Raw = { type: 'and', expressions: [{ type: 'and', expressions: [{ key: 'G_INT_1', condition: '==', value: 1 }] }] };
/** One comparison, in the groups it comes in. */
export const when = (key: string, condition: string, value: unknown, type = 'STRING'): Raw => ({ type: 'and', expressions: [{ type: 'and', expressions: [{ key, condition, value, type, source: 'field' }] }] });

export const state = (id: number, type: string, more: Raw = {}): Raw => ({ id, type, name: `${type} ${id}`, processors_type: 'PERSON', processors: `p${id}`, fields: [], axis: {}, extras: {}, variables: { inputs: [], outputs: [] }, is_builtin: type === 'START' || type === 'END', ...more });
export const first = (id: number, more: Raw = {}): Raw => state(id, 'NORMAL', { is_first_state: true, is_builtin: true, processors_type: 'OPEN', processors: '', ...more });
export const way = (id: number, from: number, to: number, condition: Raw = always, more: Raw = {}): Raw => ({ id, from_state: from, to_state: to, name: '', condition, ...more });
export const field = (id: number, key: string, type: string, more: Raw = {}): Raw => ({ id, key, type, name: `Field ${key}`, validate_type: 'OPTION', is_valid: true, source_type: 'CUSTOM', choice: [], show_type: 1, show_conditions: {}, regex: 'EMPTY', default: '', meta: {}, ...more });
export const choice = (...keys: string[]): Raw[] => keys.map((key) => ({ key, name: `Choice ${key}` }));

/** A list by id, as newer exports have it. */
export const byId = (all: readonly Raw[]): Raw => Object.fromEntries(all.map((one) => [String(one['id']), one]));
export const definition = (states: readonly Raw[], transitions: readonly Raw[], fields: readonly Raw[] = [], more: Raw = {}): Raw => ({ workflow_id: 7, name: 'A process', desc: '', flow_type: 'other', states: byId(states), transitions: byId(transitions), fields: byId(fields), ...more });
/** START 1, where the request is filled in 2, what is given from 3 on, END 9. */
export const between = (middle: readonly Raw[], ways: readonly Raw[], fields: readonly Raw[] = [], filled: Raw = {}): Raw => definition([state(1, 'START'), first(2, filled), ...middle, state(9, 'END')], [way(1, 1, 2), ...ways], fields);

export const bytesOf = (value: unknown) => ({ bytes: new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)), isCut: false });
export const imported = (value: unknown): ImportedBk => importBk(bytesOf(value));
export const codes = ({ findings }: { findings: readonly Finding[] }, severity?: string): string[] => findings.filter((one) => severity === undefined || one.severity === severity).map(({ code }) => code);

/** The one flow of a definition, which may be published as it is. */
export function flowOf(value: unknown): FlowFile & { told: ImportedBk } {
  const told = imported(value);
  expect(codes(told, 'error')).toEqual([]);
  const file = told.flows![0]!.file;
  expect(checkFlow(file, nodeKinds).filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(checkSoundness(file, nodeKinds).verdict).toBe('sound');
  return { ...file, told };
}

/** A dry run by itself, after the steps given. */
export const run = (file: FlowFile, steps: readonly Raw[] = []) => dryRun(file, { registry: nodeKinds, script: dryScriptSchema.parse({ steps }), outputs: {}, isAuto: true, now: '2026-01-05T09:00:00.000Z', resolveTimer: () => null });
export const entered = (result: ReturnType<typeof run>): string[] => result.path.filter(({ event }) => event === 'enter').map(({ node }) => node);
