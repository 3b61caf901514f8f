import { createHash } from 'node:crypto';
import { validate } from '@cfworker/json-schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import incident from '../../../seed/flows/incident.flow.json';
import { createKernel } from '../kernel/kernel.ts';
import { nodeKinds } from '../nodes/index.ts';
import { canonicalJson, formatFlowFile, hashFlowFile } from './flow.canonical.ts';
import { fileLimits, parseFlowFile, parseFlowText, parseStoredFlow } from './flow.file.ts';
import { generateFlowSchema } from './flow.json-schema.ts';
import { migrateFlowFile, migrations } from './flow.migrations.ts';
import { sha256 } from './sha256.ts';

const good = () => structuredClone(incident) as Record<string, unknown>;
const faults = (value: unknown) => { const parsed = parseFlowFile(value); return parsed.ok ? [] : parsed.findings; };

describe('reading a flow file', () => {
  test('takes the shipped flow', () => {
    expect(parseFlowFile(incident)).toMatchObject({ ok: true, migratedFrom: null });
  });

  const rubbish: [string, unknown][] = [
    ['nothing', undefined], ['null', null], ['a number', 7], ['a text', 'flow'], ['a list', []], ['an empty object', {}], ['a function', () => 1], ['another product\'s file', { nodes: [], connections: {} }],
    ['version 99', { formatVersion: 99 }], ['version "1"', { formatVersion: '1' }], ['NaN', { formatVersion: 1, x: NaN }],
  ];
  test.each(rubbish)('says what is wrong with %s', (_what, value) => {
    const findings = faults(value);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) expect(finding).toMatchObject({ severity: 'error', message: expect.stringMatching(/\.$/), fix: expect.stringMatching(/\.$/), path: expect.any(String) });
  });

  test('names node, field and place of a fault', () => {
    const file = good() as { nodes: Record<string, Record<string, unknown>>; edges: Record<string, unknown> };
    file.nodes['diagnose']!['name'] = 7;
    file.nodes['pause']!['config'] = 'PT3S';
    file.edges['is-up-no'] = { from: 'is-up' };
    file.nodes['bad id!'] = { kind: 'task', name: { en: 'x' } };
    expect(faults(file).map(({ code, node, path }) => [code, node, path])).toEqual(expect.arrayContaining([
      ['file-type', 'diagnose', '/nodes/diagnose/name'], ['file-type', 'pause', '/nodes/pause/config'], ['file-missing', null, '/edges/is-up-no/to'], ['name-invalid', 'bad id!', '/nodes/bad id!'],
    ]));
  });

  test('says of what is missing, and of what is no such thing, what to write there', () => {
    const file = good() as { nodes: Record<string, Record<string, unknown>>; edges: Record<string, unknown> };
    file.nodes['pause']!['config'] = 'PT3S';
    file.edges['is-up-no'] = { from: 'is-up' };
    expect(faults(file).map(({ message, fix }) => `${message} ${fix}`)).toEqual(['"nodes/pause/config" is of the wrong type. Write an object there.', '"edges/is-up-no/to" is missing. Write a text there.']);
  });

  test('says for each fault its field and the file it is in', () => {
    const file = good() as { nodes: Record<string, Record<string, unknown>>; edges: Record<string, unknown>; variables: Record<string, unknown> };
    file.nodes['diagnose']!['name'] = 7;
    file.variables['tries'] = { type: 'count' };
    file.edges['is-up-no'] = { from: 'is-up' };
    const parsed = parseFlowText(JSON.stringify(file), 'incident.flow.json');
    expect(parsed.ok ? [] : parsed.findings.map(({ file: name, node, edge, field, path }) => [name, node ?? edge ?? null, field, path]).sort()).toEqual([
      ['incident.flow.json', 'diagnose', 'name', '/nodes/diagnose/name'], ['incident.flow.json', 'is-up-no', 'to', '/edges/is-up-no/to'], ['incident.flow.json', null, 'type', '/variables/tries/type'],
    ].sort());
    for (const text of ['{', '7', JSON.stringify({ formatVersion: 99 }), '{"constructor": 1}']) expect(parseFlowText(text, 'x.json')).toMatchObject({ ok: false, findings: [{ file: 'x.json' }] });
  });

  test('names a field nobody knows, and the one it was probably meant to be', () => {
    const file = good() as { nodes: Record<string, Record<string, unknown>>; edges: Record<string, Record<string, unknown>>; forms: Record<string, Record<string, unknown>>; layout: Record<string, unknown> } & Record<string, unknown>;
    file.nodes['diagnose']!['ticketSate'] = 'resolved';
    delete file.nodes['diagnose']!['ticketState'];
    file.edges['is-up-no']!['conditon'] = 'true';
    file['extra'] = 1;
    file.layout['zoom'] = 2;
    (file.nodes['pause']!['name'] as Record<string, string>)['de'] = 'Pause';
    expect(faults(file).map(({ code, node, edge, field, path, fix }) => [code, node ?? edge ?? null, field, path, fix]).sort()).toEqual([
      ['key-unknown', 'diagnose', 'ticketSate', '/nodes/diagnose/ticketSate', 'Did you mean "ticketState"? Rename it, or remove it.'],
      ['key-unknown', 'is-up-no', 'conditon', '/edges/is-up-no/conditon', 'Did you mean "condition"? Rename it, or remove it.'],
      ['key-unknown', null, 'extra', '/extra', 'Remove it.'],
      ['key-unknown', null, 'zoom', '/layout/zoom', 'Remove it.'],
      ['key-unknown', 'pause', 'de', '/nodes/pause/name/de', expect.any(String)],
    ].sort());
  });

  test('takes the address of its JSON Schema, and texts that are still empty', () => {
    expect(parseFlowFile({ ...good(), $schema: '../docs/schemas/flow.schema.json', name: { en: '' } })).toMatchObject({ ok: true });
  });

  test('leaves out what it does not know of a version that was published once', () => {
    const file = good() as { nodes: Record<string, Record<string, unknown>> } & Record<string, unknown>;
    file['extra'] = 1;
    file.nodes['diagnose']!['colour'] = 'red';
    (file.nodes['diagnose']!['config'] as Record<string, unknown>)['setAssignee'] = true;
    const stored = parseStoredFlow(JSON.stringify(file));
    if (!stored.ok) throw new Error('unreadable');
    expect(stored.file).not.toHaveProperty('extra');
    expect(stored.file.nodes['diagnose']).not.toHaveProperty('colour');
    expect(() => createKernel(nodeKinds).compile(stored.file, { id: 'incident', version: 1, sha256: '' })).not.toThrow();
    expect(parseStoredFlow(JSON.stringify({ ...file, nodes: 7 }))).toMatchObject({ ok: false });
  });

  test('refuses names that reach a prototype, wherever they are', () => {
    for (const text of ['{"__proto__": {"formatVersion": 1}}', '{"formatVersion": 1, "nodes": {"__proto__": {"kind": "task"}}}', '{"formatVersion": 1, "nodes": {"a": {"config": {"constructor": 1}}}}']) {
      expect(parseFlowText(text)).toMatchObject({ ok: false, findings: [{ code: 'name-refused' }] });
    }
    expect(({} as Record<string, unknown>)['kind']).toBeUndefined();
  });

  test('takes the byte order mark some editors write', () => {
    expect(parseFlowText(`\uFEFF${JSON.stringify(incident)}`)).toMatchObject({ ok: true });
  });

  test('stops at depth, count and size without overflowing', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(faults({ formatVersion: 1, deep })).toMatchObject([{ code: 'file-too-deep' }]);
    expect(faults({ formatVersion: 1, many: Array.from({ length: fileLimits.values + 1 }, () => 0) })).toMatchObject([{ code: 'file-too-large' }]);
    expect(parseFlowText(`{"a": "${'x'.repeat(10 * 1024 * 1024)}"}`)).toMatchObject({ ok: false, findings: [{ code: 'file-too-large' }] });
    expect(parseFlowText('{"formatVersion": 1,')).toMatchObject({ ok: false, findings: [{ code: 'file-not-json' }] });
  });

  test('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything({ withDate: true, withMap: true, withBigInt: true, withSparseArray: true }), (value) => { parseFlowFile(value); }), { numRuns: 500 });
  });

  test('never throws, whatever else stands in a flow', () => {
    const flow = good();
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (extra) => { parseFlowFile({ ...flow, ...extra }); }), { numRuns: 100 });
  });
});

describe('migrations', () => {
  const version0 = {
    formatVersion: 0, key: 'old', name: 'Old flow',
    nodes: [{ id: 'start', kind: 'start', name: 'Begin', position: { x: 16, y: 32 } }, { id: 'end', kind: 'end', name: 'Over' }],
    edges: [{ id: 'e1', from: 'start', to: 'end', name: 'go' }],
  };
  test('bring a file of version 0 to the present format', () => {
    expect(parseFlowFile(version0)).toEqual({
      ok: true, migratedFrom: 0,
      file: {
        formatVersion: 1, key: 'old', name: { en: 'Old flow' }, variables: {}, forms: {},
        nodes: { start: { kind: 'start', name: { en: 'Begin' }, config: {} }, end: { kind: 'end', name: { en: 'Over' }, config: {} } },
        edges: { e1: { from: 'start', to: 'end', name: { en: 'go' } } }, layout: { nodes: { start: { x: 16, y: 32 } }, edges: {} },
      },
    });
  });
  test('exist for every older version, and change nothing they are given', () => {
    const before = JSON.stringify(version0);
    expect(migrateFlowFile(version0)).toMatchObject({ ok: true, from: 0 });
    expect(JSON.stringify(version0)).toBe(before);
    expect(Object.keys(migrations)).toEqual(['0']);
  });
  test('leave rubbish to the reader', () => {
    expect(parseFlowFile({ formatVersion: 0, nodes: 'all', edges: [null, 7] })).toMatchObject({ ok: false });
  });
});

describe('one text per flow', () => {
  test('does not depend on the order of keys', () => {
    const reversed = JSON.parse(JSON.stringify(incident), (_key, value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value)) as typeof incident;
    expect(canonicalJson(reversed)).toBe(canonicalJson(incident));
    const [a, b] = [parseFlowFile(reversed), parseFlowFile(incident)];
    if (!a.ok || !b.ok) throw new Error('unreadable');
    expect(formatFlowFile(a.file)).toBe(formatFlowFile(b.file));
    expect(hashFlowFile(a.file)).toBe(hashFlowFile(b.file));
  });
  test('hashes as everybody else does', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    for (const length of [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000]) expect(sha256('a'.repeat(length)), String(length)).toBe(hash('a'.repeat(length)));
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => sha256(text) === hash(text)), { numRuns: 200 });
  });
});

describe('the published schema', () => {
  const schema = JSON.parse(generateFlowSchema(nodeKinds)) as Record<string, unknown>;
  test('takes the shipped flow and refuses a wrong one', () => {
    expect(validate(incident, schema as never, '2020-12')).toMatchObject({ valid: true });
    const wrong = good() as { nodes: Record<string, { config: Record<string, unknown> }> };
    wrong.nodes['pause']!.config['mode'] = 'eventually';
    expect(validate(wrong, schema as never, '2020-12').valid).toBe(false);
  });
  test('knows no other fields than the reader', () => {
    const wrong = good() as { nodes: Record<string, Record<string, unknown>> };
    wrong.nodes['pause']!['ticketSate'] = 'x';
    expect(validate(wrong, schema as never, '2020-12').valid).toBe(false);
  });
  test('describes the config of every kind', () => {
    for (const name of Object.keys(nodeKinds)) expect((schema['$defs'] as Record<string, unknown>)[`config.${name}`], name).toMatchObject({ type: 'object' });
  });
});
