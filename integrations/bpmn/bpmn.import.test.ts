import { describe, expect, it } from 'vitest';
import { dryRun } from '#domain/flow/dry-run/dry-run.play';
import { dryScriptSchema } from '#domain/flow/dry-run/dry-run.script';
import type { DryRunResult } from '#domain/flow/dry-run/dry-run.result';
import type { FlowFile } from '#domain/flow/flow.schema';
import { nodeKinds } from '#domain/flow/nodes/index';
import { checkFlow } from '#domain/flow/rules/index';
import { checkSoundness } from '#domain/flow/soundness/soundness';
import { differences, readModel } from './bpmn.difference.ts';
import { exportBpmn } from './bpmn.export.ts';
import { importBpmn, type ImportedBpmn } from './bpmn.import.ts';

const model = (inside: string): { bytes: Uint8Array; isCut: boolean } => ({
  isCut: false,
  bytes: new TextEncoder().encode(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:flowable="http://flowable.org/bpmn"
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="definitions" targetNamespace="t">${inside}</definitions>`),
});
const play = (file: FlowFile, variables: Record<string, never> | Record<string, unknown> = {}): DryRunResult =>
  dryRun(file, { registry: nodeKinds, script: dryScriptSchema.parse({ start: { variables } }), outputs: {}, isAuto: true, now: '2026-01-05T09:00:00.000Z', resolveTimer: () => null });
const entered = ({ path }: DryRunResult): string[] => path.filter(({ event }) => event === 'enter').map(({ node }) => node);

interface One extends Omit<ImportedBpmn, 'flows'> { file: FlowFile; codes: string[]; run(variables?: Record<string, unknown>): string[] }

/** Written again, it is the same model, element by element, and read again the same flow. */
async function expectTheSame({ bytes }: { bytes: Uint8Array }, files: FlowFile[]): Promise<void> {
  const { xml, lost } = exportBpmn(files);
  const [before, after] = [await readModel(new TextDecoder().decode(bytes)), await readModel(xml)];
  expect([differences(before, after, true), lost]).toEqual([[], []]);
  expect((await importBpmn({ bytes: new TextEncoder().encode(xml), isCut: false })).flows.map(({ file }) => file)).toEqual(files);
}

/** Imports a process, which has to make a flow without errors that runs to an end or a wait. */
async function processOf(inside: string, beside = ''): Promise<One> {
  const xml = model(`${beside}<process id="p" isExecutable="true">${inside}</process>`);
  const { flows, findings, lost } = await importBpmn(xml);
  expect(flows.map(({ key }) => key)).toEqual(['p']);
  const { file } = flows[0]!;
  expect(checkFlow(file, nodeKinds).filter(({ severity }) => severity === 'error')).toEqual([]);
  const run = (variables: Record<string, unknown> = {}): string[] => {
    const result = play(file, variables);
    expect([result.status, result.findings.filter(({ severity }) => severity === 'error')]).toEqual([expect.stringMatching(/^(completed|waiting)$/), []]);
    return entered(result);
  };
  run();
  await expectTheSame(xml, flows.map((one) => one.file));
  return { file, findings, lost, codes: findings.map(({ code }) => code), run };
}

const flow = (from: string, to: string, condition?: string, more = ''): string =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" ${more}>${condition === undefined ? '' : `<conditionExpression xsi:type="tFormalExpression"><![CDATA[${condition}]]></conditionExpression>`}</sequenceFlow>`;
/** Edges without what is kept of the model. */
const waysOf = (file: FlowFile) => Object.fromEntries(Object.entries(file.edges).map(([id, { extension: _, ...edge }]) => [id, edge]));
const chain = (...ids: string[]): string => ids.slice(1).map((to, index) => flow(ids[index]!, to)).join('');
/** start, the element "x", end. */
const around = (element: string): string => `<startEvent id="s"/>${element}<endEvent id="e"/>${chain('s', 'x', 'e')}`;

describe('a process of BPMN', () => {
  it('is read where attributes have white space around their "="', async () => {
    const { flows, findings } = await importBpmn(model('<!-- a = "b" --><process id = "p"><startEvent id="s" name\n=\t"a = b"/><userTask id= "t" name =\'Look\'/><sequenceFlow id="f" sourceRef = "s" targetRef= "t"><conditionExpression><![CDATA[x = "y"]]></conditionExpression></sequenceFlow></process>'));
    expect([findings.map(({ code }) => code), flows[0]!.file.nodes['s']?.name.en, flows[0]!.file.nodes['t']?.name.en]).toEqual([[], 'a = b', 'Look']);
    const { xml } = exportBpmn(flows.map(({ file }) => file));
    expect(xml).toContain('<userTask id="t" name="Look"/>');
  });
  it('becomes a flow with its ids, names and words', async () => {
    const { file, findings, lost, run } = await processOf(`<startEvent id="s" name="Asked"/><userTask id="look" name="Have a&#10; look"><documentation>As told.</documentation></userTask><endEvent id="e"/>${chain('s', 'look', 'e')}`);
    expect({ ...file.nodes['look'], extension: undefined }).toEqual({ kind: 'task', name: { en: 'Have a look' }, description: { en: 'As told.' }, config: { assignments: [{ by: 'relation', relation: 'ticketTeam' }], outcomes: [{ key: 'done', name: expect.objectContaining({ en: 'Done' }) as unknown }] } });
    expect(waysOf(file)).toEqual({ s_look: { from: 's', to: 'look' }, look_e: { from: 'look', to: 'e', outcome: 'done' } });
    expect([file.nodes['e']?.name, findings, lost, run()]).toEqual([{ en: nodeKinds.end.title.en }, [], [], ['s', 'look', 'e']]);
  });

  it.each([
    ['<task id="x"/>', 'task'], ['<manualTask id="x"/>', 'task'], ['<userTask id="x"/>', 'task'], ['<serviceTask id="x"/>', 'activity'], ['<sendTask id="x"/>', 'throw-message'], ['<sendTask id="x" operationRef="o" implementation="http://x"/>', 'activity'], ['<sendTask id="x"><multiInstanceLoopCharacteristics/></sendTask>', 'activity'], ['<businessRuleTask id="x"/>', 'activity'],
    ['<scriptTask id="x"><script>mail.send()</script></scriptTask>', 'activity'], ['<receiveTask id="x"/>', 'wait-message'], ['<callActivity id="x" calledElement="q"/>', 'call-flow'], ['<callActivity id="x"/>', 'activity'],
    ['<intermediateThrowEvent id="x"/>', 'exclusive'], ['<intermediateThrowEvent id="x"><messageEventDefinition/></intermediateThrowEvent>', 'throw-message'], ['<intermediateThrowEvent id="x"><signalEventDefinition/></intermediateThrowEvent>', 'throw-signal'], ['<intermediateThrowEvent id="x"><escalationEventDefinition/></intermediateThrowEvent>', 'escalation'],
    ['<intermediateCatchEvent id="x"><signalEventDefinition/></intermediateCatchEvent>', 'wait-message'], ['<intermediateCatchEvent id="x"/>', 'exclusive'],
    ['<intermediateCatchEvent id="x"><conditionalEventDefinition><condition xsi:type="tFormalExpression">${a > 1}</condition></conditionalEventDefinition></intermediateCatchEvent>', 'wait-condition'],
    ['<intermediateCatchEvent id="x"><timerEventDefinition><timeDuration>PT5M</timeDuration></timerEventDefinition></intermediateCatchEvent>', 'timer'],
    ['<subProcess id="x"/>', 'scope'], ['<transaction id="x"/>', 'scope'], ['<adHocSubProcess id="x"><task id="i"/><task id="j"/></adHocSubProcess>', 'scope'],
    ['<exclusiveGateway id="x"/>', 'exclusive'], ['<parallelGateway id="x"/>', 'parallel'], ['<inclusiveGateway id="x"/>', 'inclusive'], ['<eventBasedGateway id="x"/>', 'exclusive'], ['<complexGateway id="x"/>', 'inclusive'],
  ])('makes of %s a step of kind %s', async (element, kind) => {
    const { file, run } = await processOf(around(element));
    expect(file.nodes['x']?.kind).toBe(kind);
    if (kind !== 'wait-condition') expect(run()).toEqual(expect.arrayContaining(['s', 'x', 'e']));
  });

  it.each([
    ['', 'end', {}], ['<terminateEventDefinition/>', 'terminate', {}], ['<errorEventDefinition errorRef="err"/>', 'error-end', { code: 'E-1' }], ['<escalationEventDefinition escalationRef="esc"/>', 'escalation-end', { code: 'late' }], ['<messageEventDefinition messageRef="m"/>', 'message-end', { message: 'Paid' }], ['<signalEventDefinition signalRef="sig"/>', 'signal-end', { signal: 'Closed' }],
  ])('makes of an end with %s a %s', async (definition, kind, config) => {
    const { file, codes } = await processOf(`<startEvent id="s"/><endEvent id="e">${definition}</endEvent>${chain('s', 'e')}`, '<error id="err" name="n" errorCode="E-1"/><escalation id="esc" name="late"/><message id="m" name="Paid"/><signal id="sig" name="Closed"/>');
    expect(file.nodes['e']).toMatchObject({ kind, config });
    expect(codes).toEqual([]);
  });

  it.each([
    ['<messageEventDefinition messageRef="m"/>', { trigger: 'message', message: 'Paid' }], ['<signalEventDefinition signalRef="sig"/>', { trigger: 'message', message: 'Closed' }],
    ['<timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition>', { trigger: 'schedule', schedule: { by: 'every', every: 'PT1H', zone: 'UTC' } }],
    ['<timerEventDefinition><timeCycle>R3/2030-01-01T08:00:00+01:00/P1D</timeCycle></timerEventDefinition>', { trigger: 'schedule', schedule: { by: 'every', every: 'P1D', zone: 'UTC', from: '2030-01-01T07:00', until: '2030-01-03T07:00' } }],
    ['<timerEventDefinition><timeDate>2030-05-01T06:00:00Z</timeDate></timerEventDefinition>', { trigger: 'schedule', schedule: { by: 'every', every: 'P1D', zone: 'UTC', from: '2030-05-01T06:00', until: '2030-05-01T06:00' } }],
    ['<timerEventDefinition><timeCycle>0 30 7 ? * 2-6</timeCycle></timerEventDefinition>', { trigger: 'schedule', schedule: { by: 'cron', cron: '30 7 * * 1-5', zone: 'UTC' } }],
    ['<timerEventDefinition><timeCycle>0 8 * * mon</timeCycle></timerEventDefinition>', { trigger: 'schedule', schedule: { by: 'cron', cron: '0 8 * * mon', zone: 'UTC' } }],
  ])('begins a flow by what began the model: %s', async (definition, config) => {
    const { file, codes } = await processOf(`<startEvent id="s">${definition}</startEvent><endEvent id="e"/>${chain('s', 'e')}`, '<message id="m" name="Paid"/><signal id="sig" name="Closed"/>');
    expect([file.nodes['s']!.config, codes]).toEqual([config, []]);
  });

  it.each(['<timeCycle>R3/PT1H</timeCycle>', '<timeCycle>R/PT1S</timeCycle>', '<timeDuration>PT1H</timeDuration>', '<timeCycle>0 0 12 L * ?</timeCycle>'])('tells of a timer that begins nothing here: %s', async (timer) => {
    const { file, codes } = await processOf(`<startEvent id="s"><timerEventDefinition>${timer}</timerEventDefinition></startEvent><endEvent id="e"/>${chain('s', 'e')}`);
    expect([file.nodes['s']!.config, codes]).toEqual([{ trigger: 'form' }, ['bpmn-trigger-lost']]);
  });

  it('tells of starts what began them, and which one a run begins at', async () => {
    const { codes } = await processOf(`<startEvent id="s"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></startEvent><startEvent id="t"/><task id="x"/>${chain('s', 'x')}${chain('t', 'x')}`);
    expect(codes).toEqual(['bpmn-trigger-lost', 'bpmn-start-several']);
  });

  it('begins a part at all of its starts', async () => {
    const { run } = await processOf(around(`<subProcess id="x"><startEvent id="i"/><startEvent id="j"/><task id="a"/><task id="b"/><task id="c"/>${chain('i', 'a')}${chain('j', 'b')}${chain('j', 'c')}</subProcess>`));
    expect(run()).toEqual(expect.arrayContaining(['x-start', 'i', 'j', 'a', 'b', 'c', 'e']));
  });

  it('does by a task what a part is to do that nobody has drawn', async () => {
    const { file, run } = await processOf(around('<subProcess id="x" name="Pack it"/>'));
    expect([run(), file.nodes['x-work']]).toMatchObject([['s', 'x', 'x-start', 'x-work', 'x-work-end', 'e'], { kind: 'task', scope: 'x', name: { en: 'Pack it' } }]);
  });

  it('gives a start and ends to what has none, and leaves out what no way leads to', async () => {
    const { file, codes, run } = await processOf(`<task id="a"/><task id="b"/><subProcess id="box"><task id="c"/><task id="d"/></subProcess>${chain('a', 'box')}`);
    expect(run()).toEqual(expect.arrayContaining(['p-start', 'a', 'b', 'box', 'box-start', 'c', 'd', 'box-end']));
    expect([codes, file.nodes['c-end']?.scope]).toEqual([[], 'box']);
    const lost = await processOf(`<startEvent id="s"/><task id="x"/><task id="y"/><boundaryEvent id="onY" attachedToRef="y"><errorEventDefinition/></boundaryEvent>${chain('s', 'x')}${chain('onY', 'x')}`);
    expect([Object.keys(lost.file.nodes), lost.codes]).toEqual([['s', 'x', 'x-end'], ['bpmn-unreachable', 'bpmn-unreachable']]);
  });
});

describe('ways out', () => {
  const gate = (type: string, flows: string, attributes = ''): string => `<startEvent id="s"/><${type} id="x" ${attributes}/><task id="a"/><task id="b"/><task id="c"/>${chain('s', 'x')}${flows}`;

  it('of an exclusive gateway are taken by their conditions, in the order of the file, or by default', async () => {
    const { file, run } = await processOf(gate('exclusiveGateway', flow('x', 'c') + flow('x', 'b', '${n > 10}') + flow('x', 'a', '#{n > 5}'), 'default="x_c"'));
    const ways = waysOf(file);
    expect([ways['x_c'], ways['x_b']]).toEqual([{ from: 'x', to: 'c', isDefault: true, order: 0 }, { from: 'x', to: 'b', condition: 'n > 10', order: 1 }]);
    expect(file.variables).toEqual({ n: { type: 'any' } });
    expect([11, 6, 1].map((n) => run({ n })[2])).toEqual(['b', 'a', 'c']);
  });

  it('of an exclusive gateway that say nothing are taken as engines take them, and told', async () => {
    const mixed = await processOf(gate('exclusiveGateway', flow('x', 'a', '${n == 1}') + flow('x', 'b') + flow('x', 'c', '${n == 2}')));
    expect([1, 2, 3].map((n) => mixed.run({ n })[2])).toEqual(['a', 'b', 'b']);
    const circle = await processOf(`<startEvent id="s"/><task id="a"/><exclusiveGateway id="x" name="Again?"/><endEvent id="e"/>${chain('s', 'a', 'x', 'a')}${flow('x', 'e')}`);
    expect([circle.run(), circle.codes]).toEqual([['s', 'a', 'x', 'e'], ['bpmn-condition-missing']]);
  });

  it('keep what cannot be translated as a note that is neither true nor false', async () => {
    const { file, codes } = await processOf(gate('exclusiveGateway', flow('x', 'a', '${bean.ok(a, "*/")}') + flow('x', 'b'), 'default="x_b"'));
    expect([file.edges['x_a']?.condition, file.variables['untranslated'], codes]).toEqual(['untranslated /* ${bean.ok(a, "* /")} */', { type: 'boolean' }, ['bpmn-expression', 'bpmn-unreachable']]);
  });

  it('of a step split where they are plain, and are chosen among where they have conditions', async () => {
    const split = await processOf(`<startEvent id="s"/><task id="x"/><task id="a"/><task id="b"/>${chain('s', 'x')}${flow('x', 'a')}${flow('x', 'b')}`);
    expect(split.run()).toEqual(expect.arrayContaining(['a', 'b']));
    const chosen = await processOf(`<startEvent id="s"/><task id="x" default="x_c"/><task id="a"/><task id="b"/><task id="c"/>${chain('s', 'x')}${flow('x', 'a', '${n > 1}')}${flow('x', 'b', '${n > 2}')}${flow('x', 'c')}`);
    expect([3, 2, 1].map((n) => chosen.run({ n }).slice(3).filter((id) => id.length === 1).sort())).toEqual([['a', 'b'], ['a'], ['c']]);
    expect(waysOf(chosen.file)['x-to-ways']).toEqual({ from: 'x', to: 'x-ways', outcome: 'done' });
    const passing = await processOf(`<startEvent id="s"/><intermediateThrowEvent id="x"/><task id="a"/><task id="b"/>${chain('s', 'x')}${flow('x', 'a')}${flow('x', 'b')}`);
    expect(passing.run()).toEqual(expect.arrayContaining(['a', 'b']));
  });

  it('that lead twice to the same step bring two tokens', async () => {
    const { run } = await processOf(`<startEvent id="s"/><task id="x"/><task id="a"/>${chain('s', 'x')}<sequenceFlow id="f1" sourceRef="x" targetRef="a"/><sequenceFlow id="f2" sourceRef="x" targetRef="a"/>`);
    expect(run().filter((id) => id === 'a')).toHaveLength(2);
  });

  it('of a race are waits of their own, whichever comes first', async () => {
    const caught = (id: string, definition: string): string => `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
    const { file, run, codes } = await processOf(`<startEvent id="s"/><exclusiveGateway id="g"/><eventBasedGateway id="x"/>${caught('m', '<messageEventDefinition messageRef="msg"/>')}${caught('t', '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>')}
      ${caught('c', '<conditionalEventDefinition><condition>${a}</condition></conditionalEventDefinition>')}<task id="a"/>${chain('s', 'g', 'x', 'm', 'a')}${flow('x', 't')}${flow('x', 'c')}${flow('g', 't', '${n}')}${chain('t', 'a')}${chain('c', 'a')}`, '<message id="msg" name="Paid"/>');
    expect([file.nodes['x']?.kind, file.nodes['m']?.config, file.nodes['c']?.kind, codes]).toEqual(['event-gateway', { message: 'Paid' }, 'wait-message', ['bpmn-condition-missing', 'bpmn-race'].slice(1)]);
    expect(run({ n: false })).toEqual(expect.arrayContaining(['x', 'm', 'a']));
  });

  it('of a race that lead to what is no wait get one', async () => {
    const { file, codes } = await processOf(`<startEvent id="s"/><eventBasedGateway id="x"/><receiveTask id="m"/><userTask id="a"/>${chain('s', 'x', 'm')}${flow('x', 'a')}`);
    expect([file.edges['x_a']?.to, file.nodes['a-wait'], codes]).toMatchObject(['a-wait', { kind: 'wait-message', config: { message: 'a' } }, ['bpmn-race']]);
  });

  it('of links lead to what catches them', async () => {
    const { run } = await processOf(`<startEvent id="s"/><intermediateThrowEvent id="out"><linkEventDefinition name="L"/></intermediateThrowEvent><intermediateCatchEvent id="in"><linkEventDefinition name="L"/></intermediateCatchEvent><task id="a"/>${chain('s', 'out')}${chain('in', 'a')}`);
    expect(run()).toEqual(['s', 'out', 'in', 'a', 'a-end']);
  });

  it('of a complex gateway go on with the first so many', async () => {
    const { file, codes } = await processOf(`<startEvent id="s"/><parallelGateway id="g"/><task id="a"/><task id="b"/><task id="c"/><complexGateway id="x"><activationCondition>activationCount &gt;= 2</activationCondition></complexGateway><task id="d"/>
      ${['a', 'b', 'c'].map((id) => flow('g', id) + flow(id, 'x')).join('')}${chain('s', 'g')}${chain('x', 'd')}`);
    expect([file.nodes['x'], codes]).toMatchObject([{ kind: 'partial-join', config: { count: 2, rest: 'ignore' } }, ['bpmn-complex']]);
  });
});

describe('a part that begins by an event', () => {
  const part = (definition: string, attributes = '', inside = '<task id="a"/><endEvent id="ae"/>') => `<startEvent id="s"/><userTask id="x"/><endEvent id="e"/>${chain('s', 'x', 'e')}<subProcess id="ev" triggeredByEvent="true"><startEvent id="begin" ${attributes}>${definition}</startEvent>${inside}${chain('begin', 'a', 'ae')}</subProcess>`;
  it.each([
    ['<timerEventDefinition id="d"><timeDuration>P1D</timeDuration></timerEventDefinition>', '', 'event-scope-timer', { mode: 'duration', value: 'P1D', isInterrupting: true }],
    ['<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>', 'isInterrupting="false"', 'event-scope-timer', { mode: 'duration', value: 'PT1H', isInterrupting: false, times: 3 }],
    ['<messageEventDefinition messageRef="m"/>', 'isInterrupting="false"', 'event-scope-message', { message: 'Stop', isInterrupting: false }],
    ['<signalEventDefinition signalRef="sig"/>', '', 'event-scope-message', { message: 'All', isInterrupting: true }],
    ['<errorEventDefinition errorRef="err"/>', '', 'event-scope-error', { code: 'E-1' }],
    ['<escalationEventDefinition escalationRef="esc"/>', 'isInterrupting="false"', 'event-scope-escalation', { code: 'late', isInterrupting: false }],
    ['<conditionalEventDefinition><condition>${load &gt; 0.9}</condition></conditionalEventDefinition>', '', 'event-scope-condition', { condition: 'load > 0.9', isInterrupting: true }],
  ])('%s %s becomes %s', async (definition, attributes, kind, config) => {
    const { file, codes } = await processOf(part(definition, attributes), '<message id="m" name="Stop"/><signal id="sig" name="All"/><error id="err" errorCode="E-1"/><escalation id="esc" name="late"/>');
    expect([file.nodes['ev']?.kind, file.nodes['ev']?.config, file.nodes['begin']?.kind, file.nodes['begin']?.scope, codes]).toEqual([kind, config, 'start', 'ev', []]);
  });

  it('catches what fails in the process, in its place', async () => {
    const failing = part('<errorEventDefinition errorRef="err"/>').replace('<endEvent id="e"/>', '<endEvent id="e"><errorEventDefinition errorRef="err"/></endEvent>');
    const { run } = await processOf(failing, '<error id="err" errorCode="E-1"/>');
    expect(run()).toEqual(['s', 'x', 'e', 'ev', 'begin', 'a', 'ae']);
  });

  it('is written as its flow says now', async () => {
    const xml = model(`<message id="m" name="Stop"/><process id="p">${part('<messageEventDefinition id="d" messageRef="m"/>')}</process>`);
    const { file } = (await importBpmn(xml)).flows[0]!;
    const changed = { ...file, nodes: { ...file.nodes, ev: { ...file.nodes['ev']!, config: { message: 'Other', isInterrupting: false } } } };
    const { xml: written } = exportBpmn([changed]);
    expect(written).toMatch(/<startEvent[^>]*isInterrupting="false"/);
    expect(written).toContain('name="Other"');
    expect((await importBpmn({ bytes: new TextEncoder().encode(written), isCut: false })).flows[0]!.file.nodes['ev']?.config).toMatchObject({ message: 'Other', isInterrupting: false });
  });

  it('is left out where nothing says what begins it, and told', async () => {
    const { file, codes, lost } = await processOf(part('<compensateEventDefinition/>'));
    expect([Object.keys(file.nodes).sort(), codes]).toEqual([['e', 's', 'x'], ['bpmn-left-out']]);
    expect(lost).toEqual([]);
  });
});

describe('what sits on an edge', () => {
  const onEdge = (definition: string, attributes = ''): string => `<startEvent id="s"/><userTask id="x"/><boundaryEvent id="edge" attachedToRef="x" ${attributes}>${definition}</boundaryEvent><task id="a"/>${chain('s', 'x')}${chain('edge', 'a')}`;
  it.each([
    ['<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>', '', 'boundary-timer', { mode: 'duration', value: 'P1D', isInterrupting: true }],
    ['<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>', 'cancelActivity="false"', 'boundary-timer', { mode: 'duration', value: 'PT1H', isInterrupting: false, times: 3 }],
    ['<timerEventDefinition><timeCycle>R/2026-02-01T00:00:00Z/P1M</timeCycle></timerEventDefinition>', 'cancelActivity="false"', 'boundary-timer', { mode: 'duration', value: 'P30D', isInterrupting: false, times: 1000 }],
    ['<timerEventDefinition><timeDate>2026-02-01T00:00:00Z</timeDate></timerEventDefinition>', '', 'boundary-timer', { mode: 'until', value: '2026-02-01T00:00:00Z', isInterrupting: true }],
    ['<timerEventDefinition><timeDuration>500ms</timeDuration></timerEventDefinition>', '', 'boundary-timer', { mode: 'duration', value: 'P0DT0H0M0.500S', isInterrupting: true }],
    ['<timerEventDefinition><timeDuration>1h30m</timeDuration></timerEventDefinition>', '', 'boundary-timer', { mode: 'duration', value: 'P0DT1H30M0.000S', isInterrupting: true }],
    ['<timerEventDefinition><timeCycle>2s###1s</timeCycle></timerEventDefinition>', 'cancelActivity="false"', 'boundary-timer', { mode: 'duration', value: 'P0DT0H0M2.000S', isInterrupting: false, times: 1000 }],
    ['<messageEventDefinition messageRef="m"/>', 'cancelActivity="false"', 'boundary-message', { message: 'Stop', isInterrupting: false }],
    ['<errorEventDefinition errorRef="err"/>', '', 'boundary-error', { code: 'E-1' }], ['<errorEventDefinition/>', '', 'boundary-error', {}],
    ['<escalationEventDefinition escalationRef="esc"/>', 'cancelActivity="false"', 'boundary-escalation', { code: 'late', isInterrupting: false }],
    ['<conditionalEventDefinition><condition>${load &gt; 0.9}</condition></conditionalEventDefinition>', '', 'boundary-condition', { condition: 'load > 0.9', isInterrupting: true }],
    ['<cancelEventDefinition/>', '', 'boundary-error', { code: 'CANCELLED' }],
  ])('%s %s becomes %s', async (definition, attributes, kind, config) => {
    const { file } = await processOf(onEdge(definition, attributes), '<message id="m" name="Stop"/><error id="err" errorCode="E-1"/><escalation id="esc" name="late"/>');
    expect(file.nodes['edge']).toMatchObject({ kind, attachedTo: 'x' });
    expect(file.nodes['edge']?.config).toEqual(config);
  });

  it('takes back what a transaction has done before it is cancelled', async () => {
    const { file, run } = await processOf(`<startEvent id="s"/><transaction id="x"><startEvent id="i"/><userTask id="book"/><endEvent id="j"><cancelEventDefinition/></endEvent><boundaryEvent id="undoing" attachedToRef="book"><compensateEventDefinition/></boundaryEvent><serviceTask id="undo" isForCompensation="true"/><association id="line" sourceRef="undoing" targetRef="undo" associationDirection="One"/>${chain('i', 'book', 'j')}</transaction><boundaryEvent id="edge" attachedToRef="x"><cancelEventDefinition/></boundaryEvent><task id="a"/><task id="b"/>${chain('s', 'x', 'b')}${chain('edge', 'a')}`);
    expect(run()).toEqual(['s', 'x', 'i', 'book', 'j-undo', 'undoing', 'undo', 'undo-end', 'j', 'edge', 'a', 'a-end']);
    // What follows a transaction that is never left another way.
    expect(checkSoundness(file, nodeKinds).findings.map(({ code, node }) => [code, node])).toEqual([['dead-node', 'b'], ['dead-node', 'b-end']]);
  });

  it('catches what is thrown in a part, and cancels a transaction', async () => {
    const { run } = await processOf(`<startEvent id="s"/><transaction id="x"><startEvent id="i"/><endEvent id="j"><cancelEventDefinition/></endEvent>${chain('i', 'j')}</transaction><boundaryEvent id="edge" attachedToRef="x"><cancelEventDefinition/></boundaryEvent><task id="a"/><task id="b"/>${chain('s', 'x', 'b')}${chain('edge', 'a')}`);
    expect(run()).toEqual(['s', 'x', 'i', 'j', 'edge', 'a', 'a-end']);
  });

  it('goes by what it refers to, also where nothing of that name is declared', async () => {
    const { file, codes } = await processOf(onEdge('<errorEventDefinition errorRef="E-7"/>').replace('<userTask id="x"/>', '<subProcess id="x"><startEvent id="i"/><endEvent id="j"><errorEventDefinition errorRef="E-7"/></endEvent><sequenceFlow id="ij" sourceRef="i" targetRef="j"/></subProcess>'));
    expect([file.nodes['edge']?.config, file.nodes['j']?.config, codes]).toEqual([{ code: 'E-7' }, { code: 'E-7' }, []]);
  });

  it('undoes a step where something takes that back, the last first', async () => {
    const { file, codes } = await processOf(`<startEvent id="s"/><task id="x"/><boundaryEvent id="edge" attachedToRef="x"><compensateEventDefinition id="cd"/></boundaryEvent><userTask id="undo" isForCompensation="true"/><task id="y"/><intermediateThrowEvent id="back"><compensateEventDefinition activityRef="x"/></intermediateThrowEvent><endEvent id="e"><compensateEventDefinition/></endEvent>
      <subProcess id="part"><task id="in"/><boundaryEvent id="onIn" attachedToRef="in"><compensateEventDefinition/></boundaryEvent><task id="undoIn" isForCompensation="true"/><association id="ai" sourceRef="onIn" targetRef="undoIn"/></subProcess>${chain('s', 'x', 'part', 'y', 'back', 'e')}<association id="as" associationDirection="One" sourceRef="edge" targetRef="undo"/>`);
    expect([file.nodes['edge'], file.nodes['back'], file.nodes['e']]).toMatchObject([{ kind: 'boundary-take-back', attachedTo: 'x', config: {} }, { kind: 'take-back', config: { step: 'x' } }, { kind: 'take-back-end', config: {} }]);
    expect([waysOf(file)['as'], waysOf(file)['ai'], file.nodes['undoIn']?.scope, codes]).toEqual([{ from: 'edge', to: 'undo' }, { from: 'onIn', to: 'undoIn' }, 'part', []]);
    const { findings } = checkSoundness(file, nodeKinds);
    expect(findings).toEqual([]);
    const moved = exportBpmn([{ ...file, edges: { ...file.edges, as: { ...file.edges['as']!, name: { en: 'undo' } } } }]).xml;
    expect(moved).toContain('<sequenceFlow id="as" name="undo" sourceRef="edge" targetRef="undo"');
  });

  it('is taken back from a part that begins by an event, with what that did itself', async () => {
    const undone = (step: string) => `<userTask id="${step}"/><boundaryEvent id="${step}-edge" attachedToRef="${step}"><compensateEventDefinition/></boundaryEvent><serviceTask id="un${step}" isForCompensation="true"/><association id="${step}-line" sourceRef="${step}-edge" targetRef="un${step}" associationDirection="One"/>`;
    const { run } = await processOf(`<startEvent id="s"/>${undone('x')}<endEvent id="e"><errorEventDefinition/></endEvent>${chain('s', 'x', 'e')}<subProcess id="part" triggeredByEvent="true"><startEvent id="begin"><errorEventDefinition/></startEvent>${undone('y')}<endEvent id="back"><compensateEventDefinition/></endEvent>${chain('begin', 'y', 'back')}</subProcess>`);
    expect(run()).toEqual(['s', 'x', 'e', 'part', 'begin', 'y', 'back', 'y-edge', 'uny', 'uny-end', 'x-edge', 'unx', 'unx-end']);
  });

  it('is of a part as a whole where a part of its own undoes it, and something takes it back', async () => {
    const whole = (after: string, ways: string): string => `<startEvent id="s"/><subProcess id="box"><startEvent id="i"/><userTask id="book"/><endEvent id="o"/><boundaryEvent id="edge" attachedToRef="book"><compensateEventDefinition/></boundaryEvent><serviceTask id="undo" isForCompensation="true"/><association id="line" sourceRef="edge" targetRef="undo" associationDirection="One"/>
      <subProcess id="part" triggeredByEvent="true"><startEvent id="begin"><compensateEventDefinition/></startEvent><intermediateThrowEvent id="first"><compensateEventDefinition activityRef="book"/></intermediateThrowEvent><userTask id="tell"/><endEvent id="told"/>${chain('begin', 'first', 'tell', 'told')}</subProcess>${chain('i', 'book', 'o')}</subProcess>${after}${ways}`;
    const taken = whole('<endEvent id="e"><compensateEventDefinition/></endEvent>', chain('s', 'box', 'e'));
    const { file, run } = await processOf(taken);
    expect([file.nodes['part'], file.nodes['edge']?.kind, file.nodes['first']?.config]).toMatchObject([{ kind: 'event-scope-take-back', scope: 'box', config: {} }, 'boundary-take-back', { step: 'book' }]);
    expect(run()).toEqual(['s', 'box', 'i', 'book', 'o', 'e', 'part', 'begin', 'first', 'edge', 'undo', 'undo-end', 'tell', 'told']);
    // The line of some editors stands in the process, whatever it joins.
    const line = '<association id="line" sourceRef="edge" targetRef="undo" associationDirection="One"/>';
    expect((await processOf(`${taken.replace(line, '')}${line}`)).run()).toEqual(run());
    const never = await processOf(whole('<endEvent id="e"/>', chain('s', 'box', 'e')));
    expect([never.file.nodes['part'], never.file.nodes['undo'], never.codes]).toEqual([undefined, undefined, expect.arrayContaining(['bpmn-left-out'])]);
  });

  it('is left out where it is compensation nothing asks for, and what it leads to as well', async () => {
    const { file, codes } = await processOf(`<startEvent id="s"/><serviceTask id="x"/><boundaryEvent id="edge" attachedToRef="x"><compensateEventDefinition/></boundaryEvent><task id="undo" isForCompensation="true"/><association id="l" sourceRef="edge" targetRef="undo"/>${chain('s', 'x')}`);
    expect([Object.keys(file.nodes), codes]).toEqual([['s', 'x', 'x-end'], ['bpmn-left-out', 'bpmn-placeholder', 'bpmn-left-out'].sort((one, other) => (one === other ? 0 : one === 'bpmn-placeholder' ? -1 : 1))]);
  });
});

describe('times and people', () => {
  it('waits an hour where nothing says how long, and gives a computed time a first value', async () => {
    const wait = (inside: string) => processOf(around(`<intermediateCatchEvent id="x"><timerEventDefinition>${inside}</timerEventDefinition></intermediateCatchEvent>`));
    const cron = await wait('<timeCycle>0 0/5 * * * ?</timeCycle>');
    expect([cron.file.nodes['x']?.config, cron.codes]).toEqual([{ mode: 'duration', value: 'PT1H' }, ['bpmn-timer']]);
    const computed = await wait('<timeDuration>${howLong}</timeDuration>');
    expect([computed.file.nodes['x']?.config, computed.file.variables, computed.codes]).toEqual([{ mode: 'duration', value: '=howLong' }, { howLong: { type: 'any', initial: 'PT1H' } }, ['bpmn-first-value']]);
  });

  it('asks whom the model names, and the team of the ticket where it names nobody', async () => {
    const asked = async (task: string) => (await processOf(`<startEvent id="s" camunda:initiator="opener"/>${task}${chain('s', 'x')}`)).file.nodes['x']?.config['assignments'];
    expect(await asked('<userTask id="x" camunda:assignee="kim" camunda:candidateUsers="lee, ${who}" camunda:candidateGroups="ops,net"/>')).toEqual([{ by: 'person', person: 'kim' }, { by: 'person', person: 'lee' }, { by: 'team', team: 'ops' }, { by: 'team', team: 'net' }]);
    expect(await asked('<userTask id="x" camunda:assignee="${opener}"/>')).toEqual([{ by: 'relation', relation: 'requester' }]);
    expect(await asked('<userTask id="x" flowable:assignee="${boss}"/>')).toEqual([{ by: 'relation', relation: 'ticketTeam' }]);
    expect(await asked('<userTask id="x"><extensionElements><zeebe:assignmentDefinition assignee="=a" candidateGroups="ops"/></extensionElements></userTask>')).toEqual([{ by: 'team', team: 'ops' }]);
    expect(await asked('<userTask id="x"><potentialOwner><resourceAssignmentExpression><formalExpression>user(kim), group(ops), net</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>')).toEqual([{ by: 'person', person: 'kim' }, { by: 'team', team: 'ops' }, { by: 'team', team: 'net' }]);
  });
});

describe('what machines do', () => {
  const config = async (task: string) => { const { file } = await processOf(around(task)); return [file.nodes['x']?.kind, file.nodes['x']?.config]; };
  it('are assignments where a script or an expression only sets variables', async () => {
    expect(await config('<scriptTask id="x" scriptFormat="groovy"><script>// sum\ntotal = net * 1.2\nexecution.setVariable("big", total > 100);</script></scriptTask>')).toEqual(['assign', { set: [{ variable: 'total', value: 'net * 1.2' }, { variable: 'big', value: 'total > 100' }] }]);
    expect(await config('<scriptTask id="x" camunda:resultVariable="sum"><script>a + b</script></scriptTask>')).toEqual(['assign', { set: [{ variable: 'sum', value: 'a + b' }] }]);
    expect(await config('<serviceTask id="x" camunda:expression="${a + 1}" camunda:resultVariable="a"/>')).toEqual(['assign', { set: [{ variable: 'a', value: 'a + 1' }] }]);
    expect(await config('<scriptTask id="x"><extensionElements><zeebe:script expression="=a * 2" resultVariable="ticket"/></extensionElements></scriptTask>')).toEqual(['assign', { set: [{ variable: 'ticket_', value: 'a * 2' }] }]);
  });

  it('call flows of other files by the keys those get, with the variables that are named', async () => {
    const { file, findings } = await processOf(around('<callActivity id="x" calledElement="pay:the bill" camunda:calledElementVersion="3"><extensionElements><camunda:in source="total" target="amount"/><camunda:in sourceExpression="${total * 2}" target="twice"/><camunda:out source="receipt" target="paper"/><camunda:out variables="all"/></extensionElements></callActivity>'));
    expect(file.nodes['x']).toMatchObject({ kind: 'call-flow', config: { flow: 'the_bill', version: 3, inputs: { amount: '=total', twice: '=total * 2' }, outputs: { paper: 'receipt' } } });
    expect(findings).toContainEqual(expect.objectContaining({ code: 'bpmn-called-elsewhere', severity: 'info', node: 'x' }));
    expect((await processOf(around('<callActivity id="x"><extensionElements><zeebe:calledElement processId="bill"/></extensionElements></callActivity>'))).file.nodes['x']?.config).toMatchObject({ flow: 'bill' });
  });

  it('are activities that wait for an executor everywhere else, with what the model says as inputs that are no expressions', async () => {
    expect(await config('<serviceTask id="x" camunda:type="external" camunda:topic="=mail"/>')).toEqual(['activity', { activity: 'service-task', inputs: { type: 'external', topic: '="=mail"' } }]);
    expect(await config('<callActivity id="x" calledElement="${which}"/>')).toEqual(['activity', { activity: 'called-flow', inputs: { flow: '${which}' } }]);
    expect(await config('<callActivity id="x"/>')).toEqual(['activity', { activity: 'called-flow', inputs: {} }]);
    const { flows, findings, lost } = await importBpmn({ bytes: new TextEncoder().encode('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="main"><callActivity id="x" calledElement="other process"/><callActivity id="y" calledElement="main"/></process><process id="other process"><task id="a"/></process></definitions>'), isCut: false });
    expect([flows.map(({ key }) => key), flows[0]?.file.nodes['x'], flows[0]?.file.nodes['y']?.config]).toEqual([['main', 'other_process'], expect.objectContaining({ kind: 'call-flow', config: { flow: 'other_process' } }), { flow: 'main' }]);
    expect([findings.map(({ code }) => code).filter((code) => code === 'bpmn-called'), lost]).toEqual([[], []]);
    const global = await importBpmn({ bytes: new TextEncoder().encode('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><globalUserTask id="g"/><process id="main"><callActivity id="x" calledElement="g"/></process></definitions>'), isCut: false });
    expect([global.flows[0]?.file.nodes['x']?.kind, global.findings.map(({ code }) => code)]).toEqual(['activity', expect.arrayContaining(['bpmn-called'])]);
    // Something sits on its edge, so it has to wait.
    const { file } = await processOf(`<startEvent id="s"/><scriptTask id="x"><script>a = 1</script></scriptTask><boundaryEvent id="edge" attachedToRef="x"><errorEventDefinition/></boundaryEvent>${chain('s', 'x')}`);
    expect(file.nodes['x']?.kind).toBe('activity');
  });

  it('is found by a long name, though another begins with the same eighty letters', async () => {
    const long = `org.example.orders.${'x'.repeat(70)}`;
    const parent = await importBpmn(model(`<process id="${long}-parent"><callActivity id="x" calledElement="${long}-child"/></process>`));
    const child = await importBpmn(model(`<process id="${long}-child"><task id="t"/></process>`));
    expect(parent.flows[0]!.file.nodes['x']?.config['flow']).toBe(child.flows[0]!.key);
    expect(child.flows[0]!.key).not.toBe(parent.flows[0]!.key);
    expect(child.flows[0]!.key).toHaveLength(80);
  });
});

describe('what is done several times', () => {
  const repeat = async (marker: string, tag = 'userTask') => { const one = await processOf(`<startEvent id="s"/><${tag} id="x">${marker}</${tag}><endEvent id="e"/>${chain('s', 'x', 'e')}`); return { ...one, repeat: one.file.nodes['x']?.repeat, edge: waysOf(one.file)['x_e'] }; };

  it('is a repeat for each of a list, so often, or until enough are done, and leaves by one way', async () => {
    const count = await repeat('<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>');
    expect([count.repeat, count.edge, count.run().filter((id) => id === 'x').length]).toEqual([{ mode: 'sequential', count: '3' }, { from: 'x', to: 'e' }, 4]);
    const list = await repeat('<multiInstanceLoopCharacteristics camunda:collection="${servers}" camunda:elementVariable="server"><completionCondition>${nrOfCompletedInstances/nrOfInstances >= 0.5}</completionCondition></multiInstanceLoopCharacteristics>');
    expect(list.repeat).toEqual({ mode: 'parallel', items: 'servers', item: 'server', doneWhen: 'loop.done / loop.total >= 0.5' });
    const zeebe = await repeat('<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=servers" inputElement="server" outputCollection="found" outputElement="=loopCounter"/></extensionElements></multiInstanceLoopCharacteristics>', 'subProcess');
    expect(zeebe.repeat).toEqual({ mode: 'parallel', items: 'servers', item: 'server', collect: { into: 'found', value: 'loop.index' } });
  });

  it('is a loop with its condition and its bound', async () => {
    expect((await repeat('<standardLoopCharacteristics testBefore="true" loopMaximum="5"><loopCondition>${left > 0}</loopCondition></standardLoopCharacteristics>')).repeat).toEqual({ mode: 'loop', while: 'left > 0', most: 5 });
    expect((await repeat('<standardLoopCharacteristics/>')).repeat).toEqual({ mode: 'loop', while: 'false', isTestedAfter: true });
  });

  it('is done once where nothing says how often, and where it only waits', async () => {
    const unsaid = await repeat('<multiInstanceLoopCharacteristics/>');
    expect([unsaid.repeat, unsaid.codes]).toEqual([{ mode: 'parallel', count: '1' }, ['bpmn-repeat']]);
    const waits = await repeat('<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>', 'receiveTask');
    expect([waits.repeat, waits.codes]).toEqual([undefined, ['bpmn-repeat']]);
  });
});

describe('a model', () => {
  it('makes a flow of every process with steps, and keeps what stands beside them', async () => {
    const xml = model(`<collaboration id="c"><participant id="pa" name="Desk" processRef="a"/><participant id="pb" name="World"/><messageFlow id="mf" sourceRef="pb" targetRef="t"/></collaboration><dataStore id="ds"/>
      <process id="a"><laneSet><lane id="lane"><flowNodeRef>t</flowNodeRef><childLaneSet><lane id="inner"/></childLaneSet></lane></laneSet><startEvent id="s"/><task id="t"/><dataObject id="do"/><textAnnotation id="ta"><text>!</text></textAnnotation><group id="g"/>${chain('s', 't')}</process>
      <process id="b"><task id="u"/></process><process id="none"/>`);
    const { flows, lost } = await importBpmn(xml);
    expect(flows.map(({ key, file }) => [key, file.name.en])).toEqual([['a', 'Desk'], ['b', 'b']]);
    expect(lost).toEqual([]);
    await expectTheSame(xml, flows.map(({ file }) => file));
    // One alone takes what belongs to it along.
    const alone = await readModel(exportBpmn([flows[1]!.file]).xml);
    expect([...alone.elements.keys()].filter((name) => name.startsWith('#'))).toEqual(['#definitions', '#b', '#u']);
    const first = await readModel(exportBpmn([flows[0]!.file]).xml);
    for (const id of ['do', 'ds', 'g', 'inner', 'lane', 'mf', 'none', 'pa', 'pb', 'ta', 'c']) expect(first.elements.has(`#${id}`), id).toBe(true);
  });

  it('without a flow is told as lost', async () => {
    const { flows, lost } = await importBpmn(model('<collaboration id="c"><participant id="pb" name="World"/></collaboration><dataStore id="ds"/><process id="none"/>'));
    expect([flows, lost.map(({ element }) => element).sort(), lost.every(({ reason, type }) => reason !== '' && type !== '')]).toEqual([[], ['ds', 'none', 'pb'], true]);
  });

  it('is drawn where it was drawn: middles, frames and corners', async () => {
    const shape = (id: string, x: number, y: number, width: number, height: number): string => `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`;
    const { flows } = await importBpmn(model(`<process id="p"><startEvent id="s"/><task id="t"/><subProcess id="box"><task id="in"/></subProcess>${chain('s', 't', 'box')}</process>
      <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="p">${shape('s', 100, 82, 36, 36)}${shape('t', 300, 60, 100, 80)}${shape('box', 600, 0, 500, 260)}${shape('in', 700, 100, 100, 80)}
      <bpmndi:BPMNEdge bpmnElement="s_t"><di:waypoint x="136" y="100"/><di:waypoint x="300" y="100"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`));
    const { layout } = flows[0]!.file;
    expect(layout.nodes).toMatchObject({ s: { x: 100, y: 82 }, t: { x: 350 - 104, y: 100 - 30 }, box: { x: 600, y: 0, width: 500, height: 260 }, in: { x: 750 - 104, y: 140 - 30 } });
    expect(layout.edges).toEqual({ s_t: { points: [{ x: 136, y: 100 }, { x: 300, y: 100 }] } });
    expect(Object.keys(layout.nodes).sort()).toEqual(Object.keys(flows[0]!.file.nodes).sort());
  });

  it('that is not drawn at all is put in columns, with parts in their frames', async () => {
    const { file } = await processOf(`<startEvent id="s"/><task id="t"/><subProcess id="box"><task id="in"/><task id="on"/>${chain('in', 'on')}</subProcess>${chain('s', 't', 'box')}`);
    const { nodes } = file.layout;
    expect([nodes['s']!.x < nodes['t']!.x, nodes['t']!.x < nodes['box']!.x, nodes['in']!.x > nodes['box']!.x, nodes['on']!.x + 208 < nodes['box']!.x + nodes['box']!.width!]).toEqual([true, true, true, true]);
  });
});
