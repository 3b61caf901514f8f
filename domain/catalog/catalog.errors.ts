/** What can go wrong with the catalogue, its items, and what is asked for by them. */
import type { ErrorEntry } from '../errors.ts';

export const catalogErrors = {
  CATALOG_ANSWERS_INVALID: { family: 'invalid', status: 422, message: 'The form is not filled in as it must be.', hint: 'Mend the fields named below; what you typed is kept.' },
  CATALOG_ITEM_CHANGED: { family: 'conflict', status: 409, message: 'The form "{item}" was changed while you filled it in.', hint: 'Load it again; what you typed is kept.' },
  CATALOG_ITEM_INVALID: { family: 'invalid', status: 422, message: 'The item cannot be published as it is.', hint: 'Mend what is named below; the draft is kept.' },
  CATALOG_CATEGORY_USED: { family: 'conflict', status: 409, message: 'Items are in this category: {items}.', hint: 'Move them to another category first.' },
  CATALOG_TYPE_UNKNOWN: { family: 'invalid', status: 422, message: 'There is no kind of ticket "{type}".', hint: 'Choose one of the list.' },
  CATALOG_CATEGORY_UNKNOWN: { family: 'invalid', status: 422, message: 'There is no category "{category}".', hint: 'Choose one of the list, or make it first.' },
  CATALOG_TEAM_UNKNOWN: { family: 'invalid', status: 422, message: 'There is no team "{team}".', hint: 'Choose one of the list.' },
  CATALOG_FIELD_UNKNOWN: { family: 'invalid', status: 422, message: 'The form has no field "{field}".', hint: 'Name a field of the form.' },
  CATALOG_FORM_FIELDS: { family: 'invalid', status: 422, message: 'The form has no fields.', hint: 'Write an object with "properties".' },
} satisfies Record<string, ErrorEntry>;
