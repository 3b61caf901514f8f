/** Chinese texts of the calendars' pages. */
import type { Translated } from '#domain/texts/entry';
import type { calendarEn } from '../en/calendar.ts';

export const calendarZh: Translated<typeof calendarEn> = {
  'settings.calendars': '日历',
  'calendar.about': '工作时间的定义。每个计时都按其中一个日历计算，并说明到期时间的由来。', 'calendar.none': '暂无日历', 'calendar.noneText': '计时需要日历。请先设置服务台的工作时间。', 'calendar.new': '新建日历',
  'calendar.week': '每周工作时间', 'calendar.zone': '时区', 'calendar.holds': '生效', 'calendar.slas': '使用者', 'calendar.unused': '尚未使用', 'calendar.next': '下一版本 {date} 起', 'calendar.failingFeeds': { other: '{count} 个节假日订阅获取失败，仍按上次的内容计算。' },
  'calendar.usedBy': { other: '{count} 个 SLA 和 {tickets} 张未结工单正在使用' },
  'calendar.save': '保存', 'calendar.discard': '放弃修改', 'calendar.key': '标识（用于 SLA 和文件）', 'calendar.nameIn': '名称（{language}）', 'calendar.validFrom': '生效日期',
  'calendar.todayNote': '将保存为自今天起生效的版本，此前的计算保持不变。', 'calendar.futureNote': '将保存为自该日起生效的版本，在此之前沿用上一版本。', 'calendar.pastNote': '此修改涉及过去的日期，未结工单的到期时间将据此重新计算。', 'calendar.zoneNote': '更改时区对所有版本生效。',
  'calendar.always': '全天候', 'calendar.alwaysShort': '24×7', 'calendar.alwaysText': '每天每小时都计入。节假日和半天班仍然有效。', 'calendar.copyMonday': '将周一的时段用于周二至周五', 'calendar.weekHours': '每周 {time}',
  'calendar.gridHelp': '在空白处拖动可添加时段，拖动时段或其两端可修改。使用键盘：方向键移动，Shift 加方向键调整结束，Alt 加方向键调整开始，按删除键移除。结束时间晚于午夜即为夜班。',
  'calendar.from': '{of}：开始', 'calendar.to': '{of}：结束', 'calendar.addWindow': '{of}：添加时段', 'calendar.removeWindow': '{of}：移除 {from} 至 {to}', 'calendar.fromBefore': '前一天的夜班，至 {time}', 'calendar.bar': '{day}，{from}–{to}', 'calendar.barNight': '{day}，{from}–{to}（次日）',
  'calendar.special': '特殊日期', 'calendar.noSpecial': '没有特殊日期', 'calendar.noSpecialText': '节假日、半天班和调休上班日。可从下方导入法定节假日，也可手动添加。', 'calendar.addDay': '添加日期', 'calendar.addDayDo': '添加', 'calendar.hidePast': '隐藏过去的日期', 'calendar.showPast': { other: '显示 {count} 个过去的日期' }, 'calendar.showAll': { other: '显示全部 {count} 个日期' },
  'calendar.kind.holidays': '节假日', 'calendar.kind.halfDays': '半天班', 'calendar.kind.makeUpDays': '调休上班', 'calendar.kind.holidays.about': '全天不上班。', 'calendar.kind.halfDays.about': '按当天单独的时段上班，不按每周时间。优先于同一天的节假日。', 'calendar.kind.makeUpDays.about': '即使周末或节假日也上班。优先于其他规则。',
  'calendar.date': '日期', 'calendar.until': '截止日期（多天时填写）', 'calendar.everyYear': '每年', 'calendar.like': '上班时间同', 'calendar.likeDay': '同{day}', 'calendar.ownHours': '单独设置时段', 'calendar.hours': '时段', 'calendar.range': '{from} 至 {until}', 'calendar.byHand': '手动添加', 'calendar.isActive': '{when} 生效', 'calendar.removeDay': '移除 {when}',
  'calendar.sources': '节假日来源', 'calendar.addPack': '法定节假日', 'calendar.addFile': '从文件导入', 'calendar.removeSource': '移除', 'calendar.days': { other: '{count} 天' }, 'calendar.source.pack': '法定节假日 {place}', 'calendar.source.file': '文件 {name}', 'calendar.source.feed': '订阅 {name}',
  'calendar.country': '国家或地区', 'calendar.state': '省、州', 'calendar.region': '地区', 'calendar.yearFrom': '起始年份', 'calendar.yearTo': '截止年份', 'calendar.packDays': '包含的日期', 'calendar.packNotice': '法定节假日数据来自“date-holidays”，采用 CC BY 3.0 许可。请核对，各公司安排可能不同。', 'calendar.take': { other: '导入 {count} 天' },
  'calendar.file': 'iCalendar 文件（.ics）', 'calendar.paste': '或粘贴文件内容', 'calendar.pasted': '粘贴的内容', 'calendar.readFile': '读取',
  'calendar.feeds': '订阅', 'calendar.feedsAbout': '系统每半天获取一次 iCal 地址，其中的日期立即对所有版本生效；获取失败时沿用上次的内容。', 'calendar.feedsLater': '保存日历后即可添加订阅。', 'calendar.feedUrl': 'iCal 订阅地址', 'calendar.feedName': '名称', 'calendar.follow': '订阅', 'calendar.unfollow': '取消订阅', 'calendar.feedNow': '立即获取', 'calendar.feedWaiting': '即将获取', 'calendar.feedFetched': '获取于 {when}', 'calendar.feedSkipped': { other: '{count} 个条目不影响工作时间' }, 'calendar.feedKeeps': '上次获取的内容仍然有效。', 'calendar.feedNothing': '尚未获取到任何内容。', 'calendar.feedNext': '下次获取：{when}。', 'calendar.feedDays': '包含的日期',
  'calendar.versions': '版本', 'calendar.fromBeginning': '自始生效', 'calendar.fromDate': '自 {date} 起', 'calendar.holdsNow': '当前生效', 'calendar.mend': '编辑', 'calendar.drop': '移除',
  'calendar.impact': '修改的影响', 'calendar.noTickets': '没有未结工单按此日历计时。', 'calendar.movesNothing': { other: '没有变化：{count} 张未结工单的到期时间保持不变。' }, 'calendar.notChanged': { other: '{count} 张未结工单按此日历计时。修改后可在此查看影响。' },
  'calendar.figure.moved': '受影响工单', 'calendar.figure.earlier': '到期提前', 'calendar.figure.later': '到期推后', 'calendar.figure.breached': '新增超时', 'calendar.figure.saved': '不再有风险', 'calendar.lookedAll': { other: '已检查 {count} 张未结工单中的 {looked} 张。' }, 'calendar.lookedSome': { other: '{count} 张未结工单中的前 {looked} 张。' },
  'calendar.rows': '受影响的工单', 'calendar.noDue': '无法计算', 'calendar.laterBy': '推后 {time}', 'calendar.earlierBy': '提前 {time}', 'calendar.wouldBreach': '将超时', 'calendar.wouldSave': '不再有风险',
  'calendar.sample': '试算', 'calendar.sampleStart': '开始时间（您的时区）', 'calendar.sampleTarget': '目标，例如 PT8H 或 P5D', 'calendar.sample.before': '目前', 'calendar.sample.after': '修改后', 'calendar.sample.both': '目前和修改后',
  'calendar.recountStarts': '即将重新计算未结工单', 'calendar.recounting': { other: '正在重新计算未结工单：{looked} / {count}' }, 'calendar.heldUp': { other: '正在重新计算未结工单：{looked} / {count}。等待响应，之后自动继续。' },
  'calendar.recounted': { other: '{when} 重新计算了 {count} 张未结工单：{moved} 张有变化，其中 {told} 张已立即通知。' }, 'calendar.unanswered': { other: '{count} 个计时已无法计算，保持原状。' },
  'calendar.remove': '删除日历', 'calendar.removeAsk': '永久删除此日历？',
  'calendar.conflict': '{by} 在 {when} 保存了此内容。您的修改保留在此处，尚未保存。', 'calendar.conflictKeep': '保留我的修改并覆盖', 'calendar.conflictDrop': '放弃我的修改，查看已保存内容',
};
