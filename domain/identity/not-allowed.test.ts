import { expect, it } from 'vitest';
import { errorShape } from '../errors.ts';
import { actions } from './identity.schema.ts';
import { notAllowed } from './not-allowed.ts';

it('says in words what roles do not allow, whatever the right', () => {
  const { code, params } = notAllowed('flow.publish');
  expect(errorShape(code, params).message).toBe('Your roles do not allow you to publish this flow.');
  for (const action of actions) expect(errorShape('NOT_ALLOWED', notAllowed(action).params).message).not.toContain(action);
});
