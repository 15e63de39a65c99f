import { defaultSpeechKeys } from '@cherha/shared/protocol'
import type { Page } from 'playwright-core'

type Key = 'next' | 'previous' | 'choose' | 'repeat'

/** A visitor who hears the terminal and has its four keys: knows nothing but what is spoken. */
export class Listener {
  readonly page: Page
  /** Everything that was spoken, one text for each time the terminal began to speak. */
  readonly spoken: string[] = []

  private constructor(page: Page) {
    this.page = page
  }

  /** Listens to a page that is not open yet. The computer's voice is played: it takes texts and says them at once. */
  static async at(page: Page): Promise<Listener> {
    const listener = new Listener(page)
    await page.route('**/host/speech', async (route) => {
      const request = route.request()
      if (request.method() === 'GET') return route.fulfill({ json: { available: true, keys: defaultSpeechKeys } })
      if (request.method() === 'POST') {
        const { parts }: { parts: readonly { text: string }[] } = request.postDataJSON()
        listener.spoken.push(parts.map(({ text }) => text).join(' '))
        return route.fulfill({ json: { heard: true } })
      }
      return route.fulfill({ status: 204 })
    })
    return listener
  }

  get last(): string {
    return this.spoken.at(-1) ?? ''
  }

  /** Presses a key and waits until something was said because of it. */
  async press(key: Key): Promise<string> {
    const before = this.spoken.length
    await this.page.keyboard.press(defaultSpeechKeys[key][0] ?? '')
    const until = Date.now() + 10_000
    while (this.spoken.length === before) {
      if (Date.now() > until) throw new Error(`nothing was spoken after «${key}»; last: «${this.last}»`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return this.last
  }

  /** Presses next until something is heard that begins like this. */
  async find(wanted: RegExp, most = 80): Promise<void> {
    for (let n = 0; n < most; n += 1) {
      if (wanted.test(await this.press('next'))) return
    }
    throw new Error(`never heard ${wanted}; the last were: ${this.spoken.slice(-most).join(' | ')}`)
  }

  /** Finds something and chooses it; resolves with what was said then. */
  async choose(wanted: RegExp): Promise<string> {
    await this.find(wanted)
    return this.press('choose')
  }

  /** Fills in a field, letter by letter, and goes on to what comes after it. */
  async spell(field: RegExp, text: string): Promise<void> {
    if (!field.test(this.last)) await this.find(field)
    await this.press('choose')
    for (const letter of text.toUpperCase()) {
      const row = ['АБВГҐДЕЄЖЗИІ', 'ЇЙКЛМНОПРСТУ', 'ФХЦЧШЩЬЮЯ'].find((keys) => keys.includes(letter))
      if (row === undefined) throw new Error(`no key for ${letter}`)
      const name = new RegExp(`^Ряд клавіш: ${row[0]} – ${row.at(-1)}`)
      if (!name.test(this.last)) await this.find(name)
      await this.press('choose')
      if (this.last !== letter) await this.find(new RegExp(`^${letter}$`))
      await this.press('choose')
      await this.find(/^Назад до рядів/)
      await this.press('choose')
    }
    await this.press('choose')
    await this.find(/^Поле готове/)
    await this.press('choose')
  }
}
