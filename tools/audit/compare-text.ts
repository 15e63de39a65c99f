import type { Branch, Comparison } from './compare.ts'
import { officeTime } from './office-time.ts'

/** The comparison as a person reads it, times by the office's clock. */
export function compareText(oldFile: string, newFile: string, found: Comparison): string {
  const { verdict, office, common, onlyInOld } = found
  const clock = officeTime(office?.timeZone ?? 'UTC')
  const when = (at: number | null) => (at === null ? '' : ` of ${clock.date(at)} ${clock.time(at)}`)
  const branch = (name: string, { head, events, epoch, brokenAt, firstAt, lastAt }: Branch): string[] => {
    const after =
      events === 0
        ? 'nothing after it'
        : `${events} more, from event ${common.seq + 1}${when(firstAt)} to event ${head}${when(lastAt)}`
    const broken = `  Its chain is broken at event ${brokenAt}: what is there and after it is not compared.`
    return [`${name}: ${after}; epoch ${epoch}.`, ...(brokenAt === null ? [] : [broken])]
  }
  const lines = [
    `Comparison of ${oldFile} (old) and ${newFile} (new)${office === null ? '' : `, office ${office.code}, times of ${office.timeZone}`}.`,
    common.seq === 0
      ? 'They have no event in common.'
      : `They are the same up to event ${common.seq}·${common.hash.slice(0, 8)}${when(common.at)}.`,
    ...branch('Old', found.old),
    ...branch('New', found.new),
    '',
    verdicts[verdict],
    '',
    ...(onlyInOld.length === 0
      ? ['No registration is in the old log alone.']
      : [
          `Registrations only the old log has: ${onlyInOld.length}`,
          ...onlyInOld.map(
            ({ seq, at, date, number, sold, channel, inNew }) =>
              `  ${number} for ${date} (${channel}, sale ${sold}), event ${seq} of ${clock.date(at)} ${clock.time(at)}: ${fates[inNew]}`,
          ),
        ]),
  ]
  return `${lines.join('\n')}\n`
}

const verdicts = {
  same: 'SAME: both are the same log.',
  'old-is-beginning': 'BEGINNING: the old log is the beginning of the new one; nothing in it is lost.',
  'new-is-beginning': 'BEGINNING: the new log is the beginning of the old one.',
  parted: 'PARTED: from there on they are two histories.',
} as const

const fates = {
  readmitted: 're-admitted in the new log by its paper code',
  unknown: 'the new log knows nothing of it',
  'given-twice': 'THE NEW LOG GAVE THE SAME NUMBER TO SOMEBODY ELSE',
} as const
