/** Finds a managed object by name or id. */
import { useState, type ReactNode } from 'react';
import { Select } from 'antd';
import { useRead } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';

export function ObjectSelect({ id, value, onChange }: { id: string; value: { id: string; name: string } | null; onChange: (object: { id: string; name: string } | null) => void }): ReactNode {
  const { t, say } = useTexts();
  const [text, setText] = useState('');
  const objects = useRead('objects.list', { query: { q: text } }, { staleMs: 60_000, keepsOld: true });
  const items = objects.data?.items ?? [];
  return (
    <Select
      id={id} allowClear style={{ width: '100%' }} showSearch={{ filterOption: false, onSearch: setText }} value={value?.id ?? null} loading={objects.isFetching} notFoundContent={objects.isLoading ? t('loading') : t('none')}
      options={[...(value && !items.some((item) => item.id === value.id) ? [{ value: value.id, label: <bdi>{value.name}</bdi> }] : []), ...items.map((item) => ({ value: item.id, label: <span><bdi>{item.name}</bdi>{item.title ? <span className="secondary small"> <bdi>{say(item.title)}</bdi></span> : null}</span> }))]}
      onChange={(chosen: string | undefined) => { const item = items.find((candidate) => candidate.id === chosen); onChange(item ? { id: item.id, name: item.name } : null); }}
    />
  );
}
