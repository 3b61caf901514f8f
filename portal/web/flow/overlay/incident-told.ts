/** What is told of a step that could not be done. Pure. */
import type { IncidentView } from '#api/ticket.api';
import type { Told } from '../../shell/texts/texts.ts';

/** Who may not read the flow is told that it stopped, whatever the code: its parameters, which quote the flow, are not there. */
export const incidentTold = ({ code, params, message }: Pick<IncidentView, 'code' | 'params' | 'message'>): Told => (params === undefined ? { code: 'RUN_STEP_STOPPED', message } : { code, params, message });
