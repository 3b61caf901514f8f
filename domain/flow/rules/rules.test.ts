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
