/** On which task queue an activity is performed: probes where they can see the device, renderers where there is memory for them, everything else on io. */

export const flowQueue = 'flow';
export const ioQueue = 'io';
export const pdfQueue = 'pdf';
export const probeQueue = (location: string): string => `probe.${location}`;

const probeKinds = new Set(['snmp', 'ping', 'tcp']);
/** Kinds of integrations/renderers. */
const rendererKinds: ReadonlySet<string> = new Set();

/** Queue of an executor, probe or renderer kind. There is one location yet: local. */
export const queueOf = (kind: string): string => (probeKinds.has(kind) ? probeQueue('local') : rendererKinds.has(kind) ? pdfQueue : ioQueue);
