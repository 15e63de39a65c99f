import { parseArgs } from 'node:util'
import { isDate } from '@cherha/shared/calendar'
import { type TrackKey, trackKeys } from '@cherha/shared/workflow'
import { UnusableInputError } from './unusable-input.ts'

export type CardsOptions =
  | { readonly command: 'check'; readonly file: string; readonly json: boolean }
  | { readonly command: 'show'; readonly card: string; readonly json: boolean }
  | {
      readonly command: 'verify'
      readonly record: string
      readonly paper: string
      /** List of keys whose holders are known. */
      readonly keys: string | null
      readonly json: boolean
    }
  | {
      readonly command: 'plan'
      readonly card: string
      readonly json: boolean
      readonly from: string
      readonly track: TrackKey
      readonly inquiries: boolean
      readonly entity: boolean
      readonly martialLaw: boolean
    }

const usage =
  'npm run cards -- (check FILE | plan CARD --from YYYY-MM-DD [--track fast] [--inquiries] [--entity] [--peacetime] | show CARD | verify RECORD.json PAPER.pdf [--keys FILE]) [--json]'

/** Reads the command line of `npm run cards`. @throws UnusableInputError */
export function readOptions(args: readonly string[]): CardsOptions {
  const { values, positionals } = parse(args)
  const [command, name, ...more] = positionals
  const json = values.json === true
  if (command === 'verify') return readVerify(positionals.slice(1), values, json)
  if (command !== 'check' && command !== 'plan' && command !== 'show')
    throw new UnusableInputError(
      `${command === undefined ? 'What to do is missing' : `"${command}" is unknown`}. Usage: ${usage}`,
    )
  if (name === undefined || name === '' || more.length > 0)
    throw new UnusableInputError(`${command} takes one ${command === 'check' ? 'file' : 'card'}. Usage: ${usage}`)
  const { from, track, inquiries, entity, peacetime } = values
  if (values.keys !== undefined) throw new UnusableInputError(`--keys belongs to verify. Usage: ${usage}`)
  if (command !== 'plan') {
    const [stray] = Object.keys({ from, track, inquiries, entity, peacetime }).filter((key) => key in values)
    if (stray !== undefined) throw new UnusableInputError(`--${stray} belongs to plan. Usage: ${usage}`)
    return command === 'check' ? { command, file: name, json } : { command, card: name, json }
  }
  if (from === undefined) throw new UnusableInputError('plan needs the day of intake: --from YYYY-MM-DD.')
  if (!isDate(from)) throw new UnusableInputError(`--from takes a day that exists, such as 2026-03-02, not "${from}".`)
  return {
    command,
    card: name,
    json,
    from,
    track: readTrack(track ?? 'standard'),
    inquiries: inquiries === true,
    entity: entity === true,
    martialLaw: peacetime !== true,
  }
}

function readVerify(
  files: readonly string[],
  { keys, json: _json, ...stray }: ReturnType<typeof parse>['values'],
  json: boolean,
): CardsOptions {
  const [record = '', paper = '', ...more] = files
  if (record === '' || paper === '' || more.length > 0)
    throw new UnusableInputError(`verify takes two files, the record and the paper. Usage: ${usage}`)
  const [other] = Object.keys(stray)
  if (other !== undefined) throw new UnusableInputError(`--${other} belongs to plan. Usage: ${usage}`)
  if (keys === '') throw new UnusableInputError(`--keys takes a file. Usage: ${usage}`)
  return { command: 'verify', record, paper, keys: keys ?? null, json }
}

function readTrack(text: string): TrackKey {
  const track = trackKeys.find((key) => key === text)
  if (track === undefined) throw new UnusableInputError(`--track takes ${trackKeys.join(' or ')}, not "${text}".`)
  return track
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        track: { type: 'string' },
        inquiries: { type: 'boolean' },
        entity: { type: 'boolean' },
        peacetime: { type: 'boolean' },
        keys: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
  } catch (cause) {
    // only the first sentence: what follows is advice about shells
    const reason = cause instanceof Error ? cause.message.split('. ')[0]?.replace(/\.$/, '') : String(cause)
    throw new UnusableInputError(`${reason}. Usage: ${usage}`, { cause })
  }
}
