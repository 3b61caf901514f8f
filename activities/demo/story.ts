/** The shape of a seeded ticket's story: how it was opened, what was done to it and when. Steps are relative, so that the seed always tells of the last weeks. */
import type { Priority } from '#domain/ticket/ticket.schema';

/** Minutes after the ticket was opened (`after`), and who. `people` are ids of seed/directory.json. */
export type StoryStep = { after: number } & (
  | { do: 'claim'; by: string; at: 'diagnose' | 'answer' }
  | { do: 'ask'; by: string; question: string }
  | { do: 'answer'; by: string; answer: string }
  | { do: 'repair'; by: string; plan: string; interfaceIndex: number }
  | { do: 'approve' | 'reject'; by: string; comment: string }
  | { do: 'resolve'; by: string; cause: string }
  | { do: 'recover' }
  | { do: 'cancel'; by: string; reason: string }
  | { do: 'say'; by: string; text: string; visibility: 'public' | 'internal' }
);

export interface Story {
  title: string; description: string; priority: Priority; team: string;
  /** Person id, or null for a ticket an alarm opened. */
  requester: string | null;
  object: string | null;
  /** The alarm that opened it, labels without the severity; null for one opened by its requester. */
  alarm: { name: string; severity: string; labels: Record<string, string>; annotations: Record<string, string> } | null;
  /** Which of the last working days (0 = the latest full one) and at which minute of the day (UTC). Open tickets count from the newest. */
  day: number; minute: number;
  /** The device brings the interface up, or not. */
  repairWorks: boolean;
  steps: StoryStep[];
}
