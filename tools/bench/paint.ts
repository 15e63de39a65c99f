declare global {
  interface Window {
    /** Waits for the first click from now on and for what it makes appear. */
    watchPaint(selector: string): void
    /** Milliseconds from that click to the end of the frame that shows it. */
    painted: Promise<number>
  }
}

/** Runs in the page before its own scripts. */
export function watchPaints(): void {
  window.watchPaint = (selector) => {
    const clicked = new Promise<number>((resolve) => {
      document.addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true })
    })
    const shown = new Promise<number>((resolve) => {
      const look = new MutationObserver(() => {
        if (document.querySelector(selector) === null) return
        look.disconnect()
        // a message posted in a frame is handled once that frame has been painted
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now())
          port2.postMessage(null)
        })
      })
      look.observe(document.body, { childList: true, subtree: true, attributes: true })
    })
    window.painted = Promise.all([clicked, shown]).then(([from, to]) => to - from)
  }
}
