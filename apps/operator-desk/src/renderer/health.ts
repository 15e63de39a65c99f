import type { DeskView } from '@cherha/shared/protocol'
import { formatTime } from '@cherha/ui'
import type { StatusKind } from './parts/status.tsx'
import type { Screen } from './screen.ts'

/** One of the things the desk depends on. */
export interface Health {
  readonly of: 'link' | 'server' | 'terminals' | 'printer' | 'displays'
  readonly kind: Extract<StatusKind, 'done' | 'now' | 'risk' | 'idle'>
  readonly word: string
  /** What it means here and now, and what to do; left out: nothing. */
  readonly then?: string
}

type Look = Pick<Screen, 't' | 'view' | 'stale' | 'lostAt'>

/** Hub, queue server, terminals, printer and displays of this window, always in this order; what is not there is left out. */
export function healthOf(look: Look): readonly Health[] {
  // of the rest nothing is known while the hub is away
  if (look.stale && look.lostAt !== null) return [linkOf(look)]
  return [linkOf(look), serverOf(look), terminalsOf(look), printerOf(look), displaysOf(look)].filter(
    (one) => one !== null,
  )
}

/** The sentence of the first that is in trouble, else of the first that wants to be noticed. */
export function sentenceOf(all: readonly Health[]): string | null {
  // the nearest to the visitor first; the office goes on without the server
  const told = (['printer', 'terminals', 'displays', 'server', 'link'] as const).flatMap((thing) =>
    all.filter(({ of, then }) => of === thing && then !== undefined),
  )
  return (told.find(({ kind }) => kind === 'risk') ?? told[0])?.then ?? null
}

function linkOf({ t, view, stale, lostAt }: Look): Health {
  if (!stale || lostAt === null) return { of: 'link', kind: 'done', word: t('link.up') }
  return {
    of: 'link',
    kind: 'risk',
    word: t('link.lostSince', { time: formatTime(lostAt, view.office.timeZone) }),
  }
}

/** The office goes on whatever becomes of the connection between the hub and the queue server. */
function serverOf({ t, view: { server, office } }: Look): Health | null {
  switch (server?.state) {
    case 'away': {
      const { lastContact } = server
      const time = lastContact === null ? null : formatTime(Date.parse(lastContact), office.timeZone)
      const word = time === null ? t('link.serverAway') : t('link.serverSince', { time })
      return { of: 'server', kind: 'risk', word, then: t('link.serverThen') }
    }
    case 'diverged':
    case 'refused':
      return { of: 'server', kind: 'risk', word: t('link.serverStopped'), then: t('link.serverStoppedThen') }
    case 'connected':
      return { of: 'server', kind: 'done', word: t('link.serverUp') }
    case 'none':
    case undefined:
      return null
  }
}

/** Without a terminal nobody gets a ticket; with one of several some people stand before a dark screen. */
function terminalsOf({ t, view: { terminals = [] } }: Look): Health | null {
  const there = terminals.filter(({ connected }) => connected).length
  if (terminals.length === 0) return null
  if (there === terminals.length) return { of: 'terminals', kind: 'done', word: t('terminal.ok') }
  if (there === 0) return { of: 'terminals', kind: 'risk', word: t('terminal.none'), then: t('terminal.noneThen') }
  const away = terminals.length - there
  const word = t('terminal.some', { away: String(away), all: String(terminals.length) })
  return { of: 'terminals', kind: 'now', word, then: t('terminal.someThen') }
}

function printerOf({ t, view: { printing } }: Look): Health | null {
  if (printing === undefined) return null
  const { trouble, answers, paperLow } = printing
  if (trouble !== null) {
    const then = t(answers ? 'printer.stopped' : 'printer.goesOn')
    return { of: 'printer', kind: 'risk', word: t(`printer.${trouble}`), then }
  }
  if (paperLow) return { of: 'printer', kind: 'now', word: t('printer.low'), then: t('printer.lowBody') }
  if (!answers) return { of: 'printer', kind: 'idle', word: t('printer.unknown') }
  return { of: 'printer', kind: 'done', word: t('printer.ok') }
}

/** The displays that show the calls of this window: without one, calls are made by voice (rule A2). */
function displaysOf({ t, view }: Look): Health | null {
  const { window, windowDisplays, displays = [] } = view
  if (window === null || windowDisplays === undefined) return null
  if (windowDisplays.length === 0)
    return { of: 'displays', kind: 'risk', word: t('board.none'), then: t('board.noneThen') }
  const worst = soundOf(displays.filter(({ id }) => windowDisplays.includes(id)))
  if (worst === 'ok') return { of: 'displays', kind: 'done', word: t('board.ok') }
  return {
    of: 'displays',
    kind: worst === 'silent' ? 'risk' : 'now',
    word: t(`board.${worst}`),
    then: t(`board.${worst}Then`),
  }
}

type Sound = 'silent' | 'muted' | 'incomplete' | 'ok'

/** How the display that is heard worst sounds. */
function soundOf(displays: NonNullable<DeskView['displays']>): Sound {
  const sounds = displays.map(({ sound, voice }): Sound => {
    if (sound === 'muted') return 'muted'
    if (sound !== 'ok') return 'silent'
    return voice === 'incomplete' ? 'incomplete' : 'ok'
  })
  return (['silent', 'muted', 'incomplete'] as const).find((sound) => sounds.includes(sound)) ?? 'ok'
}
