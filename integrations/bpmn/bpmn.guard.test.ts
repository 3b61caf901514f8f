import { describe, expect, it } from 'vitest';
import { exportBpmn } from './bpmn.export.ts';
import { importBpmn } from './bpmn.import.ts';
import { bpmnLimits } from './bpmn.limits.ts';

const bytes = (text: string): { bytes: Uint8Array; isCut: boolean } => ({ bytes: new TextEncoder().encode(text), isCut: false });
const codes = async (text: string): Promise<[flows: number, codes: string[]]> => { const { flows, findings } = await importBpmn(bytes(text)); return [flows.length, findings.map(({ code }) => code)]; };
const model = (inside: string, before = ''): string => `<?xml version="1.0" encoding="UTF-8"?>${before}<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:v="urn:vendor" id="definitions" targetNamespace="t">${inside}</definitions>`;
const small = '<process id="p"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/><endEvent id="e"/></process>';

describe('a hostile model', () => {
  it('is refused where it declares a document type: no entity is ever declared, no other file ever named', async () => {
    const xxe = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 12 }, (_, at) => `<!ENTITY a${at} "${'&a;'.repeat(10)}">`).join('')}]>`;
    expect(await codes(model('<process id="p"><task id="t" name="&x;"/></process>', xxe))).toEqual([0, ['bpmn-doctype']]);
    expect(await codes(model('<process id="p"><documentation>&a11;</documentation><task id="t"/></process>', laughs))).toEqual([0, ['bpmn-doctype']]);
    expect(await codes(model(small, '<!doctype html>'))).toEqual([0, ['bpmn-doctype']]);
    // Said in a comment or in a text it is none.
    expect(await codes(model(`<!-- <!DOCTYPE d> --><documentation><![CDATA[<!DOCTYPE d>]]></documentation>${small}`))).toEqual([1, []]);
  });

  it('resolves no entity that nobody declared', async () => {
    const { flows } = await importBpmn(bytes(model('<process id="p"><startEvent id="s" name="&xxe; &amp; so on"/></process>')));
    expect(flows[0]?.file.nodes['s']?.name.en).toBe('&xxe; & so on');
  });

  it('is refused by its size before it is read', async () => {
    const started = performance.now();
    expect((await importBpmn({ bytes: new Uint8Array(50 * 1024 * 1024).fill(32), isCut: false })).findings).toMatchObject([{ code: 'file-too-large', severity: 'error' }]);
    expect((await importBpmn({ bytes: new Uint8Array(10), isCut: true })).findings).toMatchObject([{ code: 'file-too-large' }]);
    expect(await codes(model(`<process id="p">${'<task/>'.repeat(bpmnLimits.elements)}</process>`))).toEqual([0, ['bpmn-elements']]);
    expect(await codes(model(`<process id="p">${'<subProcess>'.repeat(5000)}${'</subProcess>'.repeat(5000)}</process>`))).toEqual([0, ['file-too-deep']]);
    expect(await codes(model('<v:a>'.repeat(500_000)))).toEqual([0, ['file-too-deep']]);
    expect(await codes(`${'<'.repeat(1_000_000)}`)).toEqual([0, expect.any(Array)]);
    expect(await codes(`<a ${'"'.repeat(1_000_001)}`)).toEqual([0, ['bpmn-xml']]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('is told from XML that is broken, from XML that is no BPMN, and from no XML', async () => {
    expect(await codes('<definitions')).toEqual([0, ['bpmn-xml']]);
    expect(await codes('')).toEqual([0, ['bpmn-xml']]);
    expect(await codes('{"formatVersion": 1}')).toEqual([0, ['bpmn-xml']]);
    expect(await codes('<html/>')).toEqual([0, ['bpmn-none']]);
    expect(await codes(model(''))).toEqual([0, ['bpmn-no-process']]);
    expect(await codes(model('<process id="p"/>'))).toEqual([0, ['bpmn-no-process']]);
    expect(await codes('\u0000\u0001\ufffe')).toEqual([0, ['bpmn-xml']]);
  });

  it('may lead in circles, at nothing, and at itself', async () => {
    const circles = `<process id="p"><startEvent id="s"/><task id="a" default="a"/><subProcess id="box" default="box"><task id="b"/><sequenceFlow id="f3" sourceRef="b" targetRef="b"/><sequenceFlow id="out" sourceRef="b" targetRef="a"/></subProcess>
      <boundaryEvent id="edge" attachedToRef="edge"><timerEventDefinition/></boundaryEvent><boundaryEvent id="loose"><timerEventDefinition/></boundaryEvent><boundaryEvent id="onEdge" attachedToRef="edge"/>
      <intermediateThrowEvent id="l1"><linkEventDefinition name="x"/></intermediateThrowEvent><intermediateCatchEvent id="l2"><linkEventDefinition name="x"/></intermediateCatchEvent>
      <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="a"/><sequenceFlow id="f4" sourceRef="a" targetRef="nowhere"/><sequenceFlow id="f5" sourceRef="f1" targetRef="p"/><sequenceFlow id="f6"/>
      <sequenceFlow id="f7" sourceRef="l2" targetRef="l1"/><sequenceFlow id="f8" sourceRef="a" targetRef="s"/><sequenceFlow id="f9" sourceRef="a" targetRef="box"/><callActivity id="self" calledElement="p"/><subProcess id="event" triggeredByEvent="true"><subProcess id="inner"/></subProcess></process>`;
    const { flows, findings, lost } = await importBpmn(bytes(model(circles)));
    expect(lost).toEqual([]);
    expect(flows).toHaveLength(1);
    expect(Object.keys(flows[0]!.file.nodes)).toEqual(expect.arrayContaining(['s', 'a', 'box', 'b']));
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['bpmn-left-out', 'bpmn-flow-lost', 'bpmn-unreachable', 'bpmn-unread']));
    const { xml } = exportBpmn(flows.map(({ file }) => file));
    for (const id of ['edge', 'loose', 'f6', 'out', 'self', 'event', 'inner']) expect(xml).toContain(`id="${id}"`);
  });

  it('may have ids and names that mean something to the machine', async () => {
    const { flows, findings, lost } = await importBpmn(bytes(model('<process id="constructor"><startEvent id="__proto__" v:toString="1" v:__proto__="2"><extensionElements><v:constructor prototype="1"/></extensionElements></startEvent><task id="täsk-ü" name="&lt;script>"/><sequenceFlow id="hasOwnProperty" sourceRef="__proto__" targetRef="täsk-ü"/></process>')));
    expect(flows[0]?.key).toBe('constructor_');
    expect(Object.keys(flows[0]!.file.nodes)).toEqual(['__proto___', 't_sk-_', 't_sk-_-end']);
    expect(flows[0]?.file.nodes['t_sk-_']?.name.en).toBe('<script>');
    expect(findings.map(({ code }) => code)).toEqual(['bpmn-id-changed', 'bpmn-id-changed', 'bpmn-id-changed']);
    expect(lost.map(({ element }) => element)).toEqual(['v:constructor/prototype']);
  });

  it('keeps steps whose ids begin with a digit or have letters of other languages, and everything that refers to them', async () => {
    const { flows, findings } = await importBpmn(bytes(model(`<process id="1-\u6d41\u7a0b"><startEvent id="\u5f00\u59cb"><outgoing>9f</outgoing></startEvent><task id="8-a" name="8-a" default="9f"/><boundaryEvent id="\u00fc" attachedToRef="8-a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
      <sequenceFlow id="9f" sourceRef="\u5f00\u59cb" targetRef="8-a"/></process>`)));
    const [{ key, file }] = flows as [(typeof flows)[number]];
    expect([key, Object.keys(file.nodes).sort(), file.nodes['_8-a']?.name.en, file.nodes['_']?.attachedTo]).toEqual(['_1-__', ['_', '_-end', '_8-a', '_8-a-end', '__'].sort(), '8-a', '_8-a']);
    expect(file.edges['_9f']).toMatchObject({ from: '__', to: '_8-a' });
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const { xml } = exportBpmn([file]);
    for (const written of ['<process id="1-\u6d41\u7a0b"', '<startEvent id="\u5f00\u59cb"', '<outgoing>9f</outgoing>', '<task id="8-a" name="8-a" default="9f"', 'id="\u00fc" attachedToRef="8-a"', 'id="9f" sourceRef="\u5f00\u59cb" targetRef="8-a"']) expect(xml).toContain(written);
  });

  it('is read in a time that grows with its size', async () => {
    const started = performance.now();
    const many = Array.from({ length: 1_500 }, (_, at) => `<task id="t${at}"/><sequenceFlow id="f${at}" sourceRef="t${at}" targetRef="t${at + 1}"/>`).join('');
    expect((await importBpmn(bytes(model(`<process id="p">${many}</process>`)))).findings.map(({ code }) => code)).toContain('nodes-too-many');
    const parts = Array.from({ length: 1_100 }, (_, at) => `<subProcess id="b${at}"><task id="c${at}"/></subProcess>`).join('');
    expect((await importBpmn(bytes(model(`<process id="p">${parts}</process>`)))).flows).toHaveLength(1);
    const long = (text: string): string => text.repeat(300_000);
    await importBpmn(bytes(model(`<process id="9"><userTask id="a" v:candidateUsers="${long('${,')}"/><scriptTask id="b"><script>${long('a=1;')}</script></scriptTask><task id="c"><incoming>${long(' ')}x</incoming></task><sequenceFlow id="f" sourceRef="a" targetRef="b"><conditionExpression>${long('(')}</conditionExpression></sequenceFlow></process>`)));
    expect(performance.now() - started).toBeLessThan(40_000);
  });

  it('is read in the encoding it says', async () => {
    const latin = Uint8Array.from([...'<?xml version="1.0" encoding="ISO-8859-1"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="s" name="Pr\u00fcfung"/></process></definitions>'].map((sign) => sign.charCodeAt(0)));
    const wide = new Uint8Array([0xff, 0xfe, ...new Uint8Array(Uint16Array.from([...model('<process id="p"><startEvent id="s" name="\u68c0\u67e5"/></process>').replace('UTF-8', 'UTF-16')].map((sign) => sign.charCodeAt(0))).buffer)]);
    for (const [content, name] of [[latin, 'Pr\u00fcfung'], [wide, '\u68c0\u67e5']] as const) {
      const { flows, findings } = await importBpmn({ bytes: content, isCut: false });
      expect([flows[0]?.file.nodes['s']?.name.en, findings]).toEqual([name, []]);
    }
  });
});
