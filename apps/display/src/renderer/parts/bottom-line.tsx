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

/** One message after another; they are replaced, nothing runs. */
export function Messages({ minutes, tall, english }: { minutes: number; tall: boolean; english: boolean }) {
  const [index, setIndex] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setIndex((before) => before + 1), messageHoldMs)
    return () => clearInterval(timer)
  }, [])
  const messages = uk.messages(minutes)
  const counterparts = en.messages(minutes)
  const shown = index % messages.length
  if (tall)
    return (
      <p>
        {messages[shown]}
        {english && <span lang="en">{counterparts[shown]}</span>}
      </p>
    )
  return (
    <>
      <p>{messages[shown]}</p>
      {english && <p lang="en">{counterparts[shown]}</p>}
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
