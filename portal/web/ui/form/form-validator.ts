/** Lets the form library validate with our own eval-free validator: the same answers as API and workflow give. */
import { createErrorHandler, toErrorSchema, unwrapErrorHandler, validationDataMerge, type CustomValidator, type ErrorTransformer, type RJSFSchema, type RJSFValidationError, type UiSchema, type ValidationData, type ValidatorType } from '@rjsf/utils';
import { validateForm, type FormSchema } from '#domain/flow/form/form';
import type { Json } from '#domain/values';
import type { Texts } from '../../shell/texts/texts.ts';

/** "/people/0/name" -> ".people.0.name", as the form library names fields. */
export const propertyOf = (pointer: string): string => pointer.split('/').slice(1).map((part) => `.${part.replace(/~1/g, '/').replace(/~0/g, '~')}`).join('');

const errorsOf = (schema: RJSFSchema, data: unknown, tell: Texts['tell']): RJSFValidationError[] => {
  const answer = validateForm(schema as FormSchema, withoutEmpty(data));
  return answer.ok ? [] : answer.details.map((detail) => { const { message } = tell(detail); return { name: detail.code, property: propertyOf(detail.path), message, stack: message, params: {} }; });
};

/** What was typed and emptied again is not there: an untouched field is missing, not an invalid undefined. */
export function withoutEmpty(data: unknown): Json {
  if (Array.isArray(data)) return data.map((item: unknown) => (item === undefined ? null : withoutEmpty(item)));
  if (typeof data !== 'object' || data === null) return (data ?? {}) as Json;
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined).map(([name, value]) => [name, value === null ? null : withoutEmpty(value)]));
}

/** A validator that tells its faults in the reader's language. */
export const formValidatorOf = ({ tell }: Pick<Texts, 'tell'>): ValidatorType => ({
  validateFormData<T>(data: T | undefined, schema: RJSFSchema, customValidate?: CustomValidator<T>, transformErrors?: ErrorTransformer<T>, uiSchema?: UiSchema<T>): ValidationData<T> {
    const errors = transformErrors ? transformErrors(errorsOf(schema, data, tell), uiSchema) : errorsOf(schema, data, tell);
    const found: ValidationData<T> = { errors, errorSchema: toErrorSchema<T>(errors) };
    if (!customValidate) return found;
    const handler = customValidate(data, createErrorHandler<T>(data as T), uiSchema);
    return validationDataMerge<T>(found, unwrapErrorHandler<T>(handler));
  },
  // Asked by the library to choose among branches of a schema; the branch may point into the root's definitions.
  isValid: (schema, data, root) => {
    const branch = typeof schema === 'object' && schema !== null && root.$defs && !('$defs' in schema) ? { ...schema, $defs: root.$defs } : schema;
    return validateForm(branch as FormSchema, withoutEmpty(data)).ok;
  },
  rawValidation: <Result>(schema: RJSFSchema, data?: unknown) => ({ errors: errorsOf(schema, data, tell) as Result[] }),
});
