/** Forms can be checked anywhere, and are used. */
import { checkForm } from '../../form/form.ts';
import type { Finding } from '../../flow.schema.ts';
import { atFlow, type FlowRule } from '../flow.view.ts';

export const formsRule: FlowRule = {
  rule: 'forms',
  about: 'A form whose schema cannot be checked refuses everything people fill in.',
  check(flow) {
    const used = new Set([...flow.nodes.values()].map((node) => node.config['form']).filter((form) => typeof form === 'string'));
    return Object.entries(flow.file.forms).flatMap(([key, form]): Finding[] => [
      ...checkForm(form.schema).map((fault) => atFlow(fault.code, `/forms/${key}/schema${fault.path}`, `The form "${form.title.en}": ${fault.message}`, fault.fix, { severity: fault.severity })),
      ...(form.schema['type'] !== 'object' || typeof form.schema['properties'] !== 'object' ? [atFlow('form-fields', `/forms/${key}/schema`, `The form "${form.title.en}" has no fields.`, 'Make it an object with properties: each property is a field.')] : []),
      ...(used.has(key) ? [] : [atFlow('form-unused', `/forms/${key}`, `No step uses the form "${form.title.en}".`, 'Choose it in a task, or remove it.', { severity: 'info' })]),
    ]);
  },
};
