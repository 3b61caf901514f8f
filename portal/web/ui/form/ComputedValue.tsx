/** A field nobody types: its value as computed from the others, or that it comes from them. */
import type { ReactNode } from 'react';
import type { WidgetProps } from '@rjsf/utils';
import { tagOf } from '../../shell/reader/reader.ts';
import { dayText } from '../date/day.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import css from './JsonForm.module.css';

export function ComputedValue({ id, value, options, schema }: WidgetProps): ReactNode {
  const { t, locale } = useTexts();
  const given: unknown = value;
  const choice = options.enumOptions?.find((option) => option.value === given);
  const text = choice ? choice.label : typeof given === 'number' ? new Intl.NumberFormat(tagOf(locale)).format(given) : typeof given === 'boolean' ? t(given ? 'facts.yes' : 'facts.no') : typeof given === 'string' ? (schema.format === 'date' && dayText(given, locale)) || given : null;
  return <output id={id} className={css.computed} data-computed={text !== null}>{text === null ? t('form.computedLater') : <bdi>{text}</bdi>}</output>;
}
