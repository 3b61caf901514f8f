import { describe, expect, it } from 'vitest';
import { textsOf } from '../../shell/texts/texts.ts';
import { formValidatorOf, propertyOf, withoutEmpty } from './form-validator.ts';

const formValidator = formValidatorOf(textsOf('en'));
const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string', title: 'Name', minLength: 1 }, people: { type: 'array', items: { type: 'object', required: ['mail'], properties: { mail: { type: 'string', title: 'Mail' } } } } } } as const;

describe('the form validator', () => {
  it('finds nothing wrong with good data', () => expect(formValidator.validateFormData({ name: 'x' }, schema as never).errors).toEqual([]));
  it('puts each fault at its field, in the field\'s words', () => {
    const { errors, errorSchema } = formValidator.validateFormData({ people: [{ mail: 'a' }, {}] }, schema as never);
    expect(errors.map((error) => error.property)).toEqual(['.name', '.people.1.mail']);
    expect((errorSchema as Record<string, { __errors?: string[] }>)['name']?.__errors?.[0]).toContain('Name');
  });
  it('takes an emptied field for a missing one', () => {
    expect(withoutEmpty({ name: undefined, list: [undefined], deep: { a: undefined, b: null } })).toEqual({ list: [null], deep: { b: null } });
    expect(formValidator.validateFormData({ name: undefined }, schema as never).errors).toHaveLength(1);
  });
  it('chooses a branch by the same rules', () => {
    expect(formValidator.isValid({ type: 'string' } as never, 'x', {})).toBe(true);
    expect(formValidator.isValid({ type: 'string' } as never, 5, {})).toBe(false);
  });
  it('reads pointers with escapes', () => expect(propertyOf('/a~1b/0/c~0d')).toBe('.a/b.0.c~d'));
});
