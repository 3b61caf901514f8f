/**
 * How messages are made: a template by code, its `{holes}` filled from parameters, in any language. A parameter is plain, a text that is data, a phrase of
 * ours by its key, or several of these. So nothing that is told travels as an English sentence alone: code and parameters go with it.
 */
import type { Json, Text } from './values.ts';
import { isPhraseKey, phrases, type PhraseKey } from './phrases.ts';

/** A word or half sentence of ours inside a message: the key of its template, translated where it is read. */
export interface Phrase { phrase: string; params?: MessageParams }
/** What a hole is filled with. A list is told one after the other, with commas. */
export type MessageParam = null | boolean | number | string | Text | Phrase | readonly MessageParam[];
export type MessageParams = { readonly [name: string]: MessageParam };

/** How a language says phrases and texts. */
export interface Voice {
  /** The template of a phrase; undefined where the key is not known. */
  phrase(key: string): string | undefined;
  say(text: Text): string;
}
export const english: Voice = { phrase: (key) => (isPhraseKey(key) ? phrases[key] : undefined), say: (text) => text.en };

/** Looks phrases up in a table of texts, where errors stand beside them (`faultPhrase` in errors.ts). */
export const phraseOf = (template: (key: string) => string | undefined): Voice['phrase'] => (key) => template(key.startsWith('fault.') ? key : `phrase.${key}`);

/** A phrase as a parameter. */
export const phrase = (key: PhraseKey, params?: MessageParams): Phrase => ({ phrase: key, ...(params ? { params } : {}) });

/** A template with its holes filled. A hole without a parameter stays visible; a filled-in text that ends its own sentence gets no second full stop. */
export const fillMessage = (template: string, params: MessageParams, voice: Voice = english): string =>
  template.replace(/\{(\w+)\}([.。]?)/g, (hole, name: string, stop: string) => {
    if (!Object.hasOwn(params, name) || params[name] === undefined) return hole;
    const text = sayParam(params[name], voice);
    return /[.!?…。！？؟]$/.test(text) ? text : text + stop;
  });

/** One parameter in words. */
export function sayParam(value: MessageParam, voice: Voice = english): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return value.map((item) => sayParam(item, voice)).join(voice.phrase('list.comma') ?? ', ');
  if (isPhrase(value)) return fillMessage(voice.phrase(value.phrase) ?? value.phrase, value.params ?? {}, voice);
  return 'en' in value ? voice.say(value) : JSON.stringify(value);
}
/** Whether something is a phrase. */
export const isPhrase = (value: unknown): value is Phrase => typeof value === 'object' && value !== null && 'phrase' in value && typeof value.phrase === 'string';
const isList = (value: MessageParam): value is readonly MessageParam[] => Array.isArray(value);

/** Whether data that was not parsed is a text in several languages. */
export const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null && 'en' in value && typeof value.en === 'string' && value.en !== '';

/** Something of data shown inside a message: texts as they are, other values as JSON, cut. */
export const shown = (value: Json, length = 60): string => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, length);
