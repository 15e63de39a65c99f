import type { SpeechKey, SpokenPart } from '@cherha/shared/protocol'
import type { SpeechPort } from '@cherha/ui'
import { afterField, firstRow, here, kept, moved, onScreen, type Cursor } from './cursor.ts'
import { readOutline, type Outline } from './outline.ts'
import {
  spokenAlerts,
  spokenKeys,
  spokenScreen,
  spokenStatus,
  spokenStop,
  spokenTyped,
  spokenWay,
  type Words,
} from './spoken.ts'

const mark = 'data-heard'

/**
 * A screen that is heard: four keys move over what it offers and choose from it, and what they stand at is spoken. It
 * knows no screen: it reads whichever is there, so that every screen and every state can be heard.
 */
export class SpeechMode {
  readonly #page: HTMLElement
  readonly #port: SpeechPort
  readonly #words: () => Words
  readonly #onSpeaking: (speaking: boolean) => void
  readonly #observer: MutationObserver
  #outline: Outline
  #cursor: Cursor = onScreen
  #field: HTMLInputElement | null = null
  #lastKey: SpeechKey | null = null
  #turn = 0

  /** @param onSpeaking told when speaking begins and when all has been heard: time limits wait for it */
  constructor(
    page: HTMLElement,
    port: SpeechPort,
    words: () => Words,
    onSpeaking: (speaking: boolean) => void = () => undefined,
  ) {
    this.#page = page
    this.#port = port
    this.#words = words
    this.#onSpeaking = onSpeaking
    this.#outline = readOutline(page)
    this.#observer = new MutationObserver(() => this.#refresh())
  }

  start(): void {
    this.#observer.observe(this.#page, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['aria-pressed', 'aria-invalid', 'disabled', 'aria-label', 'value', 'inert'],
    })
    this.#outline = readOutline(this.#page)
    this.#say([...spokenKeys(this.#words()), ...spokenScreen(this.#outline, this.#words())])
  }

  stop(): void {
    this.#observer.disconnect()
    this.#turn += 1
    this.#port.stop()
    this.#marked(null)
    this.#onSpeaking(false)
  }

  /** One of the four keys was pressed. */
  press(key: SpeechKey): void {
    this.#outline = readOutline(this.#page)
    switch (key) {
      case 'next':
      case 'previous':
        this.#cursor = moved(this.#cursor, key === 'next' ? 1 : -1, this.#outline)
        this.#tellHere()
        break
      case 'choose':
        this.#choose()
        break
      case 'repeat':
        if (this.#lastKey === 'repeat') this.#tellAll()
        else this.#tellHere()
        break
      case 'plugged':
      case 'unplugged':
        break
    }
    this.#lastKey = this.#lastKey === 'repeat' && key === 'repeat' ? null : key
  }

  #choose(): void {
    const at = here(this.#cursor, this.#outline)
    switch (at.is) {
      case 'screen':
        return this.#tellAll()
      case 'way':
        return this.#leaveRow(at.way)
      case 'key': {
        at.key.element.click()
        const value = this.#typedInto()?.value ?? ''
        this.#say(spokenTyped(at.key, value, this.#words()))
        return
      }
      case 'stop':
        if (at.stop.is === 'row' && this.#cursor.at === 'stop') {
          this.#cursor = { at: 'key', row: this.#cursor.stop, key: 0 }
          return this.#tellHere()
        }
        if (at.stop.is === 'field') {
          at.stop.element.focus()
          if (at.stop.element instanceof HTMLInputElement) this.#field = at.stop.element
          const row = firstRow(this.#outline)
          if (row !== null) this.#cursor = row
          return this.#tellHere()
        }
        // a screen that changes is told by #refresh; one that stays tells the state of what was pressed
        at.stop.element.click()
    }
  }

  #leaveRow(way: 'rows' | 'done'): void {
    if (this.#cursor.at !== 'key') return
    this.#cursor =
      way === 'rows' ? { at: 'stop', stop: this.#cursor.row } : afterField(this.#outline, this.#typedInto())
    this.#tellHere()
  }

  /** The field that on-screen keys write into: the one that had the focus last. */
  #typedInto(): HTMLInputElement | null {
    const { activeElement } = document
    if (activeElement instanceof HTMLInputElement) this.#field = activeElement
    return this.#field?.isConnected === true ? this.#field : null
  }

  #refresh(): void {
    const before = this.#outline
    const now = readOutline(this.#page)
    this.#outline = now
    const words = this.#words()
    if (now.title.text !== before.title.text) {
      this.#cursor = onScreen
      this.#marked(null)
      this.#say(spokenScreen(now, words))
      return
    }
    const was = here(this.#cursor, before)
    this.#cursor = kept(this.#cursor, before, now)
    const is = here(this.#cursor, now)
    const alerts = spokenAlerts(now, words)
    if (JSON.stringify(alerts) !== JSON.stringify(spokenAlerts(before, words)) && alerts.length > 0) {
      this.#say(alerts)
    } else if (now.status.text !== '') {
      // the pressed control is gone until the answer comes, or the queue has moved
      if (before.status.text !== now.status.text) this.#say(spokenStatus(now, words))
    } else if (was.is === 'stop' && is.is === 'screen') {
      // what the cursor stood at has gone
      this.#say(spokenScreen(now, words))
    } else if (was.is === 'stop' && is.is === 'stop' && changed(was.stop, is.stop)) {
      this.#say(spokenStop(is.stop, words))
    }
  }

  #tellHere(): void {
    const at = here(this.#cursor, this.#outline)
    const words = this.#words()
    switch (at.is) {
      case 'screen':
        this.#marked(null)
        return this.#say(spokenScreen(this.#outline, words))
      case 'way':
        this.#marked(null)
        return this.#say(spokenWay(at.way, words))
      case 'key':
        this.#marked(at.key.element)
        return this.#say(spokenStop(at.key, words))
      case 'stop':
        this.#marked(at.stop.element)
        if (at.stop.is === 'button') at.stop.element.focus({ preventScroll: true })
        return this.#say(spokenStop(at.stop, words))
    }
  }

  #tellAll(): void {
    this.#say([...spokenScreen(this.#outline, this.#words()), ...spokenKeys(this.#words())])
  }

  #marked(element: HTMLElement | null): void {
    for (const old of this.#page.querySelectorAll(`[${mark}]`)) old.removeAttribute(mark)
    element?.setAttribute(mark, '')
  }

  #say(parts: readonly SpokenPart[]): void {
    if (parts.length === 0) return
    this.#turn += 1
    const mine = this.#turn
    this.#onSpeaking(true)
    void this.#port.say(parts).then(() => {
      if (mine === this.#turn) this.#onSpeaking(false)
    })
  }
}

function changed(a: { text: string; is: string }, b: { text: string; is: string }): boolean {
  const state = (stop: object): unknown[] => [Reflect.get(stop, 'on'), Reflect.get(stop, 'value')]
  return a.text !== b.text || String(state(a)) !== String(state(b))
}
