/** A text in the three languages of the portal, one box each. */
import type { ReactNode } from 'react';
import { Input } from 'antd';
import { locales, type Text } from '#domain/values';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import css from './CatalogSettings.module.css';

export function TextInputs({ id, label, value, onChange, isLong = false, maxLength = 200 }: { id: string; label: string; value: Text; onChange: (text: Text) => void; isLong?: boolean; maxLength?: number }): ReactNode {
  const { t } = useTexts();
  const change = (locale: (typeof locales)[number], said: string): void => {
    const { [locale]: _before, ...rest } = value;
    onChange({ ...rest, ...(said === '' && locale !== 'en' ? {} : { [locale]: said }) } as Text);
  };
  return (
    <fieldset className={css.text}>
      <legend>{label}</legend>
      {locales.map((locale) => {
        const common = { id: `${id}-${locale}`, lang: locale, dir: locale === 'ar' ? 'rtl' : 'ltr', value: value[locale] ?? '', maxLength, 'aria-label': `${label}, ${t(`language.${locale}`)}`, placeholder: t(`language.${locale}`) };
        return isLong ? <Input.TextArea key={locale} {...common} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => change(locale, event.target.value)} /> : <Input key={locale} {...common} onChange={(event) => change(locale, event.target.value)} />;
      })}
    </fieldset>
  );
}
