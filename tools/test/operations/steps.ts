/** One shell block of the operations page with what its mark says about it. */
export type Step =
  | { readonly does: 'run'; readonly script: string }
  | { readonly does: 'start'; readonly name: string; readonly until: string; readonly script: string }
  | { readonly does: 'stop'; readonly name: string }
  | { readonly does: 'nothing'; readonly because: string }

const block = /(?:^<!-- (?<mark>[^\n]*) -->\n\n)?^```sh\n(?<script>[\s\S]*?)^```/gm

/**
 * The shell blocks of a part of the page, in their order. Each has a mark before it, which a reader does not see:
 * `run`, `run in the background as NAME until "TEXT"`, `instead of running: stop NAME`, or `not run: REASON`.
 * @throws when a block has none, or one that says something else
 */
export function stepsOf(text: string): Step[] {
  return [...text.matchAll(block)].map(({ groups }) => {
    const { mark = '', script = '' } = groups ?? {}
    if (mark === 'run') return { does: 'run', script }
    const started = /^run in the background as (\w+) until "([^"]+)"$/.exec(mark)
    if (started) return { does: 'start', name: started[1] ?? '', until: started[2] ?? '', script }
    const stopped = /^instead of running: stop (\w+)$/.exec(mark)
    if (stopped) return { does: 'stop', name: stopped[1] ?? '' }
    const left = /^not run: (.+)$/.exec(mark)
    if (left) return { does: 'nothing', because: left[1] ?? '' }
    throw new Error(
      `the block that begins with “${script.split('\n', 1)[0]}” has no mark that says what is done with it`,
    )
  })
}

/** The chapter under a heading of the second level. */
export function chapter(text: string, heading: string): string {
  const from = text.indexOf(`\n## ${heading}\n`)
  if (from < 0) throw new Error(`there is no chapter ${heading}`)
  const to = text.indexOf('\n## ', from + 1)
  return text.slice(from, to < 0 ? undefined : to)
}
