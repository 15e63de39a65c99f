import type { Language } from '@cherha/shared/protocol'

/** A text as it is seen, with the language it is marked with; null: that of the page. */
export interface SeenText {
  readonly text: string
  readonly language: Language | null
}

/** What has to be known of an element to move between the stops: which one it is, and what it matches. */
export interface StopElement {
  matches(selector: string): boolean
}

/** Something the four keys can stop at. `row`: a row of on-screen keys, entered like a room. */
export type Stop<E extends StopElement = HTMLElement> = SeenText & { readonly element: E } & (
    | { readonly is: 'button'; readonly on: boolean | null }
    | { readonly is: 'field'; readonly value: string; readonly wrong: boolean }
    | { readonly is: 'row'; readonly keys: readonly Stop<E>[] }
  )

/** What a screen says and offers, in the order it is seen in. */
export interface Outline<E extends StopElement = HTMLElement> {
  /** The question of the screen, or of the panel above it. */
  readonly title: SeenText
  /** What went wrong. */
  readonly alerts: readonly SeenText[]
  /** What is only told to those who hear: that an answer is waited for. Empty: nothing. */
  readonly status: SeenText
  readonly texts: readonly SeenText[]
  readonly stops: readonly Stop<E>[]
}

const control = 'button, input:not([hidden]), [data-row]'
const whole = 'h1, h2, h3, p, dt, dd, li, td, th, caption, strong'
const unspoken = '[aria-hidden="true"], [hidden], [data-unspoken], label, .vh[role="status"], svg, script, style'

/**
 * Reads what is on the screen by its names and roles, the same that a screen reader is given; so nothing that is seen can be
 * left out of what is heard. Of a panel over the screen only the panel.
 */
export function readOutline(page: HTMLElement): Outline {
  const panel = page.querySelector<HTMLElement>('[aria-modal="true"]')
  const root = panel ?? page
  const heading = root.querySelector<HTMLElement>('h1, h2')
  const status = root.querySelector<HTMLElement>('.vh[role="status"]')
  const texts: SeenText[] = []
  collectTexts(root, heading, texts)
  const stops = [...root.querySelectorAll<HTMLElement>(control)]
    .filter((element) => element.parentElement?.closest('[data-row]') == null && isOffered(element))
    .map(stopOf)
  return {
    title: heading === null ? { text: '', language: null } : seen(heading),
    alerts: [...root.querySelectorAll<HTMLElement>('[role="alert"]')].map(seen).filter(({ text }) => text !== ''),
    status: status === null ? { text: '', language: null } : seen(status),
    texts,
    stops,
  }
}

function collectTexts(element: HTMLElement, heading: HTMLElement | null, into: SeenText[]): void {
  for (const child of element.children) {
    if (!(child instanceof HTMLElement) || child === heading) continue
    if (child.matches(unspoken) || child.matches('[role="alert"]')) continue
    if (child.matches(control)) {
      // what cannot be chosen now is no stop, and is told like any other text
      const text = isOff(child) ? seenOf(child, accessibleName(child)) : null
      if (text !== null && text.text !== '') into.push(text)
      continue
    }
    if (child.matches(whole) && child.querySelector(control) === null) {
      const text = seen(child)
      if (text.text !== '') into.push(text)
    } else {
      const own = seenOf(child, ownText(child))
      if (own.text !== '') into.push(own)
      collectTexts(child, heading, into)
    }
  }
}

function stopOf(element: HTMLElement): Stop {
  const name = { ...seenOf(element, accessibleName(element)), element }
  if (element instanceof HTMLInputElement) {
    return { ...name, is: 'field', value: element.value, wrong: element.getAttribute('aria-invalid') === 'true' }
  }
  if (element.matches('[data-row]')) {
    const keys = [...element.querySelectorAll<HTMLElement>('button')].filter(isOffered).map(stopOf)
    return { ...name, is: 'row', keys }
  }
  const pressed = element.getAttribute('aria-pressed')
  return { ...name, is: 'button', on: pressed === null ? null : pressed === 'true' }
}

/** A name by label, by `aria-label`, else by content: the rules of the accessible name as far as these screens use them. */
export function accessibleName(element: HTMLElement): string {
  const given = element.getAttribute('aria-label')
  if (given !== null) return given
  if (element instanceof HTMLInputElement) return [...(element.labels ?? [])].map(contentOf).join(' ')
  return contentOf(element)
}

function isOffered(element: HTMLElement): boolean {
  return !isOff(element) && element.closest('[inert]') === null
}

function isOff(element: HTMLElement): boolean {
  return element instanceof HTMLButtonElement && element.disabled
}

function seen(element: HTMLElement): SeenText {
  return seenOf(element, contentOf(element))
}

function seenOf(element: HTMLElement, text: string): SeenText {
  const lang = element.closest('[lang]:not(html)')?.getAttribute('lang')
  return { text: text.replace(/\s+/g, ' ').trim(), language: lang === 'uk' || lang === 'en' ? lang : null }
}

function ownText(element: HTMLElement): string {
  return [...element.childNodes].map((node) => (node instanceof Text ? node.data : ' ')).join('')
}

const blocks = 'b, div, p, li, small, dd, dt'

/** Content without what is hidden; parts that stand below one another are sentences of their own. */
function contentOf(element: HTMLElement): string {
  let text = ''
  for (const node of element.childNodes) {
    if (node instanceof Text) text += node.data
    else if (node instanceof HTMLElement && !node.matches('[aria-hidden="true"], svg, [hidden]')) {
      const inner = node.matches('br') ? ' ' : contentOf(node)
      text += node.matches(blocks) && inner.trim() !== '' ? ` ${ended(inner.trim())} ` : inner
    }
  }
  return text
}

function ended(text: string): string {
  return /[.!?:,]$/.test(text) ? text : `${text}.`
}
