/** Forms can be checked anywhere, and are used. */
import { checkForm } from '../../form/form.ts';
import { framedFinding } from '../../finding.ts';
import type { Finding } from '../../flow.schema.ts';
import { atFlow, type FlowRule } from '../flow.view.ts';

export const formsRule: FlowRule = {
  rule: 'forms',
  about: 'A form whose schema cannot be checked refuses everything people fill in.',
  check(flow) {
    const used = new Set([...flow.nodes.values()].map((node) => node.config['form']).filter((form) => typeof form === 'string'));
    return Object.entries(flow.file.forms).flatMap(([key, form]): Finding[] => {
      const called = form.title.en.trim() === '' ? key : form.title;
      return [
        ...checkForm(form.schema).map((fault) => framedFinding(fault, 'frame.form', { form: called }, { path: `/forms/${key}/schema${fault.path}` })),
        ...(form.schema['type'] !== 'object' || typeof form.schema['properties'] !== 'object' ? [atFlow('form-fields', `/forms/${key}/schema`, { form: called })] : []),
        ...(used.has(key) ? [] : [atFlow('form-unused', `/forms/${key}`, { form: called }, { severity: 'info' })]),
      ];
    });
  },
};
