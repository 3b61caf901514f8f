/** What an SLA promises to which tickets, as data, and which SLA a ticket gets. Clocks made from it are counted elsewhere. */
import { z } from 'zod';
import { CatalogueError, errorDetail, errorShape, type ErrorCode, type ErrorDetail } from '../errors.ts';
import { problemOf, says, type Issue } from '../issue.ts';
import { textSchema } from '../values.ts';
import { clockKinds, newClock, pausesByDefault, type ClockFacts } from './clock.ts';
import { escalationActions, escalationTargets, mostLevels, type EscalationLevel } from './escalation.ts';
import { parseOffset, parseTarget, warnsNever } from './duration.ts';

const keySchema = z.string().regex(/^\S{1,64}$/, says('calendar.key'));
const checkedText = (check: (text: string) => unknown) => z.string().max(64).superRefine((text, context) => {
  try {
    check(text);
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    context.addIssue({ code: 'custom', message: errorShape(thrown.code, thrown.params).message, params: { fault: thrown } });
  }
});

const positiveTarget = (text: string): void => {
  const { days, ms } = parseTarget(text);
  if (days === 0 && ms === 0) throw new CatalogueError('SLA_DURATION_INVALID', { text });
};

/** One level of escalation, as it is written. */
export const policyLevelSchema = z.strictObject({
  at: checkedText((text) => parseOffset(text, 'escalate')).describe('A share of the target used (75%), or working time before (-PT1H) or after due (PT2H).'),
  to: z.enum(escalationTargets),
  /** Person id, for `to` person. */
  person: z.string().min(1).max(100).optional(),
  actions: z.array(z.enum(escalationActions)).min(1).max(escalationActions.length).default(['notify']),
});
export type PolicyLevel = z.infer<typeof policyLevelSchema>;

export const policyClockSchema = z.strictObject({
  kind: z.enum(clockKinds),
  target: checkedText(positiveTarget).describe('PT4H = working time, P5D = working days.'),
  warn: checkedText((text) => parseOffset(text, 'warn')).optional().describe('Before due (-PT30M) or a share of the target used (75%). Default: no warning.'),
  /** Default: false for response and nextResponse, else true. */
  pauses: z.boolean().optional().describe('Whether the clock is held while the ticket waits.'),
  calendarId: keySchema,
  /** Team or flow segment of an OLA, step of a step clock. */
  scope: z.string().max(100).optional(),
  countFrom: z.enum(['creation', 'assignment']).default('creation'),
  onReopen: z.enum(['exclude', 'include', 'restart']).default('exclude').describe('Time between solving and reopening: held, counted, or the clock begins anew.'),
  dayTarget: z.enum(['keepClockTime', 'endOfWorkingDay']).default('keepClockTime'),
  pastBreach: z.enum(['stays', 'follows']).default('stays').describe('A breach that happened, after the target is relaxed.'),
  escalation: z.array(policyLevelSchema).max(mostLevels).optional().describe('Who hears of it when nobody acts: up to five levels. A run keeps the ones it started with.'),
});
export type PolicyClock = z.infer<typeof policyClockSchema>;

const anyOf = z.array(z.string().min(1)).min(1).optional();

/** Every condition given has to hold; within one, any of its values. */
export const policyConditionsSchema = z.strictObject({ ticketType: anyOf, priority: anyOf, team: anyOf, service: anyOf });
export type PolicyConditions = z.infer<typeof policyConditionsSchema>;

export const slaPolicySchema = z.strictObject({
  id: keySchema,
  name: textSchema,
  isEnabled: z.boolean().default(true),
  appliesTo: policyConditionsSchema.default({}),
  /** Said openly, since it would otherwise catch every ticket without anybody noticing. */
  isLastResort: z.boolean().default(false),
  clocks: z.array(policyClockSchema).min(1).max(20),
});
export type SlaPolicy = z.infer<typeof slaPolicySchema>;

/** What of a ticket decides its SLA. */
export interface SlaSubject { ticketType: string; priority: string; team?: string | null; service?: string | null }

export interface PolicyChoice {
  policy: SlaPolicy;
  /** Conditions that made the choice; empty for the last resort. */
  because: (keyof PolicyConditions)[];
  isLastResort: boolean;
  /** Other SLAs that would have applied, next best first. */
  passedOver: string[];
}

/**
 * The SLA of a ticket: of those whose conditions all hold, the one with the most conditions, then with the fewest values, then the lowest id. One marked as last resort
 * is taken only where no other applies, and says so. Switched-off SLAs never apply. Null: the ticket has no SLA.
 */
export function policyFor(ticket: SlaSubject, policies: readonly SlaPolicy[]): PolicyChoice | null {
  const applying = policies.filter((policy) => policy.isEnabled && holds(policy, ticket)).sort(bySpecificity);
  const policy = applying[0];
  if (policy === undefined) return null;
  return { policy, because: conditionsOf(policy), isLastResort: conditionsOf(policy).length === 0, passedOver: applying.slice(1).map((each) => each.id) };
}

/** The parsed SLA, as it is written now. Throws SLA_POLICY_INVALID, SLA_POLICY_CATCHES_ALL, SLA_POLICY_CLOCK_TWICE or SLA_WARNING_NEVER with every fault as details. */
export function parsePolicy(input: unknown): SlaPolicy {
  const parsed = slaPolicySchema.safeParse(input);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new CatalogueError('SLA_POLICY_INVALID', { path: placeOf(first!), reason: problemOf(first!) }, parsed.error.issues.map(detailOf));
  }
  const faults = policyFaults(parsed.data);
  if (faults.length > 0) throw new CatalogueError(faults[0]!.code, faults[0]!.params ?? {}, faults);
  return parsed.data;
}

/**
 * An SLA as it was stored, perhaps before a warning that never comes was refused: such a clock goes without, and a finding says so. Throws what
 * `parsePolicy` throws for everything else.
 */
export function readStoredPolicy(input: unknown): { policy: SlaPolicy; findings: ErrorDetail[] } {
  const stored = storedWarningsSchema.safeParse(input);
  if (!stored.success) return { policy: parsePolicy(input), findings: [] };
  const findings: ErrorDetail[] = [];
  const clocks = stored.data.clocks.map((clock, at) => {
    const { warn, ...rest } = clock;
    if (warn === undefined || !isSilent(warn)) return clock;
    findings.push(warningFault(stored.data.id, { at, kind: clock.kind, warn }));
    return rest;
  });
  return { policy: parsePolicy({ ...stored.data, clocks }), findings };
}

const placeOf = (issue: Issue): string => issue.path.map(String).join('.') || '(SLA)';

/** A duration that is none is told as itself at its field. */
function detailOf(issue: Issue): ErrorDetail {
  const [path, fault] = [placeOf(issue), issue.params?.['fault']];
  return fault instanceof CatalogueError ? errorDetail(fault.code as ErrorCode, path, fault.params) : errorDetail('SLA_POLICY_INVALID', path, { path, reason: problemOf(issue) });
}

/** As much of a stored SLA as its warnings need. */
const storedWarningsSchema = z.looseObject({ id: z.string(), clocks: z.array(z.looseObject({ kind: z.string(), warn: z.string().optional() })) });

/** Also what is no offset at all, such as "-5%". */
function isSilent(warn: string): boolean {
  try {
    return warnsNever(parseOffset(warn, 'warn'));
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    return true;
  }
}
const warningFault = (policy: string, { at, kind, warn }: { at: number; kind: string; warn: string }): ErrorDetail =>
  errorDetail('SLA_WARNING_NEVER', `clocks.${at}.warn`, { policy, kind, warn });

/** Idle clocks of a ticket under an SLA; with `resolve`, which finds who a level means, they escalate. Ids are stable: `<policy>/<kind>` or `<policy>/<kind>/<scope>`. */
export const clocksOf = (policy: SlaPolicy, resolve?: (level: PolicyLevel) => EscalationLevel): ClockFacts[] => policy.clocks.map((clock) => newClock({
  ...(clock.escalation === undefined || resolve === undefined ? {} : { chain: clock.escalation.map(resolve) }),
  id: [policy.id, clock.kind, ...(clock.scope === undefined ? [] : [clock.scope])].join('/'),
  kind: clock.kind, policyId: policy.id, calendarId: clock.calendarId, target: clock.target,
  ...(clock.warn === undefined ? {} : { warn: clock.warn }), isPausable: clock.pauses ?? pausesByDefault(clock.kind),
  switches: { countFrom: clock.countFrom, onReopen: clock.onReopen, dayTarget: clock.dayTarget, pastBreach: clock.pastBreach },
}));

const conditionNames = Object.keys(policyConditionsSchema.shape) as (keyof PolicyConditions)[];
const conditionsOf = (policy: SlaPolicy): (keyof PolicyConditions)[] => conditionNames.filter((name) => policy.appliesTo[name] !== undefined);
const valuesOf = (policy: SlaPolicy): number => conditionsOf(policy).reduce((sum, name) => sum + policy.appliesTo[name]!.length, 0);

function holds(policy: SlaPolicy, ticket: SlaSubject): boolean {
  const conditions = conditionsOf(policy);
  if (conditions.length === 0) return policy.isLastResort;
  return conditions.every((name) => {
    const value = ticket[name];
    return value != null && policy.appliesTo[name]!.includes(value);
  });
}

const bySpecificity = (a: SlaPolicy, b: SlaPolicy): number =>
  conditionsOf(b).length - conditionsOf(a).length || valuesOf(a) - valuesOf(b) || (a.id < b.id ? -1 : 1);

function policyFaults(policy: SlaPolicy): ErrorDetail[] {
  const twice = twiceKind(policy);
  return [
    ...(conditionsOf(policy).length === 0 && !policy.isLastResort ? [errorDetail('SLA_POLICY_CATCHES_ALL', 'appliesTo', { policy: policy.id })] : []),
    ...policy.clocks.flatMap(({ kind, warn }, at) => (warn === undefined || !isSilent(warn) ? [] : [warningFault(policy.id, { at, kind, warn })])),
    ...(twice === null ? [] : [errorDetail('SLA_POLICY_CLOCK_TWICE', 'clocks', { policy: policy.id, kind: twice })]),
  ];
}

function twiceKind(policy: SlaPolicy): string | null {
  const seen = new Set<string>();
  for (const clock of policy.clocks) {
    const key = `${clock.kind}/${clock.scope ?? ''}`;
    if (seen.has(key)) return clock.kind;
    seen.add(key);
  }
  return null;
}
