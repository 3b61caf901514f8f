import { beforeAll, describe, expect, it } from 'vitest';
import { addNode, changeEdge, changeNode, connect, duplicate, insertOnEdge, moveNodes, redirect, remove, setRepeat } from '#domain/flow/edit/edits';
import { parseFlowFile } from '#domain/flow/file/flow.file';
import { flowFileSchema, type FlowFile, type FlowNode } from '#domain/flow/flow.schema';
import type { Json } from '#domain/values';
import { differences, readModel, type ReadModel } from './bpmn.difference.ts';
import { exportBpmn } from './bpmn.export.ts';
import { importBpmn } from './bpmn.import.ts';

const shape = (id: string, x: number, y: number, width = 100, height = 80, more = ''): string => `<bpmndi:BPMNShape id="S_${id}" bpmnElement="${id}" camunda:color="red"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/>${more}</bpmndi:BPMNShape>`;
const line = (id: string, ...corners: [number, number][]): string => `<bpmndi:BPMNEdge id="E_${id}" bpmnElement="${id}">${corners.map(([x, y]) => `<di:waypoint x="${x}" y="${y}"/>`).join('')}</bpmndi:BPMNEdge>`;
const source = `<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="defs" targetNamespace="t" exporter="Somebody">
  <b:message id="m1" name="Paid"/><b:collaboration id="c"><b:participant id="pool" name="Desk" processRef="p"/></b:collaboration>
  <b:process id="p" isExecutable="true"><b:laneSet id="ls"><b:lane id="lane"><b:flowNodeRef>ask</b:flowNodeRef><b:flowNodeRef>late</b:flowNodeRef></b:lane></b:laneSet>
    <b:startEvent id="s"><b:outgoing>f1</b:outgoing></b:startEvent>
    <b:userTask id="ask" name="Ask  her" camunda:assignee="ann" camunda:formKey="k"><b:documentation>As told.</b:documentation><b:extensionElements><camunda:properties><camunda:property name="a" value="1"/></camunda:properties></b:extensionElements><b:incoming>f1</b:incoming><b:outgoing>f2</b:outgoing><b:outgoing>f3</b:outgoing></b:userTask>
    <b:intermediateCatchEvent id="paid"><b:incoming>f2</b:incoming><b:messageEventDefinition id="md" messageRef="m1"/></b:intermediateCatchEvent>
    <b:boundaryEvent id="late" attachedToRef="ask"><b:outgoing>f4</b:outgoing><b:timerEventDefinition id="td"><b:timeDuration xsi:type="b:tFormalExpression">P1D</b:timeDuration></b:timerEventDefinition></b:boundaryEvent>
    <b:task id="other"><b:incoming>f3</b:incoming><b:incoming>f4</b:incoming></b:task>
    <b:sequenceFlow id="f1" sourceRef="s" targetRef="ask"/><b:sequenceFlow id="f2" name="yes" sourceRef="ask" targetRef="paid"><b:conditionExpression xsi:type="b:tFormalExpression">\${n &gt; 1}</b:conditionExpression></b:sequenceFlow>
    <b:sequenceFlow id="f3" sourceRef="ask" targetRef="other"><b:conditionExpression xsi:type="b:tFormalExpression" language="feel">n = 0</b:conditionExpression></b:sequenceFlow><b:sequenceFlow id="f4" sourceRef="late" targetRef="other"/>
    <b:textAnnotation id="note"><b:text>Mind</b:text></b:textAnnotation><b:association id="as" sourceRef="other" targetRef="note"/>
  </b:process>
  <bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="c">${shape('pool', 0, 0, 900, 400)}${shape('s', 50, 82, 36, 36)}${shape('ask', 150, 60, 100.5, 80.25)}${shape('paid', 350, 82, 36, 36)}${shape('late', 180, 120, 36, 36)}${shape('other', 350, 200)}${shape('note', 600, 200)}
  ${line('f1', [86, 100], [150, 100])}${line('f2', [250, 100], [350, 100])}${line('f3', [250, 130], [300, 130], [300, 240], [350, 240])}${line('f4', [198, 156], [198, 240], [350, 240])}${line('as', [450, 240], [600, 240])}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></b:definitions>`;

const bytes = (xml: string): { bytes: Uint8Array; isCut: boolean } => ({ bytes: new TextEncoder().encode(xml), isCut: false });
let file: FlowFile;
let before: ReadModel;
beforeAll(async () => {
  const read = await importBpmn(bytes(source));
  expect([read.lost, read.flows.length]).toEqual([[], 1]);
  file = read.flows[0]!.file;
  before = await readModel(source);
});

/** What of the model is another after a change of the flow; the flow itself has to come back from it. */
async function changed(flow: FlowFile): Promise<string[]> {
  const { xml, lost } = exportBpmn([flow]);
  const after = await readModel(xml);
  expect([lost, after.warnings]).toEqual([[], []]);
  const again = (await importBpmn(bytes(xml))).flows[0]!.file;
  expect(meaning(again)).toEqual(meaning(flow));
  return differences(before, after, true);
}
/** Without what was kept; two imports keep the same in another way once a step says itself what it is. */
const meaning = ({ layout: _, extension: _beyond, nodes, edges, ...rest }: FlowFile): unknown => ({
  ...rest, nodes: Object.fromEntries(Object.entries(nodes).map(([id, { extension: _one, ...node }]) => [id, node])), edges: Object.fromEntries(Object.entries(edges).map(([id, { extension: _one, ...edge }]) => [id, edge])),
});
const about = (lines: readonly string[], id: string): string[] => lines.filter((one) => one.includes(`#${id} `));

describe('the start of a flow that a message or a schedule begins', () => {
  it.each([
    [{ trigger: 'message', message: 'Paid', title: 'x' }, 'messageEventDefinition', ''],
    [{ trigger: 'schedule', schedule: { by: 'every', every: 'PT6H', from: '2026-01-05' } }, 'timerEventDefinition', 'R/2026-01-05T00:00:00/PT6H'],
    [{ trigger: 'schedule', schedule: { by: 'week', weekdays: ['thu', 'mon'], times: ['08:30', '16:30'], zone: 'Europe/Berlin' } }, 'timerEventDefinition', '30 8,16 * * mon,thu'],
    [{ trigger: 'schedule', schedule: { by: 'month', monthDays: [1, -1], times: ['08:00'] } }, 'timerEventDefinition', '0 8 1,L * *'],
    [{ trigger: 'schedule', schedule: { by: 'cron', cron: '*/5 * * * *' } }, 'timerEventDefinition', '*/5 * * * *'],
  ])('is BPMN’s, and the same when it is read again: %j', async (config, element, body) => {
    const flow = flowFileSchema.parse({ formatVersion: 1, key: 'begun', name: { en: 'Begun' }, nodes: { s: { kind: 'start', name: { en: 's' }, config }, e: { kind: 'end', name: { en: 'e' } } }, edges: { e1: { from: 's', to: 'e', order: 0 } } });
    const { xml } = exportBpmn([flow]);
    expect(xml).toContain(element);
    expect(xml).toContain(body);
    expect((await importBpmn(bytes(xml))).flows[0]!.file.nodes['s']!.config).toEqual(config);
  });
});

describe('the export of a flow that came from a model', () => {
  it('is that model, and keeps neither its text nor a second truth', async () => {
    expect(await changed(file)).toEqual([]);
    expect(file.nodes['ask']!.extension!['bpmn']).toEqual({
      tag: 'userTask', at: 2, name: 'Ask  her', attributes: { 'camunda:assignee': 'ann', 'camunda:formKey': 'k' }, mark: expect.any(String) as unknown,
      children: [{ tag: 'documentation' }, { tag: 'extensionElements', children: [{ tag: 'camunda:properties', children: [{ tag: 'camunda:property', attributes: { name: 'a', value: '1' } }] }] }],
      shape: { id: 'S_ask', at: 2, attributes: { 'camunda:color': 'red' }, width: 100.5, height: 80.25 },
    });
    expect(file.edges['f3']!.extension!['bpmn']).toEqual({ at: 8, mark: expect.any(String) as unknown, children: [{ tag: 'conditionExpression', attributes: { 'xsi:type': 'b:tFormalExpression', language: 'feel' } }], line: { id: 'E_f3', at: 9, mark: expect.any(String) as unknown } });
  });

  it('says what the flow says by now: names, words, ends, conditions', async () => {
    expect(await changed(changeNode(file, 'ask', { name: { en: 'Ask him' } }))).toEqual(['- #ask name[] = Ask  her | Ask him', '+ #ask name[] = Ask him | Ask  her']);
    expect(await changed(changeNode(file, 'ask', { description: { en: 'Otherwise.' } }))).toEqual([expect.stringMatching(/^- #ask\/documentation\S* text\[\] = As told\. \| Otherwise\.$/), expect.stringMatching(/^\+/)]);
    expect(await changed(changeEdge(file, 'f2', { name: { en: 'no' } }))).toEqual(['- #f2 name[] = yes | no', '+ #f2 name[] = no | yes']);
    const conditions = await changed(changeEdge(file, 'f2', { condition: 'n > 2' }));
    expect(conditions.filter((one) => one.includes('#f2'))).toEqual([expect.stringMatching(/^- #f2\/conditionExpression\S* body\[\] = \$\{n > 1\} \| n > 2$/), expect.stringMatching(/^\+.*language\[\] = .*FEEL/), expect.stringMatching(/^\+.*body/)]);
    const ended = await changed(redirect(file, 'f4', 'paid'));
    expect(ended).toContain('+ #f4 targetRef~paid = paid | undefined');
    expect(await changed({ ...file, name: { en: 'Front desk' } })).toEqual(['- #pool name[] = Desk | Front desk', '+ #pool name[] = Front desk | Desk']);
  });

  it('lets go of what a removed step took along, and of what led to it', async () => {
    const lines = await changed(remove(file, ['late']));
    expect(lines.filter((one) => /^[-] bpmn/.test(one))).toEqual(['- bpmn:BoundaryEvent #late', '- bpmn:TimerEventDefinition #td', expect.stringContaining('timeDuration'), '- bpmn:SequenceFlow #f4', '- bpmndi:BPMNShape #S_late', '- bpmndi:BPMNEdge #E_f4']);
    expect(lines.some((one) => one === '- #lane flowNodeRef~late = late | undefined')).toBe(true);
    const { xml, lost } = exportBpmn([remove(file, ['other'])]);
    expect([lost.map(({ element }) => element), (await readModel(xml)).warnings]).toEqual([['as'], []]);
  });

  it('draws what was moved where it is now, with its size and colour', async () => {
    const { x, y } = file.layout.nodes['ask']!;
    const lines = await changed(moveNodes(file, { ask: { x: x + 10, y: y + 300 } }));
    expect(about(lines, 'S_ask/bounds[0:dc:Bounds]')).toEqual(['- #S_ask/bounds[0:dc:Bounds] x[] = 150 | 160', '- #S_ask/bounds[0:dc:Bounds] y[] = 60 | 360', ...['x', 'y'].map((name) => expect.stringMatching(new RegExp(`^\\+.*${name}\\[\\]`)) as unknown)]);
    expect(lines.filter((one) => one.startsWith('- #S_') && !/S_(ask|late)/.test(one))).toEqual([]);
  });

  it('has steps that were added, as BPMN has them, and what it has no word for beside them', async () => {
    const approval: FlowNode = { kind: 'approval', name: { en: 'Agree', zh: '同意' }, ticketState: 'waiting', mutex: 'desk', lock: { name: 'router', key: '=ci', limit: 'PT1H' }, config: { assignments: [{ by: 'relation', relation: 'requester' }], rule: 'all' } };
    const put = insertOnEdge(file, 'f4', approval, { x: 300, y: 300 }, 'approved');
    const lines = await changed(put.file);
    expect(lines).toContain(`+ bpmn:UserTask #${put.id}`);
    expect(lines).toContain(`+ #f4 targetRef~${put.id} = ${put.id} | undefined`);
    const alone = addNode(file, { kind: 'timer', name: { en: 'Wait' }, config: { mode: 'duration', value: 'PT1H' } }, { x: 0, y: 600 });
    const joined = connect(connect(alone.file, { from: 'other', to: alone.id, outcome: 'done' }).file, { from: alone.id, to: 'other' });
    expect(exportBpmn([joined.file]).xml).toMatch(/<b:timeDuration[^>]*>PT1H</);
  });

  it('says of a step that does something else now what it does, and keeps the rest of it', async () => {
    const node = file.nodes['ask']!;
    const asked = await changed(changeNode(file, 'ask', { config: { ...node.config, assignments: [{ by: 'team', team: 'desk' }] } }));
    expect(asked.filter((one) => one.startsWith('-') && !one.includes('extensionElements'))).toEqual(['- #ask @camunda:assignee = ann | undefined']);
    const timed = await changed(changeNode(file, 'late', { config: { ...file.nodes['late']!.config, value: 'P2D' } }));
    expect(timed.filter((one) => one.startsWith('-'))).toEqual([expect.stringContaining('body[] = P1D | P2D')]);
    const waiting = await changed(changeNode(file, 'paid', { config: { message: 'Refused' } }));
    expect(waiting.filter((one) => one.startsWith('-') && one.includes('#md'))).toEqual([expect.stringContaining('messageRef')]);
    expect((await changed(setRepeat(file, 'ask', { mode: 'parallel', count: '3' }, 'done'))).some((one) => one.includes('bpmn:MultiInstanceLoopCharacteristics'))).toBe(true);
    expect((await changed({ ...file, variables: { ...file.variables, more: { type: 'number', initial: 1 } }, ticketType: 'incident' })).every((one) => one.includes('extensionElements'))).toBe(true);
  });

  it('writes no step that was only added when it was read, until somebody changes it', async () => {
    expect(file.nodes['ask-ways']).toMatchObject({ kind: 'inclusive', extension: { bpmn: { isInvented: true } } });
    const named = await changed(changeNode(file, 'ask-ways', { name: { en: 'Which?' } }));
    expect(named).toContain('+ bpmn:InclusiveGateway #ask-ways');
    expect(named).toContain('+ #f2 sourceRef~ask-ways = ask-ways | undefined');
    const ended = Object.keys(file.nodes).find((id) => id === 'other-end')!;
    expect(await changed(changeNode(file, ended, { kind: 'terminate' }))).toContain(`+ bpmn:EndEvent #${ended}`);
    expect(await changed(remove(redirect(file, 'other-to-end', 'paid'), ['other-end']))).toContain('+ bpmn:SequenceFlow #other-to-end');
  });

  it('gives copies ids of their own', async () => {
    const { file: copied, ids } = duplicate(file, ['ask'], { x: 0, y: 300 });
    const { xml } = exportBpmn([copied]);
    expect((await readModel(xml)).warnings).toEqual([]);
    for (const id of ids) expect(xml).toContain(` id="${id}"`);
    expect(new Set([...xml.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)).size).toBe([...xml.matchAll(/\sid="[^"]+"/g)].length);
  });
});

describe('flows that are written together', () => {
  it('stay apart, whatever they have in common', async () => {
    const { xml } = exportBpmn([file, file]);
    const ids = [...xml.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect([new Set(ids).size, (await readModel(xml)).warnings]).toEqual([ids.length, []]);
    expect((await importBpmn(bytes(xml))).flows.map(({ file: one }) => Object.keys(one.nodes).length)).toEqual([Object.keys(file.nodes).length, Object.keys(file.nodes).length]);
  });
});

describe('a file with an extension nobody wrote', () => {
  it.each([
    ['no tree', 7], ['an unwritable name', { tag: 'a b><c', attributes: { 'x="1" y': '2' } }], ['text that is none', { tag: 'userTask', name: '\u0000\ud800' }], ['a foreign prefix', { tag: 'evil:thing', attributes: { 'evil:a': '1' }, children: [{ tag: 'evil:b' }] }],
    ['ids of others', { tag: 'userTask', id: 's', children: [{ tag: 'ioSpecification', attributes: { id: 's' } }] }], ['ends of its own', { tag: 'userTask', attributes: { id: 'x', sourceRef: 'x' }, isInvented: true, mark: 'x', of: 'nobody' }],
  ])('is written all the same, as a model that can be read: %s', async (_, bpmn) => {
    const spoiled = (holder: object): object => ({ ...holder, extension: { bpmn: bpmn as Json } });
    const flow = flowFileSchema.parse({ ...file, nodes: Object.fromEntries(Object.entries(file.nodes).map(([id, node]) => [id, id === 'ask' || id === 'paid' ? spoiled(node) : node])), edges: Object.fromEntries(Object.entries(file.edges).map(([id, edge]) => [id, id === 'f1' ? spoiled(edge) : edge])) });
    const { xml } = exportBpmn([flow]);
    expect((await readModel(xml)).warnings.filter((warning) => /unresolved|duplicate/.test(warning))).toEqual([]);
    expect((await importBpmn(bytes(xml))).flows).toHaveLength(1);
    const whole = flowFileSchema.parse({ ...file, extension: { bpmn: bpmn as Json } });
    expect((await importBpmn(bytes(exportBpmn([whole]).xml))).flows).toHaveLength(1);
  });
});

describe('a model that is too much for a flow file', () => {
  it('is kept as far as it goes, and what is not is told', async () => {
    const deep = `<b:extensionElements>${'<camunda:in>'.repeat(60)}x${'</camunda:in>'.repeat(60)}</b:extensionElements>`;
    const long = `<b:documentation>${'word '.repeat(300_000)}</b:documentation>`;
    const xml = source.replace('<b:laneSet', `${deep}${long}${long}<b:laneSet`);
    const { flows, lost } = await importBpmn(bytes(xml));
    expect(parseFlowFile(flows[0]!.file).ok).toBe(true);
    expect(lost.map(({ type, reason }) => [type, reason])).toEqual(expect.arrayContaining([['camunda:in', expect.stringContaining('too deep')], ['documentation', expect.stringContaining('too large')]]));
    expect((await readModel(exportBpmn([flows[0]!.file]).xml)).elements.has('#note')).toBe(true);
  });
});
