/** What stands around a flow that came from no model. */
import { treeOf, modelNamespace, type Tree } from './bpmn.tree.ts';

export const drawingNamespaces = { bpmndi: 'http://www.omg.org/spec/BPMN/20100524/DI', dc: 'http://www.omg.org/spec/DD/20100524/DC', di: 'http://www.omg.org/spec/DD/20100524/DI', xsi: 'http://www.w3.org/2001/XMLSchema-instance' };
export const plainNamespaces: Readonly<Record<string, string>> = { '': modelNamespace, ...drawingNamespaces };
export const plainModel: Readonly<Record<string, string>> = { id: 'signalbox-flows', targetNamespace: 'urn:signalbox:flows', exporter: 'Signalbox' };
export const plainProcess: Readonly<Record<string, string>> = { isExecutable: 'true' };
/** `prefix`: of the elements of diagrams. */
export const plainDiagram = (process: string, prefix: string): Tree => treeOf(`${prefix}:BPMNDiagram`, { id: `${process}_diagram` }, [treeOf(`${prefix}:BPMNPlane`, { id: `${process}_plane`, bpmnElement: process })]);
