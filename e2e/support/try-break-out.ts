import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import type { BreakOut } from './break-outs.ts'

/** A page without any lock: what the ways out do to it shows that they would work. */
const ordinaryPage = `<!doctype html><meta name="viewport" content="width=device-width"><title>ordinary</title><link rel="icon" href="data:,">
<h1 style="height:1200px">An ordinary page with words to select</h1>`

/** A server that must never hear from a locked page. */
export class Canary {
  readonly heard: string[] = []
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    server.on('request', (request, answer) => {
      this.heard.push(`${request.method} ${request.url}`)
      if (request.url?.startsWith('/ordinary') === true) {
        answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(ordinaryPage)
        return
      }
      answer.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('<h1>out</h1>')
    })
    server.on('upgrade', (request, socket) => {
      this.heard.push(`socket ${request.url}`)
      socket.destroy()
    })
  }

  static async listen(): Promise<Canary> {
    const server = createServer()
    const canary = new Canary(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return canary
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}

declare global {
  interface Window {
    /** Keys and events that nobody prevented. */
    unprevented: string[]
  }
}

/** A locked page and everything that would show that somebody got out of it. */
export class LockedPage {
  readonly #page: Page
  readonly #canary: Canary
  readonly #home: string
  readonly #happened: string[] = []

  private constructor(page: Page, canary: Canary) {
    this.#page = page
    this.#canary = canary
    this.#home = withoutHash(page.url())
  }

  /** @param page that has come up and shows itself */
  static async watch(page: Page, canary: Canary): Promise<LockedPage> {
    const locked = new LockedPage(page, canary)
    page.on('dialog', (dialog) => {
      locked.#happened.push(`dialog ${dialog.type()}`)
      void dialog.dismiss()
    })
    page.on('filechooser', () => locked.#happened.push('file chooser'))
    page.on('download', () => locked.#happened.push('download'))
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && withoutHash(frame.url()) !== locked.#home)
        locked.#happened.push(`went to ${frame.url()}`)
    })
    page.context().on('page', (other) => {
      locked.#happened.push(`window ${other.url()}`)
      void other.close()
    })
    await page.evaluate(() => {
      const unprevented: string[] = []
      window.unprevented = unprevented
      // the last of all listeners: what nobody has prevented would go to the browser
      for (const name of [
        'keydown',
        'contextmenu',
        'auxclick',
        'mouseup',
        'wheel',
        'copy',
        'paste',
        'dragstart',
        'dragover',
        'drop',
      ])
        window.addEventListener(name, (event) => {
          const known = event instanceof KeyboardEvent && ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)
          const plainWheel = event instanceof WheelEvent && !event.ctrlKey
          const plainMouse = name === 'mouseup' && (event as MouseEvent).button === 0
          if (!event.defaultPrevented && !known && !plainWheel && !plainMouse) unprevented.push(name)
        })
    })
    return locked
  }

  /** Tries one way out. @returns what shows that it worked; empty: the page held */
  async holds(breakOut: BreakOut): Promise<readonly string[]> {
    const page = this.#page
    this.#happened.length = 0
    this.#canary.heard.length = 0
    await page.evaluate(() => {
      window.unprevented.length = 0
    })
    const escaped = await this.#try(breakOut)
    // what a page sets off comes a moment later
    await new Promise((resolve) => setTimeout(resolve, breakOut.kind === 'key' ? 10 : 60))
    const after = await page.evaluate(() => ({
      unprevented: window.unprevented,
      scale: visualViewport?.scale ?? 1,
      scrolled: document.scrollingElement?.scrollLeft ?? 0,
      selected: getSelection()?.toString() ?? '',
      words: document.body.innerText.trim().length,
      fullscreen: document.fullscreenElement !== null,
    }))
    return [
      ...(escaped ? ['it got out'] : []),
      ...this.#happened,
      ...this.#canary.heard.map((request) => `the canary heard ${request}`),
      ...(withoutHash(page.url()) === this.#home ? [] : [`it is at ${page.url()}`]),
      ...after.unprevented.map((name) => `${name} went through`),
      ...(after.scale === 1 ? [] : [`zoomed to ${after.scale}`]),
      ...(after.selected === '' ? [] : ['something is selected']),
      ...(after.words > 0 ? [] : ['the page is empty']),
      ...(after.fullscreen ? ['full screen'] : []),
    ]
  }

  async #try({ does }: BreakOut): Promise<boolean> {
    const page = this.#page
    const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
    if ('press' in does) await page.keyboard.press(does.press)
    else if ('run' in does) return this.#run(does.run)
    else if ('event' in does) return this.#dispatch(does.event, does.init ?? '{}')
    else if ('touch' in does) await this.#touch(does.touch, does.to, width, height)
    else if ('wheel' in does) {
      if (does.withKey !== undefined) await page.keyboard.down(does.withKey)
      await page.mouse.move(width / 2, 40)
      await page.mouse.wheel(0, does.wheel)
      if (does.withKey !== undefined) await page.keyboard.up(does.withKey)
    } else {
      const [x, y] = [width / 2, 20]
      if (does.click === 'double') await page.mouse.dblclick(x, y)
      else await page.mouse.click(x, y, { button: does.click })
    }
    return false
  }

  /** True when the page gave true; a page that went away has let somebody out. */
  async #run(code: string): Promise<boolean> {
    const text = code.replaceAll('CANARY', this.#canary.url)
    // by the protocol itself: it gives the value of the last statement, and no policy of the page is in its way
    const session = await this.#page.context().newCDPSession(this.#page)
    try {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression: `{ ${text} }`,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      })
      if (exceptionDetails !== undefined)
        this.#happened.push(`the attempt failed: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`)
      return result.value === true
    } catch {
      // a page that went away in the middle has let somebody out
      return true
    } finally {
      await session.detach().catch(() => undefined)
    }
  }

  #dispatch(name: string, init: string): Promise<boolean> {
    const constructor = name.startsWith('mouse') || name === 'contextmenu' ? 'MouseEvent' : 'Event'
    return this.#page.evaluate(`document.body.dispatchEvent(new ${constructor}(${JSON.stringify(name)}, ${init}))`)
  }

  async #touch(
    from: readonly (readonly [number, number])[],
    to: readonly (readonly [number, number])[],
    width: number,
    height: number,
  ): Promise<void> {
    const session = await this.#page.context().newCDPSession(this.#page)
    const at = (part: number) =>
      from.map(([x, y], index) => {
        const [endX, endY] = to[index] ?? [x, y]
        return { x: (x + (endX - x) * part) * width, y: (y + (endY - y) * part) * height, id: index }
      })
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
    for (const part of [0.25, 0.5, 0.75, 1]) {
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(part) })
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await session.detach()
  }
}

const withoutHash = (url: string): string => url.split('#', 1)[0] ?? ''
