import { expect, it } from 'vitest';
import { textsOf } from '../../shell/texts/texts.ts';
import { incidentTold } from './incident-told.ts';

const incident = { code: 'SERVICE_UNAVAILABLE', params: { service: 'MongoDB' }, message: 'in English, as it was recorded' };

it('tells an incident from its code and parameters, and only that it stopped to who may not read the flow', () => {
  const { tell, t } = textsOf('en');
  expect(tell(incidentTold(incident)).message).toContain('MongoDB');
  expect(tell(incidentTold({ code: incident.code, params: undefined, message: incident.message })).message).toBe(t('fault.RUN_STEP_STOPPED'));
});
