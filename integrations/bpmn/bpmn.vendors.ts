/** Attributes and elements of engines that are read, by their names without prefix. */
import { peopleNames } from './bpmn.people.ts';
import { machineNames } from './bpmn.scripts.ts';

export const readNames: ReadonlySet<string> = new Set([...peopleNames, ...machineNames, 'collection', 'elementVariable', 'loopCharacteristics', 'errorMessageVariable', 'errorVariableName']);
