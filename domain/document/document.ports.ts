/** The doors of documents: what the portal asks of the engine, what the workflow asks of activities, and those of the renderer. */
import type { MessageParams } from '../message.ts';
import type { Json, Locale } from '../values.ts';
import type { DocumentTemplate, DocumentVoice } from './document.schema.ts';

/** `document/<id>`: id of the workflow that makes it. */
export const documentWorkflowId = (document: string): string => `document/${document}`;

export interface DocumentEngine {
  /** Has it made. Asked twice while it is being made, it is made once. Throws SERVICE_UNAVAILABLE. */
  make(document: string): Promise<void>;
}

/** Workflow input of makeDocument. */
export interface DocumentInput { document: string }

/** On queue pdf: takes a processor and much memory. Harmless when repeated. */
export interface RenderActivities {
  /** Makes the file and keeps it; nothing when it is there already or was removed. Throws the renderer's codes. */
  renderDocument(call: DocumentInput): Promise<{ pages: number; bytes: number } | null>;
}
/** On queue io. */
export interface DocumentActivities {
  /** Keeps why there is no file. */
  failDocument(call: DocumentInput & { code: string; params: MessageParams }): Promise<void>;
}

/** What a renderer turns into a file: the template fits the model, or it throws DOCUMENT_MODEL_INVALID. */
export interface DocumentContent extends DocumentVoice { template: DocumentTemplate; model: Json; direction: 'ltr' | 'rtl' }
export interface RenderedDocument { pdf: Uint8Array; pages: number }

/** How somebody who waits no longer says so; an AbortSignal is one. */
export interface Stopping { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void; removeEventListener(type: 'abort', listener: () => void): void }

export interface DocumentRenderer {
  /** Ends when `stopping` says so. Throws DOCUMENT_BROWSER_MISSING, DOCUMENT_BROWSER_TOO_OLD, DOCUMENT_BROWSER_LOST, DOCUMENT_TOO_SLOW, DOCUMENT_TOO_LARGE, DOCUMENT_MODEL_INVALID. */
  render(content: DocumentContent, stopping?: Stopping): Promise<RenderedDocument>;
  /** Ends its browser. Idempotent. */
  close(): Promise<void>;
}

/** What a file of a ticket may tell, by who reads the file: everybody who reads the ticket, or colleagues only. */
export interface TicketPaper {
  /** The model of the template `ticket`, as of now. Throws NOT_FOUND. */
  of(ticketKey: string, readers: 'ticket' | 'colleagues', locale: Locale): Promise<Json>;
}
