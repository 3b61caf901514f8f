/** The help texts of `signalbox flow`. */
import { bkLimits } from '#integrations/bk-itsm/bk.limits';
import { bpmnLimits } from '#integrations/bpmn/bpmn.limits';

export const flowCheckHelp = `Usage: signalbox flow check FILE|DIR... [--json]

Reads flow files, of older formats too, and checks structure and soundness as publishing does.
Each fault is one line: file: step or edge: field: what is wrong. What to do.
Of a DIR every *.json in it and in its folders, but for *.script.json and *.outputs.json.

  --json   one JSON object a file and line instead: {file, findings, soundness: {verdict: sound|unsound|not-proven, trace}, migratedFrom}
           a finding: {code, severity: error|warning|info, node, edge, field, path, message, fix}; trace: steps that lead there
  --help   this text

Exit code 0: every file may be published. 1: at least one has an error. 2: wrong usage.
The format is described in docs/flow-file.md.

Examples
  signalbox flow check seed/flows/incident.flow.json
  signalbox flow check seed/flows --json | jq -r 'select(.soundness.verdict != "sound") | .file'
`;

export const flowRunHelp = `Usage: signalbox flow run FILE|DIR... [--start STEP] [--script S] [--auto] [--outputs O] [--max-steps N] [--json]

Plays flows on the kernel, on a virtual clock: nothing is called, sent or kept, and no server is needed.
What the engine fills in (ticket, object, team, requester, alarm) are examples, unless the script gives them.
Flows that are called are found by their key in the file's folder and played along: their steps are named after the step that calls, "call/review",
in path, tokens, waiting and findings, and may be named so in script and outputs. An entry of the outputs for the calling step stands instead of its flow.
Of a DIR every *.json in it and in its folders, but for *.script.json and *.outputs.json.

  --start STEP   id of the start step it begins at, whatever begins it: a form, an alarm, a message (what it carries: start.variables) or a schedule
                   default: that of the script, else the first; the answer says which
  --script S     decisions as JSON: {"start": {"at", "variables"}, "steps": [...]}. start.at: an instant, or the id of a start step
                   {"task": "node", "action": "complete", "data": {"outcome", "form", "comment"}, "as": "person"}   action: also an outcome; data: also the form alone
                   {"message": "name", "key": "k", "data": {}}    {"advance": "P1D"}    {"fail": "node", "code": "HTTP_UNREACHABLE"}
                   "at": an instant, or "after": a duration, says when a step happens
  --auto         goes on by itself, between and after the steps of the script: waits are ended in the order they were opened
                   tasks by the outcome taken least often, with the example data of their form; timers by jumping the clock; messages come at once,
                   those on the edge of a step last; activities succeed; what cannot be decided takes the default way, else the first (FLOW_CONDITION_GUESSED),
                   and where it comes again the one guessed least often; what is done for each of a list nobody has given is done twice
  --outputs O    what activities answer, as JSON by step, else by kind: {"check": {"isUp": true}}. Without an entry: {} with --auto, else they are waited for;
                   a message the flow sends comes to a wait of its own, now or until its time is over; a signal to all that wait now
  --max-steps N  steps a run may take, default 10000
  --json         one JSON object a file and line: {file, status: completed|waiting|failed|stuck, start, path: [{node, event: enter|leave|cancel, seq}],
                   tokens: [{node, scope}], waiting: [{node, kind: task|timer|message|activity, until}], variables, findings}
  --help         this text

Exit code 0: every run completed or waits, without an error. 1: a finding of severity error, or a run that failed or is stuck. 2: wrong usage.

Examples
  signalbox flow run seed/flows/incident.flow.json --auto
  signalbox flow run seed/flows/incident.flow.json --script docs/examples/incident.script.json --outputs docs/examples/incident.outputs.json --json
`;

export const flowImportHelp = `Usage: signalbox flow import FILE|DIR... --out DIR [--json]

Makes flow files from models of BPMN 2.0 and from process definitions of bk-itsm (JSON): one of every process that has steps.
What has no like here is told, never guessed over in silence.
Of a DIR every *.bpmn, *.bpmn2, *.bpmn20.xml and *.bpmn.xml in it and in its folders, and every *.json that holds process definitions:
one, a list of them, some by a key, or inside of exported services. Other JSON in a DIR is passed over; a FILE that is neither is an error.

  --out DIR  where they are written: the model's name, the process and .flow.json, in the folders they were found in; what is there under that name is replaced
  --json     one JSON object a model and line: {file, flows: [{key, name, out}], findings, lost: [{element, type, reason}]}
             a finding: {code, severity: error|warning|info, node, field, message, fix}; lost: what the model says and the flows do not
  --help     this text

A model may have ${bpmnLimits.bytes / 1024 / 1024} MB and ${bpmnLimits.elements} elements, and declares no document type; a definition ${bkLimits.bytes / 1024 / 1024} MB and ${bkLimits.states} states.
Exit code 0: fine. 1: a finding of severity error. 2: wrong usage.

Examples
  signalbox flow import docs/examples/approval.bpmn --out flows
  signalbox flow import docs/examples/bk-itsm-request.json --out flows
  signalbox flow import models --out flows --json | jq -r '.findings[] | select(.severity != "info") | .message'
`;

export const flowExportHelp = `Usage: signalbox flow export FILE|DIR... --format bpmn --out FILE [--json]

Writes flows as one model of BPMN 2.0, with its diagram. Flows that came from one model are that model again, with what was changed since.
What BPMN has no word for stands in elements of the namespace urn:signalbox:bpmn:1, so that an import gives the same flows.
Of a DIR every *.json in it and in its folders, but for *.script.json and *.outputs.json. Name all the flows of a model: lines between pools need both ends.

  --format F  bpmn
  --out FILE  where it is written; what is there is replaced
  --json      one JSON object: {file, out, findings, lost: [{element, type, reason}]}; file is a list where several are named; out is null where nothing was written
  --help      this text

Exit code 0: fine. 1: a flow cannot be read; nothing is written. 2: wrong usage.

Examples
  signalbox flow export seed/flows/incident.flow.json --format bpmn --out incident.bpmn
  signalbox flow export seed/flows --format bpmn --out shipped.bpmn --json
`;

export const flowHelp = `Usage: signalbox flow check FILE|DIR... [--json]
       signalbox flow run FILE|DIR... [--start STEP] [--script S] [--auto] [--outputs O] [--max-steps N] [--json]
       signalbox flow import FILE|DIR... --out DIR [--json]
       signalbox flow export FILE|DIR... --format bpmn --out FILE [--json]
       signalbox flow runs list|show|state|incidents|retry|skip|error|cancel|suspend|resume ... [--url U] [--json]

Each has its own: signalbox flow check --help, signalbox flow run --help, signalbox flow import --help, signalbox flow export --help, signalbox flow runs --help.
Exit code 0: fine. 1: an error was found, or a run did not come to an end or a wait. 2: wrong usage.

Examples
  signalbox flow check seed/flows/incident.flow.json
  signalbox flow run seed/flows/incident.flow.json --auto
`;
