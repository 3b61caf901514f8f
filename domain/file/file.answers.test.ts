import { describe, expect, it } from 'vitest';
import { checkForm, validateForm } from '../flow/form/form.ts';
import { filesIn, takesFiles } from './file.answers.ts';

const schema = {
  type: 'object',
  properties: {
    photo: { type: 'string', format: 'file' }, proofs: { type: 'array', items: { type: 'string', format: 'file' } }, name: { type: 'string' },
    group: { type: 'object', properties: { scan: { type: 'string', format: 'file' } } },
  },
} as const;

describe('files in the answers of a form', () => {
  it('are those of fields that take files, one or several, with where they stand', () => {
    expect(filesIn(schema as never, { photo: 'f1', proofs: ['f2', 'f3'], name: 'f4', group: { scan: 'f5' }, other: 'f6' })).toEqual([{ path: '/photo', id: 'f1' }, { path: '/proofs/0', id: 'f2' }, { path: '/proofs/1', id: 'f3' }, { path: '/group/scan', id: 'f5' }]);
  });
  it('are none where nothing or something else was answered', () => expect(filesIn(schema as never, { photo: '', proofs: [7, null], group: 'x' })).toEqual([]));
  it('belong to a field of a form that may be published', () => {
    expect(checkForm(schema as never)).toEqual([]);
    expect(validateForm(schema as never, { photo: 'f1' })).toMatchObject({ ok: true });
    expect([schema.properties.photo, schema.properties.proofs, schema.properties.name].map((field) => takesFiles(field as never))).toEqual([true, true, false]);
  });
});
