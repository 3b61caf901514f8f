/** What can be wrong with a form's schema (found at publish) and with the data of a form (told at the field). */
import type { ErrorEntry } from '../../errors.ts';

const invalid = (message: string, hint: string): ErrorEntry => ({ family: 'invalid', status: 422, message, hint });

export const formErrors = {
  FORM_INVALID: invalid('The form has {count} faults.', 'Mend the fields named in the details.'),
  FORM_SCHEMA_SHAPE: invalid('"{keyword}" must be {wanted}.', 'Write it as JSON Schema 2020-12 has it.'),
  FORM_SCHEMA_DIALECT: invalid('The schema says it is {dialect}.', 'Use JSON Schema draft 2020-12, or leave $schema out.'),
  FORM_SCHEMA_TOO_LARGE: invalid('The schema is larger than {limit}.', 'Split the form, or use one definition in fewer places.'),
  FORM_SCHEMA_TOO_DEEP: invalid('The schema is nested deeper than {limit} levels.', 'Make inner groups forms of their own.'),
  FORM_KEYWORD_REFUSED: invalid('"{keyword}" is not used in forms.', '{instead}'),
  FORM_KEYWORD_UNKNOWN: invalid('"{keyword}" is no keyword and has no effect.', 'Remove it, or mend its spelling.'),
  FORM_REF_REMOTE: invalid('"{ref}" leads outside of this form.', 'Copy the definition into $defs and write "#/$defs/name".'),
  FORM_REF_MISSING: invalid('"{ref}" leads nowhere.', 'Define it in $defs, or mend its spelling.'),
  FORM_REF_CIRCLE: invalid('"{ref}" leads back to itself.', 'A form has an end: write the levels it really has.'),
  FORM_FORMAT_UNKNOWN: invalid('The format "{format}" is not checked.', 'Use date, time, date-time, duration, email, hostname, ipv4, ipv6, uri, uuid, or a pattern.'),
  FORM_PATTERN_REFUSED: invalid('The pattern {pattern} is refused: {problem}.', 'Write it without; say what may repeat once, in one place.'),
  FORM_NAME_REFUSED: invalid('A field cannot be named "{name}".', 'Choose another name.'),
  FORM_NOT_JSON: invalid('{field} is not data that can be stored.', 'Send texts, numbers, true, false, null, lists and objects only.'),
  FORM_DATA_TOO_LARGE: invalid('The form has more data than {limit}.', 'Attach long texts as files.'),
  FORM_DATA_TOO_DEEP: invalid('The data is nested deeper than {limit} levels.', 'Send only the fields of the form.'),
  FORM_PATTERN_COST: invalid('The texts are too long to be checked against their patterns.', 'Shorten the texts.'),
  FORM_REQUIRED: invalid('{field} is needed.', 'Fill it in.'),
  FORM_REQUIRED_FOR: invalid('"{field}" is needed for "{outcome}".', 'Fill it in.'),
  FORM_FIELD_UNKNOWN: invalid('{field} is no field of this form.', 'Leave it out.'),
  FORM_TYPE: invalid('{field} must be {wanted}.', 'Change the value.'),
  FORM_CHOICE: invalid('{field} must be one of: {choices}.', 'Pick one of them.'),
  FORM_CONST: invalid('{field} must be {wanted}.', 'Change the value.'),
  FORM_TOO_SHORT: invalid('{field} needs at least {limit} characters.', 'Write a little more.'),
  FORM_TOO_LONG: invalid('{field} may have at most {limit} characters.', 'Shorten it.'),
  FORM_PATTERN: invalid('{field} does not have the expected form.', '{help}'),
  FORM_FORMAT: invalid('{field} is no valid {format}.', 'For example: {example}.'),
  FORM_TOO_SMALL: invalid('{field} must be {limit} or more.', 'Enter a larger number.'),
  FORM_TOO_GREAT: invalid('{field} must be {limit} or less.', 'Enter a smaller number.'),
  FORM_NOT_ABOVE: invalid('{field} must be more than {limit}.', 'Enter a larger number.'),
  FORM_NOT_BELOW: invalid('{field} must be less than {limit}.', 'Enter a smaller number.'),
  FORM_STEP: invalid('{field} must be a multiple of {limit}.', 'Enter such a number.'),
  FORM_TOO_FEW: invalid('{field} needs at least {limit} entries.', 'Add entries.'),
  FORM_TOO_MANY: invalid('{field} may have at most {limit} entries.', 'Remove entries.'),
  FORM_DUPLICATES: invalid('{field} holds the same entry twice.', 'Remove one of them.'),
  FORM_DEPENDENT: invalid('{field} is needed because "{because}" is given.', 'Fill it in, or leave the other out.'),
  FORM_NO_MATCH: invalid('{field} fits none of the allowed forms.', 'Compare it with the description of the field.'),
} satisfies Record<string, ErrorEntry>;

export type FormCode = keyof typeof formErrors;
