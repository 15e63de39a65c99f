import type { PublicOffice } from '@cherha/shared/protocol'
import { useEffect, useState, type ReactNode } from 'react'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'

/** One message of the bottom line, ms (`--m-message-hold`). */
export const messageHoldMs = 12_000

/** The bottom of the board: its content, and a note while the browser keeps the page silent. */
export function BottomLine({ soundOff, children }: { soundOff: boolean; children: ReactNode }) {
  return (
    <footer className="line">
      {children}
      {soundOff && <SoundOff />}
    </footer>
  )
}

/** What stands in the line one after another: texts in both languages, replaced every 12 s; nothing runs. An empty one is not shown. */
export type LineText = { readonly uk: string; readonly en: string }

/** The usual messages of a board, and after them the office's own. */
export function messagesOf(office: PublicOffice, minutes: number): readonly LineText[] {
  const english = en.messages(minutes)
  return [...uk.messages(minutes).map((text, i) => ({ uk: text, en: english[i] ?? '' })), ...(office.ticker ?? [])]
}

/** Which of `count` messages is shown now. */
export function useTurns(count: number): number {
  const [index, setIndex] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setIndex((before) => before + 1), messageHoldMs)
    return () => clearInterval(timer)
  }, [])
  return count === 0 ? 0 : index % count
}

/** One message after another. */
export function Messages({
  messages,
  tall,
  english,
}: {
  messages: readonly LineText[]
  tall: boolean
  english: boolean
}) {
  const turns = turnsOf(messages, tall, english)
  const shown = turns[useTurns(turns.length)]
  return shown === undefined ? null : <Message text={shown} tall={tall} />
}

/** What both languages of a message may take beside each other, in characters; on the tall board, below each other. */
const together = { wide: 78, tall: 94 } as const

/**
 * The turns of messages: both languages at once where they have room in the type of the board, else one after the
 * other; nothing is set smaller for its length. @param english false: the line has room for one language
 */
export function turnsOf(messages: readonly LineText[], tall: boolean, english: boolean): readonly LineText[] {
  return messages.flatMap((text): readonly LineText[] => {
    if (!english) return [{ uk: text.uk, en: '' }]
    const fits = tall
      ? text.uk.length <= together.tall && text.en.length <= together.tall / 2 + 12
      : text.uk.length + text.en.length <= together.wide
    return fits
      ? [text]
      : [
          { uk: text.uk, en: '' },
          { uk: '', en: text.en },
        ]
  })
}

/** A message and its English, or one of them; one that is too long for a line has two or three. */
export function Message({ text: { uk: main, en: other }, tall }: { text: LineText; tall: boolean }) {
  const alone = main === '' || other === ''
  if (tall || alone)
    return (
      <p className={alone ? 'alone' : undefined}>
        {main}
        {other !== '' && <span lang="en">{other}</span>}
      </p>
    )
  return (
    <>
      <p>{main}</p>
      <p lang="en">{other}</p>
    </>
  )
}

/** Shown until somebody touches the screen. */
export function SoundOff() {
  return (
    <p className="sound-off" role="status">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 9.5v5h3.5L12 19V5L7.500 9.500ZM15.500 9.500l5 5m0-5-5 5" />
      </svg>
      {uk.soundOff}
    </p>
  )
}
