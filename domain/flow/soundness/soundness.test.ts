import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import incident from '../../../seed/flows/incident.flow.json';
import { parseFlowFile, parseFlowText } from '../file/flow.file.ts';
import type { FlowFile } from '../flow.schema.ts';
import { drawFlow, outcomes } from '#test/builders/flow/flow.draw';
import { nodeKinds } from '../nodes/index.ts';
import deadNode from './fixtures/dead-node.flow.json';
import deadlock from './fixtures/deadlock.flow.json';
import lack from './fixtures/lack-of-synchronisation.flow.json';
import neverEnds from './fixtures/never-ends.flow.json';
import sound from './fixtures/sound.flow.json';
import growth from './fixtures/unbounded-growth.flow.json';
import { checkSoundness } from './soundness.ts';

function read(json: unknown): FlowFile {
  const parsed = parseFlowFile(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return parsed.file;
}
const findings = (json: unknown) => checkSoundness(read(json), nodeKinds).findings.map(({ code, node, trace }) => ({ code, node, trace }));

describe('soundness', () => {
  test('lets a sound flow pass', () => {
    expect(checkSoundness(read(sound), nodeKinds)).toMatchObject({ verdict: 'sound', findings: [] });
  });
  test('proves the shipped incident flow', () => {
    expect(checkSoundness(read(incident), nodeKinds)).toMatchObject({ verdict: 'sound', findings: [] });
  });
  test('refuses a join that one of two ways never reaches, with the way there', () => {
    expect(findings(deadlock)).toEqual([{ code: 'deadlock', node: 'join', trace: ['start', 'choose', 'left', 'join'] }]);
  });
  test('refuses parallel ways that are never joined again, with the way there', () => {
    expect(findings(lack)).toEqual([{ code: 'lack-of-synchronisation', node: 'ship', trace: ['start', 'split', 'left', 'right', 'ship', 'ship'] }]);
  });
  test('refuses a step that something always ends before', () => {
    expect(findings(deadNode)).toEqual([
      { code: 'dead-node', node: 'end', trace: ['start', 'split', 'ask', 'thank', 'end'] }, { code: 'dead-node', node: 'thank', trace: ['start', 'split', 'ask', 'thank'] },
    ]);
  });
  test('refuses a circle that makes more and more tokens, with one round of it', () => {
    expect(findings(growth)).toEqual([{ code: 'unbounded-growth', node: 'note', trace: ['start', 'work', 'split', 'work', 'note', 'split', 'work', 'note'] }]);
  });
  test('refuses a circle without a way out', () => {
    expect(findings(neverEnds)).toMatchObject([{ code: 'never-ends', node: 'a' }]);
  });
  test('a join inside a scope that hangs is found, although a boundary could still end the scope', () => {
    const file = drawFlow({
      start: 'start', box: 'scope', begin: { kind: 'start', scope: 'box' }, choose: { kind: 'exclusive', scope: 'box' }, left: { kind: 'task', scope: 'box' }, join: { kind: 'parallel', scope: 'box' },
      inner: { kind: 'end', scope: 'box' }, stop: { kind: 'boundary-message', attachedTo: 'box' }, end: 'end',
    }, ['start -> box', 'begin -> choose', 'choose ? 1 = 1 -> left', 'choose ?? -> join', 'left.done -> join', 'join -> inner', 'box -> end', 'stop -> end']);
    expect(checkSoundness(file, nodeKinds).findings).toMatchObject([{ code: 'deadlock', node: 'join' }]);
  });
  test.each(['inclusive', 'partial-join', 'event-gateway'])('proves every fixture of %s, and with every order looked at says the same', (kind) => {
    const folder = new URL(`../nodes/${kind}/fixtures/`, import.meta.url);
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.flow.json'))) {
      const file = read(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
      for (const isReduced of [true, false]) expect(checkSoundness(file, nodeKinds, { isReduced }), name).toMatchObject({ verdict: 'sound', findings: [] });
    }
  });
  test('two joins that wait for each other in a circle are found', () => {
    const file = drawFlow({ start: 'start', split: 'parallel', a: 'inclusive', b: 'inclusive', end: 'end' }, ['start -> split', 'split -> a', 'split -> b', 'a -> b', 'b -> a', 'a -> end', 'b -> end']);
    expect(checkSoundness(file, nodeKinds).findings.map(({ code }) => code)).toContain('deadlock');
  });
  test('a join of two ways of which a decision takes one is found', () => {
    const file = drawFlow({ start: 'start', choose: 'exclusive', a: 'task', b: 'task', join: { kind: 'partial-join', config: { count: 2 } }, end: 'end' }, ['start -> choose', 'choose ? 1 = 1 -> a', 'choose ?? -> b', 'a.done -> join', 'b.done -> join', 'join -> end']);
    expect(checkSoundness(file, nodeKinds).findings).toMatchObject([{ code: 'deadlock', node: 'join' }]);
  });
  test('ways that become one further on may be gone several times; with too few it hangs, and what makes more and more of them is found', () => {
    const nodes = (count: number) => ({ start: 'start', split: 'parallel', again: 'exclusive', work: { kind: 'task', config: { outcomes: outcomes('done', 'more') } }, one: { kind: 'partial-join', config: { count, counts: 'tokens' } }, end: 'end' });
    const ways = ['start -> split', 'split -> work', 'split -> again', 'again ?? -> work', 'work.done -> one', 'one -> end'];
    const threads = (count: number) => drawFlow(nodes(count), [...ways, 'work.more -> one']);
    for (const isReduced of [true, false]) expect(checkSoundness(threads(2), nodeKinds, { isReduced })).toMatchObject({ verdict: 'sound', findings: [] });
    expect(checkSoundness(threads(3), nodeKinds).findings).toMatchObject([{ code: 'deadlock', node: 'one' }]);
    const more = drawFlow({ ...nodes(2), fork: 'parallel' }, [...ways, 'work.more -> fork', 'fork -> work', 'fork -> again']);
    expect(checkSoundness(more, nodeKinds).findings.map(({ code }) => code)).toContain('unbounded-growth');
  });
  test('nobody says that a step with very many ways is sound', () => {
    const ways = Array.from({ length: 12 }, (_, at) => `w${at}`);
    const file = drawFlow({ start: 'start', split: 'inclusive', ...Object.fromEntries(ways.map((way) => [way, 'task'])), join: 'inclusive', end: 'end' }, ['start -> split', ...ways.flatMap((way) => [`split -> ${way}`, `${way}.done -> join`]), 'join -> end']);
    expect(checkSoundness(file, nodeKinds, { maxStates: 100 }).verdict).toBe('not-proven');
  });
  test('an outcome without an edge is a dead stop', () => {
    const file = drawFlow({ start: 'start', a: 'activity', end: 'end' }, ['start -> a', 'a.failed -> end']);
    expect(checkSoundness(file, nodeKinds).verdict).toBe('sound');
    const open = drawFlow({ start: 'start', a: 'parallel', b: 'timer' }, ['start -> a', 'a -> b']);
    expect(checkSoundness(open, nodeKinds).findings).toMatchObject([{ code: 'stops-here', node: 'b' }]);
  });
  test('a circle that never waits is named', () => {
    const file = drawFlow({ start: 'start', box: 'scope', begin: { kind: 'start', scope: 'box' }, inner: { kind: 'end', scope: 'box' } }, ['start -> box', 'begin -> inner', 'box -> box']);
    expect(checkSoundness(file, nodeKinds).findings).toMatchObject([{ code: 'cycle-without-wait' }]);
  });
  test('over its bound it says not proven, never sound', () => {
    expect(checkSoundness(read(incident), nodeKinds, { maxStates: 5 })).toMatchObject({ verdict: 'not-proven', findings: [] });
  });
  test('looks at few states of many steps side by side', () => {
    const nodes: Record<string, string> = { start: 'start', split: 'parallel', join: 'parallel', end: 'end' };
    const edges = ['start -> split', 'join -> end'];
    for (let way = 0; way < 19; way++) {
      for (let at = 0; at < 10; at++) { nodes[`t${way}-${at}`] = 'task'; edges.push(at === 0 ? `split -> t${way}-0` : `t${way}-${at - 1}.done -> t${way}-${at}`); }
      edges.push(`t${way}-9.done -> join`);
    }
    const result = checkSoundness(drawFlow(nodes, edges), nodeKinds);
    expect(result.verdict).toBe('sound');
    expect(result.statesSeen).toBeLessThan(250);
  });
  test('a flow that cannot be compiled is unsound, and says why', () => {
    const file = drawFlow({ start: 'start', what: 'teleport', end: 'end' }, ['start -> what', 'what -> end']);
    expect(checkSoundness(file, nodeKinds)).toMatchObject({ verdict: 'unsound', findings: [{ code: 'kind-unknown', node: 'what' }] });
  });

  test.each(Object.keys(nodeKinds).flatMap((kind) => readdirSync(new URL(`../nodes/${kind}/fixtures/`, import.meta.url)).filter((name) => name.endsWith('.flow.json')).map((name) => `${kind}/fixtures/${name}`)).filter((path) => /^(boundary|error|escalation|take-back|wait-condition)/.test(path)))('%s is sound', (path) => {
    const parsed = parseFlowText(readFileSync(new URL(`../nodes/${path}`, import.meta.url), 'utf8'));
    expect(parsed.ok ? checkSoundness(parsed.file, nodeKinds) : parsed).toMatchObject({ verdict: 'sound', findings: [] });
  });
});
