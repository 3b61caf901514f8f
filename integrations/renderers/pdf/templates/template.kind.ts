/** What a template of a document is: a model, its texts in three languages, and how the two become what its markup shows. */
import type { z } from 'zod';
import type { DocumentVoice } from '#domain/document/document.schema';
import type { Entry } from '#domain/texts/entry';
import type { Json, Locale } from '#domain/values';
import type { SharedKey, Words } from '../words.ts';

export interface TemplateKind<M = unknown, K extends string = string> {
  /** The folder beside this file: <name>.hbs is its markup, <name>.css its looks beside paper.css. */
  name: string;
  model: z.ZodType<M>;
  texts: Readonly<Record<Locale, Readonly<Record<K, Entry>>>>;
  /** Everything the markup shows, by the names it asks for; all of them there, because markup is strict. Texts are escaped later. */
  view(model: M, words: Words<K | SharedKey>, voice: DocumentVoice): { [name: string]: Json };
  /** `title`: the name of the file as viewers show it. `footer`: at the foot of every page, beside the page's number. */
  caption(model: M, words: Words<K | SharedKey>, voice: DocumentVoice): { title: string; footer: string };
}

/** A template whose own types have been checked. */
export const template = <M, K extends string>(kind: TemplateKind<M, K>): TemplateKind => kind as unknown as TemplateKind;
