/** What a text of ours is in any language: a sentence with `{holes}`, or one with plural forms. */

/** A text with plural forms; the parameter `count` chooses. Forms as in Intl.PluralRules: English has one and other, Chinese other, Arabic all six. */
export interface PluralText { zero?: string; one?: string; two?: string; few?: string; many?: string; other: string }
export type Entry = string | PluralText;

/** A table of another language: every key of the English one, so that a missing text does not compile. */
export type Translated<English> = { readonly [K in keyof English]: Entry };
