/** The help text of every command: what docs/command-line.md is made of. main.ts does not read it, so that a command loads no other. */
import { alarmHelp } from './alarm/alarm.command.ts';
import { seedHelp } from './demo/seed.command.ts';
import { flowCheckHelp, flowExportHelp, flowHelp, flowImportHelp, flowRunHelp } from './flow/flow.help.ts';
import { flowRunsHelp } from './flow/runs/runs.help.ts';
import type { CommandName } from './main.ts';
import { secretHelp } from './secret/secret.command.ts';
import { slaHelp } from './sla/sla.help.ts';
import { doctorHelp } from './start/doctor.command.ts';
import { startHelp } from './start/start.help.ts';

export interface CommandHelp { /** Without "signalbox". */ call: string; text: string }

/** By command, each with the calls that have a text of their own, the plain one first. */
export const commandHelps: Readonly<Record<CommandName, readonly CommandHelp[]>> = {
  start: [{ call: 'start', text: startHelp }],
  doctor: [{ call: 'doctor', text: doctorHelp }],
  flow: [{ call: 'flow', text: flowHelp }, { call: 'flow check', text: flowCheckHelp }, { call: 'flow run', text: flowRunHelp }, { call: 'flow import', text: flowImportHelp }, { call: 'flow export', text: flowExportHelp }, { call: 'flow runs', text: flowRunsHelp }],
  alarm: [{ call: 'alarm', text: alarmHelp }],
  secret: [{ call: 'secret', text: secretHelp }],
  seed: [{ call: 'seed', text: seedHelp }],
  sla: [{ call: 'sla', text: slaHelp }],
};
