/** Chinese texts of the error catalogue, joined from its parts. */
import type { Translated } from '../entry.ts';
import type { faultEn } from '../english.ts';
import { faultCore } from './fault.core.ts';
import { faultDirectory } from './fault.directory.ts';
import { faultRole } from './fault.role.ts';
import { faultDocument } from './fault.document.ts';
import { faultFeel } from './fault.feel.ts';
import { faultFile } from './fault.file.ts';
import { faultFlow } from './fault.flow.ts';
import { faultForm } from './fault.form.ts';
import { faultNotify } from './fault.notify.ts';
import { faultSla } from './fault.sla.ts';
import { faultSource } from './fault.source.ts';
import { faultWebhook } from './fault.webhook.ts';

export const faultZh: Translated<typeof faultEn> = { ...faultCore, ...faultDirectory, ...faultRole, ...faultDocument, ...faultFlow, ...faultFeel, ...faultForm, ...faultSla, ...faultSource, ...faultNotify, ...faultWebhook, ...faultFile };
