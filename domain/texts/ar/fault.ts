/** Errors in Arabic, by code: what happened and what to do. One file for each group of features, joined here. */
import type { faultEn } from '../english.ts';
import type { Translated } from '../entry.ts';
import { faultCoreAr } from './fault.core.ts';
import { faultDirectoryAr } from './fault.directory.ts';
import { faultRoleAr } from './fault.role.ts';
import { faultDocumentAr } from './fault.document.ts';
import { faultFileAr } from './fault.file.ts';
import { faultFlowAr } from './fault.flow.ts';
import { faultFormAr } from './fault.form.ts';
import { faultNotifyAr } from './fault.notify.ts';
import { faultSlaAr } from './fault.sla.ts';
import { faultSourceAr } from './fault.source.ts';
import { faultWebhookAr } from './fault.webhook.ts';

export const faultAr: Translated<typeof faultEn> = { ...faultCoreAr, ...faultDirectoryAr, ...faultRoleAr, ...faultDocumentAr, ...faultFlowAr, ...faultFormAr, ...faultSlaAr, ...faultSourceAr, ...faultNotifyAr, ...faultWebhookAr, ...faultFileAr };
