/** The refusal of somebody whose roles do not reach so far, in words instead of the id of a right. */
import { CatalogueError } from '../errors.ts';
import { phrase } from '../message.ts';
import type { Action } from './identity.schema.ts';

/** NOT_ALLOWED; `use`: no role at all. */
export const notAllowed = (action: Action | 'use'): CatalogueError => new CatalogueError('NOT_ALLOWED', { action: phrase(`right.${action}`) });
