/** The probes flows and checks can use, by folder: one line each, and its kind in domain/flow/executor.queues.ts. */
import type { ExecutorCatalog } from '#domain/flow/executor.ports';
import type { AddressPolicy } from '../executors/address.ts';
import { executorsOf, type ExecutorKinds } from '../executors/executor.kind.ts';
import { httpProbe } from './http/http.probe.ts';
import { snmpProbe } from './snmp/snmp.probe.ts';

export const probeKinds = {
  snmp: snmpProbe,
  http: httpProbe,
} satisfies ExecutorKinds;

/** Probes by the name flows call them by, in the shape of executors. */
export const createProbes = (policy: AddressPolicy): ExecutorCatalog => executorsOf(probeKinds, policy);
