import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { playScript, type Script } from '#test/builders/flow/script.play';
import { parseFlowText } from '../file/flow.file.ts';
import { formatFlowFile } from '../file/flow.canonical.ts';
import type { FlowFile } from '../flow.schema.ts';
import { checkFlow, hasErrors } from '../rules/index.ts';
import { nodeKinds } from './index.ts';
import type { NodeKind } from './node.kind.ts';

const here = new URL('./', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, here), 'utf8');

function flowOf(path: string): FlowFile {
  const parsed = parseFlowText(read(path));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return parsed.file;
}

describe.each(Object.entries(nodeKinds as Record<string, NodeKind>))('node kind %s', (name, kind) => {
  const fixtures = existsSync(new URL(`${name}/fixtures/`, here)) ? readdirSync(new URL(`${name}/fixtures/`, here)).filter((file) => file.endsWith('.flow.json')) : [];

  test('has a help page, texts in three languages and at least one fixture', () => {
    expect(kind.kind).toBe(name);
    const help = read(`${name}/README.md`);
    expect(help).toMatch(/^# /);
    expect(help.length).toBeGreaterThan(300);
    for (const text of [kind.title, kind.about, ...kind.outcomes(kind.config.parse(kind.initial)).map((outcome) => outcome.name)]) expect(Object.keys(text).sort()).toEqual(['ar', 'en', 'zh']);
    expect(fixtures.length).toBeGreaterThan(0);
  });

  test('starts with a config it accepts, and says so in its form', () => {
    expect(kind.config.safeParse(kind.initial).success).toBe(true);
    const schema = kind.form.schema as { type: string; properties: Record<string, { title?: string; 'x-title'?: object }> };
    expect(schema.type).toBe('object');
    for (const [field, property] of Object.entries(schema.properties)) expect(property['x-title'], field).toMatchObject({ en: property.title });
  });

  test.each(fixtures)('%s is well formed and plays as its script says', (fixture) => {
    const file = flowOf(`${name}/fixtures/${fixture}`);
    expect(read(`${name}/fixtures/${fixture}`)).toBe(formatFlowFile(file));
    expect(Object.values(file.nodes).some((node) => node.kind === name)).toBe(true);
    expect(hasErrors(checkFlow(file, nodeKinds)), JSON.stringify(checkFlow(file, nodeKinds))).toBe(false);
    const scripts = JSON.parse(read(`${name}/fixtures/${fixture.replace('.flow.json', '.script.json')}`)) as Script[];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) {
      try { playScript(file, script); } catch (thrown) { throw new Error(`${script.name}: ${String(thrown)}`, { cause: thrown }); }
    }
  });
});
