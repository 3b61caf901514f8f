/**
 * On which task queue an activity is performed: probes where they can see the device, what is printed where there is memory for it, everything else on io.
 * Workflows ask, so kinds are named here and not found in the indexes; a test holds both to each other.
 */

export const flowQueue = 'flow';
export const ioQueue = 'io';
export const pdfQueue = 'pdf';
export const probeQueue = (location: string): string => `probe.${location}`;

/** Kinds of integrations/probes, and those that will be. */
const probeKinds: ReadonlySet<string> = new Set([
  'snmp', 'ping', 'tcp',
  'http-probe',
]);
/** What is printed. */
const rendererKinds: ReadonlySet<string> = new Set(['document']);

/** Queue of an executor, probe or renderer kind. There is one location yet: local. */
export const queueOf = (kind: string): string => (probeKinds.has(kind) ? probeQueue('local') : rendererKinds.has(kind) ? pdfQueue : ioQueue);
