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

/** What stands in the line one after another: texts in both languages, replaced every 12 s; nothing runs. */
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
  const shown = messages[useTurns(messages.length)]
  return shown === undefined ? null : <Message text={shown} tall={tall} english={english} />
}

/** Longer than one line of a board takes at its size, in characters. */
const longLine = { wide: 84, tall: 50 }

/** A message and its English; a long one is set smaller and in two lines, never cut. */
export function Message({ text, tall, english }: { text: LineText; tall: boolean; english: boolean }) {
  const length = tall ? Math.max(text.uk.length, text.en.length) : text.uk.length + (english ? text.en.length : 0)
  const long = length > (tall ? longLine.tall : longLine.wide) ? 'long' : undefined
  if (tall)
    return (
      <p className={long}>
        {text.uk}
        {english && <span lang="en">{text.en}</span>}
      </p>
    )
  return (
    <>
      <p className={long}>{text.uk}</p>
      {english && (
        <p lang="en" className={long}>
          {text.en}
        </p>
      )}
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
