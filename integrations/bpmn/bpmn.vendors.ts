/** Attributes and elements of engines that are read, by their names without prefix. */
import { callNames } from './bpmn.calls.ts';
import { peopleNames } from './bpmn.people.ts';
import { machineNames } from './bpmn.scripts.ts';

export const readNames: ReadonlySet<string> = new Set([...peopleNames, ...machineNames, ...callNames, 'collection', 'elementVariable', 'loopCharacteristics', 'errorMessageVariable', 'errorVariableName']);
