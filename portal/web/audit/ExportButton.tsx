/** Saves the events of the filter as a file. */
import { useState, type ReactNode } from 'react';
import { Button, Dropdown } from 'antd';
import { asFault, type ApiFault } from '../shell/api/client.ts';
import { download } from '../shell/api/download.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { searchOf, type EventFilters } from './filters.ts';

const formats = ['csv', 'json'] as const;

/** `onFault` is told why there is no file; null when one is tried anew. */
export function ExportButton({ filters, onFault }: { filters: EventFilters; onFault: (fault: ApiFault | null) => void }): ReactNode {
  const { t } = useTexts();
  const [isBusy, setIsBusy] = useState(false);
  async function save(format: (typeof formats)[number]): Promise<void> {
    setIsBusy(true);
    onFault(null);
    await download('events.export', { ...searchOf(filters), format }).catch((thrown: unknown) => onFault(asFault(thrown)));
    setIsBusy(false);
  }
  return (
    <Dropdown trigger={['click']} menu={{ items: formats.map((format) => ({ key: format, label: t(`events.export.${format}`), onClick: () => void save(format) })) }}>
      <Button loading={isBusy}>{t(isBusy ? 'events.exporting' : 'events.export')}</Button>
    </Dropdown>
  );
}
