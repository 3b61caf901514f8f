/** The doors of notices: how their delivery is woken, and what the workflow that delivers them asks of the world. Implemented in integrations/engine and activities/notify. */
import type { Instant } from '../values.ts';
import type { ChannelName } from './notice.schema.ts';

/** `notices/<channel>`: workflow id of a channel's delivery. */
export const deliveryWorkflowId = (channel: ChannelName): string => `notices/${channel}`;

export interface NoticeEngine {
  /** Wakes the delivery of a channel, starting it when there is none. Carries nothing: what is to be sent stands in MongoDB. Rejects when Temporal is away. */
  ring(channel: ChannelName): Promise<void>;
}

/** Workflow input of deliverNotices; `failures` is carried over continue-as-new. */
export interface DeliveryInput { channel: ChannelName; failures?: number; settings?: { maxRounds?: number } }

/**
 * What a round of sending came to. `againAt`: when the next one falls due, null when nothing waits. `isAway`: the server behind the channel does not answer,
 * so nothing is tried before then, whoever rings.
 */
export interface DeliveryRound { sent: number; againAt: Instant | null; isAway: boolean }

/** Ordinary activity of queue io. */
export interface NoticeActivities {
  /** Sends what is due, until nothing is or a while has passed. `failures`: rounds in a row that found the server away. Repeating it sends again only what no one knows to have arrived. */
  deliverNotices(call: { channel: ChannelName; failures: number }): Promise<DeliveryRound>;
}
