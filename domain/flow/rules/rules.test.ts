import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { drawFlow } from '#test/builders/flow/flow.draw';
import { formatFlowFile } from '../file/flow.canonical.ts';
import { parseFlowText } from '../file/flow.file.ts';
import type { FlowFile } from '../flow.schema.ts';
import { nodeKinds } from '../nodes/index.ts';
import { viewOf } from './flow.view.ts';
import { checkFlow, flowRules } from './index.ts';

const here = new URL('./', import.meta.url);
function flowOf(path: string): FlowFile {
  const text = readFileSync(new URL(path, here), 'utf8');
  const parsed = parseFlowText(text);
  if (!parsed.ok) throw new Error(`${path}: ${JSON.stringify(parsed.findings)}`);
  expect(text, 'a fixture is kept in canonical form').toBe(formatFlowFile(parsed.file));
  return parsed.file;
}
/** What a wrong flow must be told: "code node" per finding, sorted. */
const expected = JSON.parse(readFileSync(new URL('rules.expected.json', here), 'utf8')) as Record<string, Record<string, string[]>>;

describe.each(flowRules)('rule $rule', (rule) => {
  const folder = new URL(`${rule.rule}/fixtures/`, here);
  const wrong = existsSync(folder) ? readdirSync(folder).filter((file) => file.startsWith('wrong')) : [];

  test('says why it is there, lets the right flow pass, and has a wrong one', () => {
    expect(rule.about.length).toBeGreaterThan(30);
    expect(rule.check(viewOf(flowOf(`${rule.rule}/fixtures/right.flow.json`), nodeKinds))).toEqual([]);
    // A flow that is too large would be too large to keep; it is made below.
    expect(wrong.length > 0 || rule.rule === 'size').toBe(true);
  });

  test.each(wrong)('refuses %s at the right place, with what to do', (name) => {
    const file = flowOf(`${rule.rule}/fixtures/${name}`);
    const findings = rule.check(viewOf(file, nodeKinds));
    expect(findings.map((finding) => `${finding.severity} ${finding.code} ${finding.node ?? '-'}${finding.edge ? ` ${finding.edge}` : ''}${finding.field ? ` ${finding.field}` : ''}`).sort()).toEqual(expected[rule.rule]?.[name]);
    for (const finding of findings) {
      expect(finding.message).toMatch(/[.)]$/);
      expect(finding.fix).toMatch(/\.$/);
    }
    const all = checkFlow(file, nodeKinds);
    for (const finding of all) expect(finding.path, finding.code).toBeDefined();
    expect(all.map((finding) => finding.code)).toEqual(expect.arrayContaining(findings.map((finding) => finding.code)));
  });
});

test('calls a step without a name by its kind, a scope by its name, and a setting by its place', () => {
  const look = { kind: 'task', name: { en: 'Look' }, config: { outcomes: [{ key: 'a', name: { en: 'A' }, needComment: true }] } };
  const told = checkFlow(drawFlow({ start: 'start', look, lone: { kind: 'task', name: { en: '', zh: '查看' }, scope: 'look' }, lid: { kind: 'boundary-message', name: { en: '' } }, end: 'end' }, ['start -> end']), nodeKinds);
  expect(told.map(({ message }) => message)).toEqual(expect.arrayContaining([
    '"Task" is never reached.', '"Task" lies in "Look", which is no scope.', 'A step of kind "Task" has no name.', `A step of kind "${nodeKinds['boundary-message'].title.en}" has no name.`, '"Look" has a setting nobody knows: "outcomes/0/needComment".',
  ]));
  expect(told.find(({ code, node }) => code === 'unreachable' && node === 'lone')?.params).toMatchObject({ node: { en: 'Task', zh: '查看' } });
  for (const { code, message } of told) expect(message, code).not.toContain('""');
});

test('errors come first', () => {
  const severities = checkFlow(flowOf('splits/fixtures/wrong.flow.json'), nodeKinds).map((finding) => finding.severity);
  expect(severities).toEqual([...severities].sort());
});

test('refuses a flow that is too large', () => {
  const nodes = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`n${index}`, 'exclusive']));
  expect(checkFlow(drawFlow({ start: 'start', ...nodes, end: 'end' }, []), nodeKinds)).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'nodes-too-many', severity: 'error' })]));
  const wordy = drawFlow({ start: 'start', end: 'end' }, ['start -> end'], { description: { en: 'x'.repeat(1_100_000) } });
  expect(checkFlow(wordy, nodeKinds)).toEqual([expect.objectContaining({ code: 'flow-too-large' })]);
});
