/** Chinese words of clocks and of lengths of time. */
import type { Translated } from '../entry.ts';
import type { clockEn } from '../en/clock.ts';

export const clockZh: Translated<typeof clockEn> = {
  'duration.d': '{d} 天', 'duration.dh': '{d} 天 {h} 小时', 'duration.h': '{h} 小时', 'duration.hm': '{h} 小时 {m} 分钟', 'duration.m': '{m} 分钟', 'duration.s': '{s} 秒', 'duration.minus': '-{time}', 'duration.workingDays': { other: '{count} 个工作日' },
  'clock.response': '响应', 'clock.resolution': '解决', 'clock.left': '剩余 {time}', 'clock.late': '超时 {time}', 'clock.due': '到期时间：{time}', 'clock.was': '原定到期时间：{time}',
  'clock.paused': '已暂停', 'clock.pausedWhy': '已暂停：{reason}', 'clock.met': '已达标', 'clock.breached': '已超时', 'clock.idle': '未开始', 'clock.cancelled': '已取消', 'clock.metAt': '达标于 {time}',
  'clock.breachedAt': '超时于 {time}', 'clock.target': '目标 {target}', 'clock.working': '工作时间', 'clock.why': '计算依据', 'clock.aria': '{kind}：{text}', 'clock.elapsed': '已用 {time}',
  'clock.held': '已暂停 {time}', 'clock.leftPaused': '恢复计时后剩余 {time}', 'clock.targetOf': '工作时间 {time}',
  'clock.next.assignee': '第 {level} 级：{time}工作时间后升级至受理人', 'clock.next.teamLead': '第 {level} 级：{time}工作时间后升级至组长', 'clock.next.teamManager': '第 {level} 级：{time}工作时间后升级至团队经理', 'clock.next.departmentHead': '第 {level} 级：{time}工作时间后升级至部门负责人', 'clock.next.person': '第 {level} 级：{time}工作时间后升级至指定人员',
};
