/** The help text of `signalbox flow runs`. */
export const flowRunsHelp = `Usage: signalbox flow runs list [--flow F] [--version N] [--step S] [--state S,S] [--age D] [--text T] [--sort updated|started|oldest] [--limit N] [--url U] [--json]
       signalbox flow runs show RUN
       signalbox flow runs state RUN [--seq N]
       signalbox flow runs incidents [--flow F] [--version N] [--step S] [--code C] [--age D] [--text T] [--limit N]
       signalbox flow runs retry RUN/INCIDENT... [--set NAME=JSON]...
       signalbox flow runs skip RUN/INCIDENT...
       signalbox flow runs error RUN/INCIDENT... --code C
       signalbox flow runs cancel RUN --reason R
       signalbox flow runs suspend RUN --reason R
       signalbox flow runs resume RUN
       signalbox flow runs change RUN --insert task|approval (--before STEP | --on LINE) --name N --ask WHOM... [--prompt P] [--rejected STEP] (--reason R | --preview)
       signalbox flow runs change RUN --skip STEP [--outcome O] [--token T] (--reason R | --preview)
       signalbox flow runs change RUN --move STEP --to STEP [--token T] (--reason R | --preview)
       signalbox flow runs change RUN --operations JSON (--reason R | --preview)

Finds runs of a portal that is up, and mends them, in the name of whom a token belongs to. Each has --url, --json and --help.
RUN is the ticket's key and the number of its run, INC-1042.1; without a number the latest. RUN/INCIDENT as incidents lists them: INC-1042.1/i3.

  --state        running, waiting, incident, suspended, completed, cancelled, failed; several with commas between
  --age D        begun (an incident: open) so long ago or longer: PT4H, P7D
  --text T       words that begin words of the ticket's key or title
  --limit N      rows at most, 1 to 10000. Default 100
  --seq N        as the run stood after this line of its log; default: the last
  --set N=JSON   of retry, one incident at a time: sets a variable first; may repeat
  --code C       of error: the code that is thrown where the step stands; something around has to catch it
  --reason R     others read it on the ticket
  --preview      of change: says what would come of it, and does nothing
  --before STEP  of a new step: on every way that leads to this one; what stands there goes back to it. --on LINE: on this line of the flow file
  --ask WHOM     person:ID, team:ID, role:KEY or relation:NAME (teamLead, requester ...); may repeat
  --rejected S   of an approval: the step a rejection leads to
  --outcome O    of change --skip: by which way, where there are several
  --token T      one of several that stand at the step; default: all
  --operations   a list, carried out as one change: [{"do":"insert","kind":"task","edge":"e4","name":{"en":"Check"},"assignments":[{"by":"team","team":"network"}]}, {"do":"skip","step":"repair"}]
  --unproven     also where it cannot be proven that the changed flow ends
  --url U        address of the portal. Default: SIGNALBOX_URL, else http://127.0.0.1:8640
  --json         one JSON object a line: a run, an incident, a state, a result {run, incident, accepted, code, message}; or {"error": {code, message, hint}}
  --help         this text

SIGNALBOX_TOKEN holds the token (made in the portal under API tokens): with the scopes ticket.read and run.read to look, run.repair too to mend.
A change is for this run alone: the flow stays as it is for all others. It is made only while the run stands as it was shown, all of it or nothing.
Suspended, a run takes nothing from people and holds what arrives; promised times of service levels go on. error, skip and cancel cannot be undone.
Exit code 0: done, every one of them. 1: refused, or at least one of several was, or no answer. 2: wrong usage.

Examples
  signalbox flow runs list --flow incident --state incident,suspended --age P1D
  signalbox flow runs incidents --code ACTIVITY_FAILED --json | jq -r '.run + "/" + .id' | xargs signalbox flow runs retry
  signalbox flow runs retry INC-1042.1/i3 --set 'interfaceIndex=7'
  signalbox flow runs error INC-1042/i3 --code DEVICE_GONE
  signalbox flow runs suspend INC-1042 --reason "The switch is being replaced"
  signalbox flow runs change INC-1042 --insert approval --before repair --name "May we?" --ask relation:teamLead --rejected end --preview
  signalbox flow runs state INC-1042.1 --seq 40 --json | jq .variables
`;
