/** On which task queue an activity is performed: probes where they can see the device, everything else on io. */

export const flowQueue = 'flow';
export const ioQueue = 'io';
export const probeQueue = (location: string): string => `probe.${location}`;

const probeKinds = new Set(['snmp', 'ping', 'tcp']);

/** Queue of an executor or probe kind. There is one location yet: local. */
export const queueOf = (kind: string): string => (probeKinds.has(kind) ? probeQueue('local') : ioQueue);
