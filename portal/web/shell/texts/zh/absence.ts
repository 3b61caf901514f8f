/** Chinese texts of absences and of deciding in somebody's place. */
import type { Translated } from '#domain/texts/entry';
import type { absenceEn } from '../en/absence.ts';

export const absenceZh: Translated<typeof absenceEn> = {
  'absence.menu': '我要外出', 'absence.title': '外出', 'absence.about': '您外出期间，待您审批的事项也会交给您的代理人。您仍可自行决定。代理人的决定会注明代您作出。', 'absence.aboutAll': '可替无法自行登记的人登记外出。已离职但仍需审批的人，也可在此指定代理人。',
  'absence.new': '登记外出', 'absence.person': '外出人', 'absence.from': '开始日期', 'absence.until': '结束日期（含）', 'absence.substitute': '代理人', 'absence.nobody': '不指定', 'absence.hint': '如代理人也外出，则由其代理人决定。任何人都不能审批自己的申请。', 'absence.save': '保存',
  'absence.none': '没有登记外出', 'absence.noneText': '登记外出时间后，待您审批的事项就不必等您回来。', 'absence.noneAll': '没有人外出', 'absence.days': '{from} 至 {until}', 'absence.now': '外出中', 'absence.standsIn': '由 {name} 代理。', 'absence.nobodyStandsIn': '无人代理。', 'absence.passedOn': '代理人也已外出，由 {name} 决定。', 'absence.back': '已返回', 'absence.takeBack': '取消登记',
  'absence.gap.none': '目前无人可以决定：代理人也已外出。', 'absence.gap.circle': '目前无人可以决定：他们互为代理人。', 'absence.gap.left': '目前无人可以决定：代理人已离职。',
  'absence.youStandIn': '您代理 {name}，至 {until}。', 'absence.for': '代 {name}',
  'next.unreachable.none': '{who} 外出且无人代理，目前无人可以审批。', 'next.unreachable.circle': '{who} 外出，其代理人也都外出，目前无人可以审批。', 'next.unreachable.left': '{who} 已离职，无人可以审批。', 'next.unreachable.mend': '指定代理人', 'next.unreachable.ask': '管理员可以指定代理人。',
};
