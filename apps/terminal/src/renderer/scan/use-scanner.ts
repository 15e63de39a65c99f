import { useEffect, useEffectEvent } from 'react'
import { looksScanned, readScan, type ScannedKey, type ScannedTicket } from './typed-by-scanner.ts'

/** Milliseconds between two keys of a scanner, at most; no hand is that fast for so long. */
const gapMs = 60
const longest = 120

/**
 * Listens for a scanner that is plugged in as a keyboard: fast keys that end with Enter. Whatever of them went into a field
 * is of no account: the screen changes.
 * @param onScan the ticket, or null for a code that is no ticket's
 */
export function useScanner(onScan: (ticket: ScannedTicket | null) => void): void {
  const scanned = useEffectEvent(onScan)
  useEffect(() => {
    let keys: ScannedKey[] = []
    let last = 0
    const onKey = (event: KeyboardEvent): void => {
      if (event.timeStamp - last > gapMs) keys = []
      last = event.timeStamp
      if (event.key !== 'Enter' && event.key !== 'Tab') {
        if ([...event.key].length === 1 || event.key === 'Unidentified' || event.key === 'Dead')
          keys.push({ key: event.key, code: event.code, shift: event.shiftKey })
        if (keys.length > longest) keys = []
        return
      }
      const typed = keys
      keys = []
      if (!looksScanned(typed)) return
      const ticket = readScan(typed)
      if (ticket === null && !/[|/\\:]/.test(typed.map(({ key }) => key).join(''))) return
      // neither the field's form nor the four keys are to take this Enter
      event.preventDefault()
      event.stopImmediatePropagation()
      scanned(ticket)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
