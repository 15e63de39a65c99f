import type { Page } from 'playwright-core'

/** What has the focus: its element's name, what a screen reader calls it, and whether it can be seen. */
export interface Focused {
  readonly role: string
  readonly name: string
  readonly visible: boolean
  readonly inDialog: boolean
  /** Nothing happens when it is pressed now. */
  readonly off: boolean
}

/** A clerk who has no mouse: after every key there has to be a focus, and it has to be visible. */
export class DeskKeyboard {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Null: nothing has it. */
  async focused(): Promise<Focused | null> {
    return this.#page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return null
      const labelled = element instanceof HTMLInputElement ? (element.labels?.[0] ?? element) : element
      const words = labelled.cloneNode(true) as HTMLElement
      for (const hidden of words.querySelectorAll('[aria-hidden="true"]')) hidden.remove()
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return {
        role: element.localName,
        name: (words.textContent ?? '').replace(/\s+/g, ' ').trim(),
        visible: outlineStyle !== 'none' && outlineWidth !== '0px',
        inDialog: element.closest('dialog') !== null,
        off: element.getAttribute('aria-disabled') === 'true',
      }
    })
  }

  /** One key, once what it presses can be pressed (Escape presses nothing); then something visible has the focus. */
  async press(key: string): Promise<void> {
    if (key !== 'Escape') await this.#until(`${key} can be pressed`, (now) => now?.off !== true)
    await this.#page.keyboard.press(key)
    await this.#until(`a visible focus after ${key}`, (now) => now?.visible === true)
  }

  /** Tab by Tab to a control; every stop on the way is visible. */
  async reach(name: string | RegExp): Promise<void> {
    const stops: string[] = []
    for (let stop = 0; stop < 40; stop += 1) {
      const now = await this.focused()
      if (now !== null && (typeof name === 'string' ? now.name === name : name.test(now.name))) return
      if (now?.visible === false) throw new Error(`the focus on «${now.name}» is not to be seen`)
      stops.push(now?.name ?? '–')
      await this.#page.keyboard.press('Tab')
    }
    throw new Error(`${String(name)} is not reached by Tab: ${stops.join(' | ')}`)
  }

  /** Tab by Tab to a button, and Enter. */
  async push(name: string | RegExp): Promise<void> {
    await this.reach(name)
    await this.press('Enter')
  }

  /** A button opens a dialog: what it asks is answered, and sent by Enter. None given: it is only looked at. */
  async answer(name: string, ...answers: readonly string[]): Promise<void> {
    await this.push(name)
    await this.staysInDialog()
    for (const answer of answers) await this.choose(answer)
    if (answers.length > 0) await this.press('Enter')
  }

  /** A page with this heading has come, and the keyboard is there. */
  async sees(heading: string | RegExp): Promise<void> {
    await this.#page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await this.#until(
      `the focus on the heading ${String(heading)}`,
      (now) =>
        now !== null &&
        now.role === 'h1' &&
        now.visible &&
        (typeof heading === 'string' ? now.name.includes(heading) : heading.test(now.name)),
    )
  }

  /** A button can be pressed (again). */
  async ready(name: string | RegExp): Promise<void> {
    await this.#page.getByRole('button', { name, disabled: false }).waitFor()
  }

  /** A dialog is open, and Tab does not leave it: neither forwards nor back. */
  async staysInDialog(): Promise<void> {
    await this.#page.getByRole('dialog').waitFor()
    for (const key of ['Tab', 'Shift+Tab'])
      for (let stop = 0; stop < 8; stop += 1) {
        const now = await this.focused()
        if (now === null || !now.inDialog || !now.visible)
          throw new Error(`stop ${stop} of ${key} is outside the dialog: ${JSON.stringify(now)}`)
        await this.#page.keyboard.press(key)
      }
  }

  /** Chooses one answer of an open dialog: Tab to its group, then the arrows. */
  async choose(label: string): Promise<void> {
    const group = await this.#page.getByRole('radio', { name: label }).getAttribute('name')
    const groupNow = () =>
      this.#page.evaluate(() => (document.activeElement instanceof HTMLInputElement ? document.activeElement.name : ''))
    for (let stop = 0; (await groupNow()) !== group; stop += 1) {
      if (stop > 8) throw new Error(`the answers beside «${label}» are not reached by Tab`)
      await this.#page.keyboard.press('Tab')
    }
    for (let stop = 0; !(await this.focused())?.name.startsWith(label); stop += 1) {
      if (stop > 8) throw new Error(`«${label}» is not reached by the arrows`)
      await this.press('ArrowDown')
    }
    await this.press('Space')
    await this.#page.getByRole('radio', { name: label, checked: true }).waitFor()
  }

  async #until(what: string, holds: (now: Focused | null) => boolean): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const now = await this.focused()
      if (holds(now)) return
      if (tries > 100) throw new Error(`${what} did not come: ${JSON.stringify(now)}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
