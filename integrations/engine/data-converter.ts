/** The one data converter of worker and clients. JSON today; encryption goes in here (a payload codec) without touching a workflow. */
import type { DataConverter } from '@temporalio/common';

export const dataConverter: DataConverter = {};
