/** What was asked and what was answered, kept outside the system: the word the system is held to. Checking is test/chaos/checks. */

export interface CommandEntry {
  /** The command id the person's client made; the same for every try. */
  id: string; person: string;
  /** `run/<ticket>/<n>` */
  run: string; task: string; node: string; action: string; outcome: string | null;
  tries: number;
  /** `unknown`: no answer in all the time there was. */
  answer: 'accepted' | 'refused' | 'unknown'; code: string | null;
  isShown: boolean;
}
export interface TicketEntry { id: string; key: string; title: string; tries: number }
export interface CommentEntry { ticketKey: string; text: string; tries: number }
export interface AlarmPost {
  /** Stands in every alarm of the post as an annotation, so that it is found again. */
  mark: string; answer: 'accepted' | 'unknown'; tries: number;
  alarms: { fingerprint: string; state: 'firing' | 'resolved' }[];
}
export interface Acknowledgement { group: string; key: string; answer: 'accepted' | 'refused'; code: string | null; tries: number }

/** A ticket of test/chaos/processes.ts. */
export interface ProcessEntry { ticket: string; key: string }

export interface Ledger {
  commands: CommandEntry[]; tickets: TicketEntry[]; comments: CommentEntry[]; posts: AlarmPost[]; acknowledgements: Acknowledgement[]; processes: ProcessEntry[];
  signIns: number;
  /** What drivers saw that must not be: an answer outside its shape, a life that did not end. */
  complaints: string[];
}

export const emptyLedger = (): Ledger => ({ commands: [], tickets: [], comments: [], posts: [], acknowledgements: [], processes: [], signIns: 0, complaints: [] });
