import { describe, expect, it } from 'vitest';
import { lookingBesideItself } from './alertmanager.ts';

describe('an Alertmanager that was unpacked and not installed', () => {
  it('looks for its templates beside itself, nothing else in it moves', () => {
    const program = Buffer.from('\x00ELF/usr/share/prometheus/alertmanager/default.tmpl\xff/usr/share/prometheus/alertmanager/ui/end', 'latin1');
    const moved = lookingBesideItself(program);
    expect(moved.toString('latin1')).toBe('\x00ELFusr/share/prometheus//alertmanager/default.tmpl\xffusr/share/prometheus//alertmanager/ui/end');
    expect(moved).toHaveLength(program.length);
  });
  it('is left as it is where nothing is compiled in', () => {
    expect(lookingBesideItself(Buffer.from('another build'))).toEqual(Buffer.from('another build'));
  });
});
