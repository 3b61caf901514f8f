/** The doors of weekly reports: how the workflow of one is told of a change, and what it asks of the world. Implemented in integrations/engine and activities/report. */
import type { LevelsDocument } from '../document/levels.document.ts';
import type { NoticeParams } from '../notify/notice.schema.ts';
import type { Instant } from '../values.ts';
import type { LevelsFilter, Sending } from './subscription.schema.ts';

/** `report/<id>`: workflow id of a subscription. */
export const reportWorkflowId = (subscription: string): string => `report/${subscription}`;

export interface ReportEngine {
  /** It was made, changed, paused, resumed or removed: its workflow looks again, and is started where there is none. Rejects when Temporal is away. */
  tell(subscription: string): Promise<void>;
}

/** Workflow input of mailReport. */
export interface ReportInput { subscription: string; settings?: { maxRounds?: number; /** Milliseconds before a document that could not be made is tried again, one for each try. */ pausesMs?: readonly number[] } }

/** One week's report of a subscription. `now`: as the workflow has it; of the call that opens it, it names the attempt. */
export interface ReportCall { subscription: string; week: string; now: Instant }
/** `document`: id of the PDF that is to be made first, null where none is wanted. `said`: what its notice says. */
export interface OpenedReport { document: string | null; said: NoticeParams }
/** `againAt`: when it is tried once more where it could not be printed; null: not any more. */
export interface ReportClosing extends ReportCall, OpenedReport { againAt: Instant | null }

/** Ordinary activities of queue io. Harmless when repeated. */
export interface ReportActivities {
  /** When the next one comes; null when there is nothing to wait for: it is paused or gone. */
  planReport(call: { subscription: string; now: Instant }): Promise<Sending | null>;
  /** Counts, and keeps what is to be sent. Null: nothing is to be sent this week, and why is on record. */
  openReport(call: ReportCall): Promise<OpenedReport | null>;
  /** Hands it to the delivery of notices with its files, or notes why it could not be made. Answers whether that settles the week. */
  closeReport(call: ReportClosing): Promise<{ isSettled: boolean }>;
}

/** What the page would answer somebody who is not signed in now. */
export interface AbsentLevels {
  /** Of the tickets this person may report on. Throws REPORT_RIGHT_LOST, REPORT_FILTER_GONE. */
  count(person: string, query: LevelsFilter & { from: string; to: string; zone: string }, now: Instant): Promise<LevelsDocument>;
}
