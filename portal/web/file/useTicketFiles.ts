/** All files of a ticket, removed ones too; none while they are not read yet. */
import type { FileView } from '#api/file.api';
import { useRead } from '../shell/api/read.ts';

const none: readonly FileView[] = [];
export const useTicketFiles = (key: string): readonly FileView[] => useRead('files.ofTicket', { params: { key } }).data?.items ?? none;
