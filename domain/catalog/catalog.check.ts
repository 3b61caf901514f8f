/** What must be mended before an item may be published. Pure: the server refuses by it, the editor shows it while somebody types. */
import { errorDetail, type ErrorDetail } from '../errors.ts';
import { checkExpression } from '../flow/feel/feel.ts';
import { checkForm } from '../flow/form/form.ts';
import { fieldsOf } from '../flow/form/form.live.fields.ts';
import type { ItemContent } from './catalog.schema.ts';

/** What exists beside the item. */
export interface Surroundings { ticketTypes: readonly string[]; categories: readonly string[]; teams: readonly string[] }

/** Every fault, with a pointer into the item. Empty: it may be published. */
export function checkItem(content: ItemContent, known: Surroundings): ErrorDetail[] {
  const fields = fieldsOf(content.form.schema);
  const names = Object.keys(fields ?? {});
  return [
    ...(known.ticketTypes.includes(content.ticketType) ? [] : [errorDetail('CATALOG_TYPE_UNKNOWN', '/ticketType', { type: content.ticketType })]),
    ...(known.categories.includes(content.category) ? [] : [errorDetail('CATALOG_CATEGORY_UNKNOWN', '/category', { category: content.category })]),
    ...[...(content.team === null ? [] : [content.team]), ...content.visibility.teams].filter((team) => !known.teams.includes(team)).map((team) => errorDetail('CATALOG_TEAM_UNKNOWN', team === content.team ? '/team' : '/visibility/teams', { team })),
    ...(fields === null || content.form.schema['type'] !== 'object' ? [errorDetail('CATALOG_FORM_FIELDS', '/form/schema')] : []),
    ...checkForm(content.form.schema).filter(({ severity }) => severity === 'error').map(({ code, params, path, message, fix }): ErrorDetail => ({ path: `/form/schema${path}`, code, params, message, fix })),
    ...(['objectField', 'descriptionField'] as const).flatMap((part) => { const field = content[part]; return field === null || names.includes(field) ? [] : [errorDetail('CATALOG_FIELD_UNKNOWN', `/${part}`, { field })]; }),
    ...(content.subject === null ? [] : checkExpression(content.subject, { variables: { ...Object.fromEntries(names.map((name) => [name, 'any'])), item: 'string', titles: 'context' } })
      .filter(({ severity }) => severity === 'error').map(({ code, params, message, fix }): ErrorDetail => ({ path: '/subject', code, params, message, fix }))),
  ];
}
