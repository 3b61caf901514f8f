/** What people are told or asked: one text for everybody, or one in each language; "=" in front makes any of them a formula. */
import { Button, Input } from 'antd';
import { useId, type ReactNode } from 'react';
import { locales, wordsIn, type Locale, type Words } from '#domain/values';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import css from './fields.module.css';

interface Props { label: string; value: Words | undefined; isDisabled: boolean; onChange: (next: Words) => void }

export function WordsField({ label, value = '', isDisabled, onChange }: Props): ReactNode {
  const { t, locale } = useTexts();
  const id = useId();
  const isOne = typeof value === 'string';
  const put = (language: Locale, text: string): void => {
    const { [language]: _, ...others } = value as Exclude<Words, string>;
    onChange({ ...others, ...(text === '' && language !== 'en' ? {} : { [language]: text }) } as Words);
  };
  const turn = (): void => onChange(isOne ? { en: value, ...(locale === 'en' || value === '' ? {} : { [locale]: value }) } : wordsIn(value, locale));
  return (
    <div role={isOne ? undefined : 'group'} aria-labelledby={isOne ? undefined : id} className={css.field}>
      <span id={id} className={css.label}>{label}</span>
      {isOne ? <Wording label={label} value={value} isDisabled={isDisabled} onChange={onChange} /> : locales.map((language) => (
        <label key={language} className={css.field}>
          <span className={`${css.label} secondary`} lang={language}>{t(`language.${language}`)}</span>
          <Wording label={`${label}, ${t(`language.${language}`)}`} value={value[language] ?? ''} isDisabled={isDisabled} onChange={(text) => put(language, text)} />
        </label>
      ))}
      {isDisabled ? null : <Button type="link" size="small" className={css.turn ?? ''} onClick={turn}>{t(isOne ? 'words.each' : 'words.one')}</Button>}
    </div>
  );
}

function Wording({ label, value, isDisabled, onChange }: { label: string; value: string; isDisabled: boolean; onChange: (text: string) => void }): ReactNode {
  const isFormula = value.startsWith('=');
  return <Input.TextArea className={isFormula ? css.feel ?? '' : ''} size="small" aria-label={label} dir={isFormula ? 'ltr' : 'auto'} autoSize={{ minRows: 1, maxRows: 6 }} spellCheck={!isFormula} disabled={isDisabled} value={value} onChange={(event) => onChange(event.target.value)} />;
}
