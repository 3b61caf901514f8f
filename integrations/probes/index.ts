/** The probes flows and checks can use: one line each. */
import type { ExecutorCatalog } from '#domain/flow/executor.ports';
import type { AddressPolicy } from '../executors/address.ts';
import { createSnmpProbe } from './snmp/snmp.probe.ts';

/** Probes by kind, in the shape of executors. */
export const createProbes = (policy: AddressPolicy): ExecutorCatalog => ({ snmp: createSnmpProbe(policy) });
